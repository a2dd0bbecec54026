/**
 * Poisson weights, for a chain of discrete steps seen through a Poisson clock (uniformisation).
 *
 *     w_k = e^{-μ} μ^k / k!,    k = first .. first + weights.length - 1
 *
 * The error is known before the chain is run: the weights are positive, add up to one, and at most `tolerance` of the
 * probability lies outside of them.
 *
 * @see B. L. Fox and P. W. Glynn, Commun. ACM 31, 440 (1988), doi:10.1145/42404.42409 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { type DiscreteWeights, unimodalWeights } from "./unimodal-weights.ts";

/** Largest mean: about 20 √μ weights are kept, and a chain of this many steps is beyond any machine. */
const LARGEST_MEAN = 1e12;

/**
 * The Poisson weights of a mean μ but for two tails that hold at most `tolerance` together.
 *
 * @param mean      expected number of events μ [1], 0 to 1e12
 * @param tolerance largest probability left out [1], 1e-290 to 0.1
 * @throws DomainError if mean or tolerance lies outside its range.
 */
export function poissonWeights(mean: number, tolerance: number): DiscreteWeights {
  if (!(mean >= 0 && mean <= LARGEST_MEAN))
    throw new DomainError("mean", mean, "a mean number of events must lie between 0 and 1e12");
  return unimodalWeights({ mode: Math.floor(mean), up: (k) => mean / (k + 1), down: (k) => k / mean }, tolerance);
}
