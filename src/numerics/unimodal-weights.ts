/**
 * The weights of a discrete law that rises to one mode and falls again, by the ratios of neighbours.
 *
 * Computed from the mode outward and divided by their sum: no factorials, no overflow. What is left out on either side
 * is bounded by a geometric series before it is left out. A weight j places from the mode has a relative error of about
 * j ε.
 *
 * @see B. L. Fox and P. W. Glynn, Commun. ACM 31, 440 (1988), doi:10.1145/42404.42409 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { sumOf } from "./compensated-sum.ts";

/** The weights of the whole numbers `first`, `first + 1`, ... */
export interface DiscreteWeights {
  /** The smallest number that has a weight. */
  readonly first: number;
  /** Weight of each number from `first` on [1]; they add up to 1. */
  readonly weights: Float64Array;
}

/** A law by its mode and the ratios of its weights. */
export interface UnimodalLaw {
  /** A number with the largest weight, or next to it. */
  readonly mode: number;
  /** w_{k+1} / w_k; falls with k, and is 0 at the last number. */
  readonly up: (k: number) => number;
  /** w_{k-1} / w_k; falls as k falls, and is 0 at the first number. */
  readonly down: (k: number) => number;
}

/**
 * The weights of a unimodal law but for two tails that hold at most `tolerance` together.
 *
 * @param tolerance largest probability left out [1], 1e-290 to 0.1
 * @throws DomainError if the tolerance lies outside its range.
 */
export function unimodalWeights({ mode, up, down }: UnimodalLaw, tolerance: number): DiscreteWeights {
  if (!(tolerance >= 1e-290 && tolerance <= 0.1))
    throw new DomainError("tolerance", tolerance, "the part left out must lie between 1e-290 and 0.1");
  // In units of the weight of the mode: the sum of these ratios is at least 1, so what is left out of it bounds the part.
  const right = ratiosOutward((j) => up(mode + j), tolerance / 2);
  const left = ratiosOutward((j) => down(mode - j), tolerance / 2);
  const weights = new Float64Array(left.length + right.length + 1);
  weights[left.length] = 1;
  for (let j = 0; j < left.length; j++) weights[left.length - 1 - j] = left[j] as number;
  for (let j = 0; j < right.length; j++) weights[left.length + 1 + j] = right[j] as number;
  const total = sumOf(weights);
  for (let i = 0; i < weights.length; i++) weights[i] /= total;
  return { first: mode - left.length, weights };
}

/** The products r(0), r(0) r(1), ... until all that follow add up to at most `rest`, r being falling. */
function ratiosOutward(ratio: (j: number) => number, rest: number): number[] {
  const ratios: number[] = [];
  let value = 1;
  for (let j = 0; ; j++) {
    const r = ratio(j);
    if (!(r > 0) || (r < 1 && (value * r) / (1 - r) <= rest)) return ratios;
    value *= r;
    ratios.push(value);
  }
}
