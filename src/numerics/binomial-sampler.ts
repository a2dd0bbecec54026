/**
 * Binomial numbers by their exact law: how many of n walkers take a jump that each takes with probability p.
 *
 *     P(k) = C(n, k) p^k (1-p)^(n-k)
 *
 * Below n min(p, 1-p) = 10: inversion by sequential search. From there on: rejection (`transformed-rejection.ts`) with
 * probabilities free of cancellation (`log-probability.ts`): no normal approximation at any n. The number of words
 * taken varies: draw from a stream that nobody else must find in step.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { exp, log1p } from "./elementary.ts";
import { logBinomialProbability } from "./log-probability.ts";
import type { RandomStream } from "./random-stream.ts";
import { byRejection, REJECTION_FROM, rejectionHat } from "./transformed-rejection.ts";

/** With a mean below 10 a count beyond this has a probability under 1e-70: the search ran into rounding. */
const SEARCH_END = 120;

/**
 * The number of successes in n independent trials of probability p.
 *
 * @param n whole, 0 to 2^53 - 1; the law is that of an n p known to an ulp
 * @throws DomainError if n is not such a number or p is not in [0, 1].
 */
export function binomial(stream: RandomStream, n: number, p: number): number {
  if (!(Number.isSafeInteger(n) && n >= 0))
    throw new DomainError("n", n, "a number of trials must be whole, from 0 to 2^53 - 1");
  if (!(p >= 0 && p <= 1)) throw new DomainError("p", p, "a probability must lie in [0, 1]");
  return p > 0.5 ? n - successes(stream, n, 1 - p) : successes(stream, n, p);
}

/** {@link binomial} for 0 <= p <= 1/2. */
function successes(stream: RandomStream, n: number, p: number): number {
  if (n === 0 || p === 0) return 0;
  const mean = n * p;
  if (mean < REJECTION_FROM) return bySearch(stream, n, p);
  const logModal = logBinomialProbability(Math.floor((n + 1) * p), n, p);
  const hat = rejectionHat(mean, Math.sqrt(mean * (1 - p)), p);
  return byRejection(stream, hat, n, (k) => logBinomialProbability(k, n, p) - logModal);
}

function bySearch(stream: RandomStream, n: number, p: number): number {
  const odds = p / (1 - p);
  const none = exp(n * log1p(-p));
  const end = Math.min(n, SEARCH_END);
  for (;;) {
    let left = stream.uniform();
    let probability = none;
    for (let k = 0; k <= end; k++) {
      if (left <= probability) return k;
      left -= probability;
      probability *= (odds * (n - k)) / (k + 1);
    }
  }
}
