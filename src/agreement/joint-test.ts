/**
 * All times of a sampled run at once against the law it should follow.
 *
 * The values of one run at neighbouring times are correlated: a hundred equally spaced times of a walk are about three
 * independent facts, so a sum of squared z-scores taken as chi-square rejects a right walk far too often. Hotelling's
 * T² takes the correlations from the independent parts of the run.
 *
 * @module
 */

import { hotellingT2 } from "#numerics/hotelling.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import type { Difference } from "./difference.ts";

/** Most times that enter T²: with 64 parts, more would cost power and gain nothing. */
export const MOST_TIMES = 12;

/** Largest |d / SE| over the times that carry noise; undefined if none does. */
export function largestScore(differences: readonly Difference[]): number | undefined {
  let largest: number | undefined;
  for (const { value, standardError } of differences)
    if (standardError > 0) largest = Math.max(largest ?? 0, Math.abs(value) / standardError);
  return largest;
}

/**
 * p of Hotelling's T² that all differences are zero, over at most {@link MOST_TIMES} evenly chosen times; fewer where
 * one time follows from the others. Undefined if no time carries enough noise to be tested.
 */
export function jointProbability(differences: readonly Difference[]): number | undefined {
  const all = differences.flatMap(({ parts }) => (parts ? [parts] : []));
  for (let times = Math.min(MOST_TIMES, all.length); times >= 1; times = Math.floor(times / 2)) {
    const chosen = evenly(all, times);
    const count = chosen[0]?.length ?? 0;
    if (count <= times) continue;
    const batches = Array.from({ length: count }, (_, b) => Float64Array.from(chosen, (parts) => parts[b] as number));
    try {
      return hotellingT2({ batches, expected: new Float64Array(times) }).p;
    } catch (error) {
      if (!(error instanceof NumericalFailure)) throw error;
    }
  }
  return undefined;
}

/** `count` of the items, the last always among them. */
function evenly<T>(items: readonly T[], count: number): readonly T[] {
  return Array.from({ length: count }, (_, i) => items[Math.ceil(((i + 1) * items.length) / count) - 1] as T);
}
