/**
 * Binomial weights: the law of the number of successes in n trials, as a table.
 *
 *     w_k = C(n, k) p^k (1-p)^(n-k)
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { type DiscreteWeights, unimodalWeights } from "./unimodal-weights.ts";

/**
 * The binomial weights of n trials of probability p but for two tails that hold at most `tolerance` together.
 *
 * @param n         number of trials, 0 to 1e12
 * @param tolerance largest probability left out [1], 1e-290 to 0.1
 * @throws DomainError if an argument lies outside its range.
 */
export function binomialWeights(n: number, p: number, tolerance: number): DiscreteWeights {
  if (!(Number.isInteger(n) && n >= 0 && n <= 1e12))
    throw new DomainError("n", n, "a number of trials must be whole, from 0 to 1e12");
  if (!(p >= 0 && p <= 1)) throw new DomainError("p", p, "a probability must lie in [0, 1]");
  const q = 1 - p;
  return unimodalWeights(
    {
      mode: Math.min(n, Math.floor((n + 1) * p)),
      up: (k) => ((n - k) * p) / ((k + 1) * q),
      down: (k) => (k * q) / ((n - k + 1) * p),
    },
    tolerance,
  );
}
