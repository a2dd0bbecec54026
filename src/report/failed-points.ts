/**
 * The points of a sweep or of a tornado that have no value, and why, in words: a solver failed there, the file has no
 * meaning with what was set, or the formula has no number.
 *
 * @module
 */

import type { SweepReport } from "#run/run-result.ts";
import type { SensitivityReport } from "#run/run-sensitivity.ts";
import { shortNumber } from "./number-text.ts";

/** A point without a value: where, and why. */
interface FailedPoint<Place> {
  readonly at: Place;
  readonly because: string;
}

/** So many neighbouring points of a sweep are told as a stretch [1]. */
const STRETCH = 3;

/** Sentences for the sweep, and for each field or variant beside it that has such points. */
export function failedSweepLines({ failures = [], vary, axis }: SweepReport): readonly string[] {
  const groups = new Map<string, FailedPoint<number>[]>();
  for (const { at, because, field, variant } of failures) {
    const of = field !== undefined ? ` of field: ${field}` : variant !== undefined ? ` of the variant ${variant}` : "";
    groups.set(of, [...(groups.get(of) ?? []), { at, because }]);
  }
  const name = vary.join(" and ");
  const shown = (x: number) => `${shortNumber(x, 4)}${unitText(axis.unit)}`;
  const places = (points: readonly number[]) =>
    stretches(points, axis.values).flatMap((stretch) =>
      stretch.length < STRETCH
        ? stretch.map((x) => `${name} = ${shown(x)}`)
        : [`${stretch.length} points from ${name} = ${shown(stretch[0])} to ${shown(stretch[stretch.length - 1])}`],
    );
  return [...groups].flatMap(([of, points]) => sentences(of, points, places));
}

/** Sentences for the changed parameters with which there is no value. */
export function failedChangeLines({ failures = [], output }: SensitivityReport): readonly string[] {
  const points = failures.map(({ parameter, at, unit, because }) => ({
    at: `${parameter} = ${shortNumber(at)}${unitText(unit)}`,
    because,
  }));
  return sentences(` of ${output}`, points, (places) => places);
}

/** A number, and none that ends a name such as l2. */
const NUMBER = /(?<![\w.])-?\d+(\.\d+)?(e[-+]?\d+)?/g;

/** One sentence for each kind of reason, with all points that have it; reasons of a kind differ in numbers alone. */
function sentences<Place>(
  of: string,
  points: readonly FailedPoint<Place>[],
  places: (points: readonly Place[]) => readonly string[],
): readonly string[] {
  const kinds = new Map<string, FailedPoint<Place>[]>();
  for (const point of points) {
    const kind = point.because.replace(NUMBER, "#");
    kinds.set(kind, [...(kinds.get(kind) ?? []), point]);
  }
  return [...kinds.values()].map((those) => {
    const [{ because }] = those as [FailedPoint<Place>, ...FailedPoint<Place>[]];
    const isOne = those.every((one) => one.because === because);
    return `no value${of} at ${places(those.map(({ at }) => at)).join(", ")}${isOne ? "" : "; at the first of them"}: ${because}.`;
  });
}

/** Points of an axis in stretches of neighbours. */
function stretches(points: readonly number[], axis: readonly number[]): readonly (readonly number[])[] {
  const found: number[][] = [];
  let before = Number.NaN;
  for (const point of points) {
    const place = axis.indexOf(point);
    if (place === before + 1) found[found.length - 1].push(point);
    else found.push([point]);
    before = place;
  }
  return found;
}

function unitText(unit: string): string {
  return unit === "1" ? "" : ` ${unit}`;
}
