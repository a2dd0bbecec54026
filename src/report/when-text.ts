/**
 * When a value holds, in words.
 *
 * @module
 */

import type { OutputReport } from "#run/run-result.ts";
import { axisUnit } from "./axis-unit.ts";
import { shortNumber } from "./number-text.ts";

/** "steady", "equilibrium", "t = 300 s", or nothing for what depends on no time. */
export function whenOfOutput({ when, series }: OutputReport): string {
  if (when === "timeless") return "";
  if (when !== "last") return when;
  const last = series?.axes.t.values.at(-1);
  return last === undefined ? "end" : whenText(last);
}

/** A time, a name of a state, or nothing. */
export function whenText(when: number | "steady" | "equilibrium" | null): string {
  if (when === null) return "";
  return typeof when === "number" ? `t = ${shortNumber(when)} s` : when;
}

/** A time [s] in the unit that fits the largest of its company, or in its own where it is no short number there. */
export function timeText(time: number, largest = time): string {
  const common = axisUnit("s", largest);
  const short = Number((time * common.factor).toPrecision(3));
  const { unit, factor } = Math.abs(short - time * common.factor) <= 1e-9 * short ? common : axisUnit("s", time);
  return `${shortNumber(time * factor, 4)} ${unit}`;
}
