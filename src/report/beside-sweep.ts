/**
 * How far from a sweep the same sweep in another electric field lies.
 *
 * @module
 */

import type { SweepReport } from "#run/run-result.ts";
import { percentText, shortNumber } from "./number-text.ts";

/** One sentence for each field or variant that stands beside: the largest distance, in parts of the largest value of the sweep. */
export function besideLines(sweep: SweepReport): readonly string[] {
  const { output, vary, axis, values, unit, beside = [], variants = [] } = sweep;
  const largest = values.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0);
  const all = [
    ...beside.map(({ field, values: others }) => ({ what: `field: ${field}`, others })),
    ...variants.map(({ name, values: others }) => ({ what: `the variant ${name}`, others })),
  ];
  return all.map(({ what, others }) => {
    let [farthest, at] = [-1, 0];
    for (const [i, value] of values.entries()) {
      const other = others[i];
      const distance = value === null || other === null || other === undefined ? -1 : Math.abs(other - value);
      if (distance > farthest) [farthest, at] = [distance, i];
    }
    if (farthest < 0) return `beside it, ${what} states no ${output}.`;
    const unitWords = unit === "1" || unit === "" ? "" : ` ${unit}`;
    const where = `${vary.join(" and ")} = ${shortNumber(axis.values[at], 4)} ${axis.unit}`;
    return `beside it, ${what} differs by at most ${percentText(largest > 0 ? farthest / largest : 0)} of the largest |${output}|, at ${where}: ${shortNumber(others[at] ?? Number.NaN)} against ${shortNumber(values[at] ?? Number.NaN)}${unitWords}.`;
  });
}
