/**
 * Poisson numbers by their exact law: how many events of a given mean happen.
 *
 *     P(k) = μ^k e^{-μ} / k!
 *
 * Below μ = 10: inversion by sequential search. From there on: rejection (`transformed-rejection.ts`) with probabilities
 * free of cancellation (`log-probability.ts`): no normal approximation. The number of words taken varies: draw from a
 * stream that nobody else must find in step.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { exp } from "./elementary.ts";
import { logPoisson } from "./log-probability.ts";
import type { RandomStream } from "./random-stream.ts";
import { byRejection, REJECTION_FROM, rejectionHat } from "./transformed-rejection.ts";

/** With a mean below 10 a count beyond this has a probability under 1e-70: the search ran into rounding. */
const SEARCH_END = 120;
/** Largest mean: up to here counts stay whole numbers that a double holds. */
const LARGEST_MEAN = 1e15;

/**
 * The number of events when the mean is μ.
 *
 * @param mean 0 to 1e15
 * @throws DomainError if the mean is negative, above 1e15 or not a number.
 */
export function poisson(stream: RandomStream, mean: number): number {
  if (!(mean >= 0 && mean <= LARGEST_MEAN))
    throw new DomainError("mean", mean, "a Poisson mean must lie between 0 and 1e15");
  if (mean === 0) return 0;
  if (mean < REJECTION_FROM) return bySearch(stream, mean);
  const logModal = logPoisson(Math.floor(mean), mean);
  const hat = rejectionHat(mean, Math.sqrt(mean), 0);
  return byRejection(stream, hat, Number.MAX_SAFE_INTEGER, (k) => logPoisson(k, mean) - logModal);
}

function bySearch(stream: RandomStream, mean: number): number {
  const none = exp(-mean);
  for (;;) {
    let left = stream.uniform();
    let probability = none;
    for (let k = 0; k <= SEARCH_END; k++) {
      if (left <= probability) return k;
      left -= probability;
      probability *= mean / (k + 1);
    }
  }
}
