/**
 * When a value holds, in words.
 *
 * @module
 */

import type { OutputReport } from "#run/run-result.ts";
import { shortNumber } from "./number-text.ts";

/** "steady", "equilibrium", "t = 300 s", or nothing for what depends on no time. */
export function whenOfOutput({ when, series }: OutputReport): string {
  if (when === "timeless") return "";
  if (when !== "last") return when;
  const last = series?.axes.t.values.at(-1);
  return last === undefined ? "end" : `t = ${shortNumber(last)} s`;
}

/** A time, a name of a state, or nothing. */
export function whenText(when: number | "steady" | "equilibrium" | null): string {
  if (when === null) return "";
  return typeof when === "number" ? `t = ${shortNumber(when)} s` : when;
}
