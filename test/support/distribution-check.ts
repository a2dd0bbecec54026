/**
 * What is wrong with a sample that should follow a known law: moments, 1000 equally likely cells, tail counts.
 *
 * Each check has a false-alarm rate of 1e-9 (|z| > 6.11 or p < 1e-9), so that a list of ten checks on a hundred samples
 * fails once in a million choices of seeds. What a million values resolve: a mean wrong by 0.006 sigma, a normal
 * variance wrong by 0.9 %, a table of 4096 normals, a tail cut where 21 values are expected beyond it.
 */

import { regularisedBeta } from "#numerics/gamma-function.ts";
import { chiSquareTest } from "#numerics/statistics.ts";

export interface KnownLaw {
  readonly mean: number;
  /** Central moments of order 0, 1, 2, ...: those of order r to 2r serve to check the moment of order r. */
  readonly centralMoments: readonly number[];
  readonly cdf: (x: number) => number;
  /** Places of the tails: below the first of each pair, above the second. */
  readonly tails: readonly (readonly [number, number])[];
}

const falseAlarm = 1e-9;
const sigmas = 6.11;
const cells = 1000;

export function faults(sample: Float64Array, { mean, centralMoments, cdf, tails }: KnownLaw): string[] {
  const n = sample.length;
  if (sample.some(Number.isNaN)) return ["a value is not a number"];
  const found: string[] = [];

  const power = new Float64Array(n).fill(1);
  for (let order = 1; 2 * order < centralMoments.length; order++) {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      power[i] *= sample[i] - mean;
      sum += power[i];
    }
    const variance = centralMoments[2 * order] - centralMoments[order] ** 2;
    const z = (sum / n - centralMoments[order]) / Math.sqrt(variance / n);
    if (!(Math.abs(z) <= sigmas)) found.push(`moment ${order}: z = ${z}`);
  }

  const counts = new Float64Array(cells);
  for (const x of sample) counts[Math.min(cells - 1, Math.floor(cdf(x) * cells))]++;
  const { p, statistic } = chiSquareTest(counts, new Float64Array(cells).fill(n / cells));
  if (!(p >= falseAlarm)) found.push(`cells: chi-square ${statistic}`);

  for (const [low, high] of tails) {
    let below = 0;
    let above = 0;
    for (let i = 0; i < n; i++) {
      if (sample[i] < low) below++;
      else if (sample[i] > high) above++;
    }
    for (const [name, count, probability] of [
      [`below ${low}`, below, cdf(low)],
      [`above ${high}`, above, 1 - cdf(high)],
    ] as const) {
      const atLeast = count === 0 ? 1 : regularisedBeta(count, n - count + 1, probability);
      const atMost = count === n ? 1 : 1 - regularisedBeta(count + 1, n - count, probability);
      if (!(2 * Math.min(atLeast, atMost) >= falseAlarm)) found.push(`${name}: ${count} of ${n * probability}`);
    }
  }
  return found;
}
