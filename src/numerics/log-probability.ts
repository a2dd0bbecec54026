/**
 * Logarithms of binomial and Poisson probabilities without cancellation, for counts up to 2^53.
 *
 *     ln Poisson(k; μ)      = -δ(k) - D(k, μ) - ½ ln(2π k)
 *     ln Binomial(k; n, p)  = δ(n) - δ(k) - δ(n-k) - D(k, np) - D(n-k, nq) + ½ ln(n / 2π k (n-k))
 *
 * δ(k) = ln k! - ln(√(2πk) (k/e)^k) is Stirling's remainder and D(k, μ) = k ln(k/μ) + μ - k the deviance. With plain
 * log-factorials the terms reach 3e13 at n = 1e12 and their difference is wrong by 1e-2; here every term has the size
 * of the answer, so the error is that of an n p known to an ulp.
 *
 * @see C. Loader, Fast and accurate computation of binomial probabilities (2000) (not opened)
 * @module
 */

import { log, log1p } from "./elementary.ts";

const HALF_LOG_TWO_PI = 0.9189385332046727;

/** δ(k) for k = 0..15: ln k! - ln √(2π) - (k + ½) ln k + k; k = 0 holds 0 and is not used. 60-digit arithmetic. */
const SMALL_REMAINDERS = [
  0, 0.08106146679532726, 0.0413406959554093, 0.02767792568499834, 0.020790672103765093, 0.016644691189821193,
  0.013876128823070748, 0.01189670994589177, 0.010411265261972096, 0.009255462182712733, 0.00833056343336287,
  0.00757367548795184, 0.00694284010720953, 0.006408994188004207, 0.0059513701127588475, 0.005554733551962801,
] as const;

/** Stirling's remainder δ(k) = ln k! - ln(√(2πk) (k/e)^k), for a whole k >= 1. */
export function stirlingRemainder(k: number): number {
  if (k < SMALL_REMAINDERS.length) return SMALL_REMAINDERS[k];
  const r = 1 / (k * k);
  return (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - (r * 691) / 360360))))) / k;
}

/** Deviance D(k, μ) = k ln(k/μ) + μ - k of a count k from a mean μ > 0; never negative; D(0, μ) = μ. */
export function deviance(k: number, mean: number): number {
  if (k === 0) return mean;
  const difference = k - mean;
  if (Math.abs(difference) < 0.1 * (k + mean)) {
    // With v = (k-μ)/(k+μ): ln(k/μ) = 2 artanh v, and D = (k-μ) v + 2k (v³/3 + v⁵/5 + ...).
    const v = difference / (k + mean);
    const square = v * v;
    let power = 2 * k * v;
    let sum = difference * v;
    for (let odd = 3; ; odd += 2) {
      power *= square;
      const next = sum + power / odd;
      if (next === sum) return sum;
      sum = next;
    }
  }
  return k * log(k / mean) - difference;
}

/** ln of the Poisson probability of a whole k >= 0 when the mean is μ > 0. */
export function logPoisson(k: number, mean: number): number {
  if (k === 0) return -mean;
  return -stirlingRemainder(k) - deviance(k, mean) - HALF_LOG_TWO_PI - 0.5 * log(k);
}

/** ln of the binomial probability of k successes in n trials; k and n whole, 0 <= k <= n, n >= 1, 0 < p < 1. */
export function logBinomialProbability(k: number, n: number, p: number): number {
  if (k === 0) return n * log1p(-p);
  if (k === n) return n * log(p);
  const failures = n - k;
  const remainders = stirlingRemainder(n) - stirlingRemainder(k) - stirlingRemainder(failures);
  const deviances = deviance(k, n * p) + deviance(failures, n * (1 - p));
  return remainders - deviances - HALF_LOG_TWO_PI + 0.5 * log(n / k / failures);
}
