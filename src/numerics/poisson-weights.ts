/**
 * Poisson weights, for a chain of discrete steps seen through a Poisson clock (uniformisation).
 *
 *     w_k = e^{-μ} μ^k / k!,    k = first .. first + weights.length - 1
 *
 * Computed from the mode outward by the ratios w_{k+1}/w_k = μ/(k+1), which are exact to rounding, and divided by their
 * sum: no factorials, no overflow at any mean. What is left out on either side is bounded by a geometric series, so the
 * error is known before the chain is run: the weights are positive, add up to one, and at most `tolerance` of the
 * probability lies outside of them.
 *
 * @see B. L. Fox and P. W. Glynn, Commun. ACM 31, 440 (1988), doi:10.1145/42404.42409 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { sumOf } from "./compensated-sum.ts";

/** The weights of the numbers of events `first`, `first + 1`, ... */
export interface PoissonWeights {
  /** The smallest number of events that has a weight. */
  readonly first: number;
  /** Weight of each number of events from `first` on [1]; they add up to 1. */
  readonly weights: Float64Array;
}

/** Largest mean: about √μ weights are kept, and a chain of this many steps is beyond any machine. */
const LARGEST_MEAN = 1e12;

/**
 * The Poisson weights of a mean μ but for two tails that hold at most `tolerance` together.
 *
 * @param mean      expected number of events μ [1], 0 to 1e12
 * @param tolerance largest probability left out [1], 1e-290 to 0.1
 * @throws DomainError if mean or tolerance lies outside its range.
 */
export function poissonWeights(mean: number, tolerance: number): PoissonWeights {
  if (!(mean >= 0 && mean <= LARGEST_MEAN))
    throw new DomainError("mean", mean, "a mean number of events must lie between 0 and 1e12");
  if (!(tolerance >= 1e-290 && tolerance <= 0.1))
    throw new DomainError("tolerance", tolerance, "the part left out must lie between 1e-290 and 0.1");
  const mode = Math.floor(mean);
  // In units of the weight of the mode: the sum of these ratios is at least 1, so what is left out of it bounds the part.
  const right = tailOutward(mode, tolerance / 2, (k) => mean / (k + 1));
  const left = tailOutward(mode, tolerance / 2, (k) => (mode - (k - mode)) / mean)
    .slice(1)
    .reverse();
  const weights = Float64Array.from([...left, ...right]);
  const total = sumOf(weights);
  for (let i = 0; i < weights.length; i++) weights[i] /= total;
  return { first: mode - left.length, weights };
}

/**
 * The ratios 1, r(m), r(m) r(m+1), ... until all that follow add up to less than `rest`. The factors r must fall, so
 * that from the first one below 1 on a geometric series bounds the tail.
 */
function tailOutward(mode: number, rest: number, factor: (k: number) => number): number[] {
  const ratios = [1];
  let value = 1;
  for (let k = mode; ; k++) {
    const r = factor(k);
    if (!(r > 0)) return ratios;
    if (r < 1 && (value * r) / (1 - r) <= rest) return ratios;
    value *= r;
    ratios.push(value);
  }
}
