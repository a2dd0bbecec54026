/**
 * The points of a sweep or of a tornado that have no value, and why, in words: a solver failed there, or the file has no meaning
 * with what was set.
 *
 * @module
 */

import type { SweepReport } from "#run/run-result.ts";
import type { SensitivityReport } from "#run/run-sensitivity.ts";
import { shortNumber } from "./number-text.ts";

/** A point without a value: where, and why. */
interface FailedPoint {
  readonly at: string;
  readonly because: string;
}

/** One sentence for the sweep and one for each field or variant beside it that has such points. */
export function failedSweepLines({ failures = [], vary, axis }: SweepReport): readonly string[] {
  const groups = new Map<string, FailedPoint[]>();
  for (const { at, because, field, variant } of failures) {
    const of = field !== undefined ? ` of field: ${field}` : variant !== undefined ? ` of the variant ${variant}` : "";
    const unit = axis.unit === "1" ? "" : ` ${axis.unit}`;
    groups.set(of, [
      ...(groups.get(of) ?? []),
      { at: `${vary.join(" and ")} = ${shortNumber(at, 4)}${unit}`, because },
    ]);
  }
  return [...groups].map(([of, points]) => sentence(of, points));
}

/** One sentence for the changed parameters with which there is no value: a solver failed, or the file has no meaning with them. */
export function failedChangeLines({ failures = [], output }: SensitivityReport): readonly string[] {
  if (failures.length === 0) return [];
  const points = failures.map(({ parameter, at, unit, because }) => ({
    at: `${parameter} = ${shortNumber(at)}${unit === "1" ? "" : ` ${unit}`}`,
    because,
  }));
  return [sentence(` of ${output}`, points)];
}

/** The first point with its reason, and how many there are. */
function sentence(of: string, points: readonly FailedPoint[]): string {
  const [{ at, because }] = points as readonly [FailedPoint, ...FailedPoint[]];
  const where = points.length === 1 ? at : `${points.length} points, the first of them ${at}`;
  return `no value${of} at ${where}: ${because}.`;
}
