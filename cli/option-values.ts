/**
 * Reading the values of options.
 *
 * @module
 */

import { InvalidArgumentError } from "commander";
import { nearestName } from "#model/expression/nearest-name.ts";
import { LEVEL_NAMES, type LevelName } from "#model/model.ts";

/** A level, or several with commas; an option that may be repeated. */
export function readLevels(text: string, earlier: readonly LevelName[]): readonly LevelName[] {
  const names = text.split(",").map((word) => {
    const name = LEVEL_NAMES.find((candidate) => candidate === word.trim());
    if (name !== undefined) return name;
    const near = nearestName(word, LEVEL_NAMES);
    throw new InvalidArgumentError(
      `Levels: ${LEVEL_NAMES.join(", ")}.${near === undefined ? "" : ` Did you mean ${near}?`}`,
    );
  });
  return [...new Set([...earlier, ...names])];
}

/** PATH=VALUE; an option that may be repeated. */
export function readSetting(text: string, earlier: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const equals = text.indexOf("=");
  if (equals < 1)
    throw new InvalidArgumentError(
      'A setting is PATH=VALUE, such as species.drug.D="1e-10 m^2/s" or donor.thickness="1 um".',
    );
  const path = text.slice(0, equals).trim();
  return Object.fromEntries([...Object.entries(earlier), [path, text.slice(equals + 1).trim()]]);
}

/** A whole number from `least` on; 1e6 is one. */
export function readCount(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+(\.\d+)?(e\+?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
    if (!Number.isSafeInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`A whole number from ${least} to ${most} is needed.`);
    return value;
  };
}

/** A power of two from 2 on. */
export function readDoubling(most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= 2 && value <= most && Number.isInteger(Math.log2(value))))
      throw new InvalidArgumentError(
        `A power of two from 2 to ${most} is needed, such as 4: the cells are doubled from one run to the next.`,
      );
    return value;
  };
}
