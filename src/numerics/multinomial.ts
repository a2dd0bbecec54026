/**
 * Multinomial numbers: how n walkers spread over several fates, each by its probability.
 *
 *     P(k_1, ..., k_m) = n! / (k_1! ... k_m! k_0!)  Π p_i^{k_i} p_0^{k_0},    p_0 = 1 - Σ p_i,  k_0 = n - Σ k_i
 *
 * By conditional binomials: k_1 of n with p_1, then k_2 of n - k_1 with p_2 / (1 - p_1), and so on. Rounding shifts
 * each probability by about 1e-16 at most, which moves a ten-thousandth of a walker among 1e12.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";
import { binomial } from "./binomial-sampler.ts";
import { sumOf } from "./compensated-sum.ts";
import type { RandomStream } from "./random-stream.ts";

/** How far the sum of probabilities may be from 1, per entry, and still mean 1. */
const ROUNDING = 4.440892098500626e-16;

/**
 * Writes into out[i] how many of n take fate i. Those that take none are n minus the sum.
 *
 * Probabilities that sum to 1 within rounding (4.4e-16 an entry) are taken to sum to 1: then nobody is left over.
 *
 * @throws DomainError if n is not whole, a probability is negative or NaN, or they sum to more than 1.
 */
export function fillMultinomial(
  out: Float64Array,
  stream: RandomStream,
  n: number,
  probabilities: ReadonlyFloat64Array,
): void {
  if (!(Number.isSafeInteger(n) && n >= 0))
    throw new DomainError("n", n, "a number of walkers must be whole, from 0 to 2^53 - 1");
  const fates = probabilities.length;
  let last = -1;
  for (let i = 0; i < fates; i++) {
    const p = probabilities[i];
    if (!(p >= 0)) throw new DomainError(`probabilities[${i}]`, p, "a probability cannot be negative");
    if (p > 0) last = i;
  }
  const sum = sumOf(probabilities);
  const rest = 1 - sum;
  if (rest < -ROUNDING * fates)
    throw new DomainError("sum of probabilities", sum, "probabilities cannot sum to more than 1");
  const everyoneGoes = rest <= ROUNDING * fates;
  let left = n;
  let remaining = everyoneGoes ? sum : 1;
  for (let i = 0; i < fates; i++) {
    const p = probabilities[i];
    const share = (everyoneGoes && i === last) || p >= remaining ? 1 : p / remaining;
    const gone = left > 0 && p > 0 ? binomial(stream, left, share) : 0;
    out[i] = gone;
    left -= gone;
    remaining -= p;
  }
}
