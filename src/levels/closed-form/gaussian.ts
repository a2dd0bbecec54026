/**
 * The Gaussian law on a line, with full relative accuracy in both tails.
 *
 *     p(x) = exp(-(x - m)^2 / 2 s^2) / sqrt(2 pi s^2)
 *
 * @module
 */

import { exp } from "#numerics/elementary.ts";
import { erf, erfc } from "#numerics/error-function.ts";
import type { Interval } from "./breakpoints.ts";

/** A Gaussian with mean m [m] and variance s^2 [m^2]. */
export interface Gaussian {
  readonly mean: number;
  readonly variance: number;
}

/** Density p(x) [m^-1]. */
export function gaussianDensity(x: number, { mean, variance }: Gaussian): number {
  const d = x - mean;
  return exp(-(d * d) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
}

/** Probability of a < x < b; the ends may be infinite. */
export function gaussianProbability({ from, to }: Interval, { mean, variance }: Gaussian): number {
  const width = Math.sqrt(2 * variance);
  const [a, b] = [(from - mean) / width, (to - mean) / width];
  if (a >= 0) return (erfc(a) - erfc(b)) / 2;
  if (b <= 0) return (erfc(-b) - erfc(-a)) / 2;
  return (erf(b) - erf(a)) / 2;
}

/** Mean distance <|x|> [m] from the origin. */
export function meanDistance({ mean: m, variance }: Gaussian): number {
  if (variance === 0) return Math.abs(m);
  const spread = Math.sqrt((2 * variance) / Math.PI) * exp(-(m * m) / (2 * variance));
  return spread + m * erf(m / Math.sqrt(2 * variance));
}

/** <x^n> [m^n]: M_n = m M_{n-1} + (n - 1) s^2 M_{n-2}. */
export function gaussianMoment(order: number, { mean, variance }: Gaussian): number {
  let [before, moment] = [0, 1];
  for (let n = 1; n <= order; n++) [before, moment] = [moment, mean * moment + (n - 1) * variance * before];
  return moment;
}

/** Integrals of p, x p and x^2 p over an interval. */
export function gaussianMoments(interval: Interval, law: Gaussian): readonly [number, number, number] {
  const { mean: y, variance: s2 } = law;
  const { from: a, to: b } = interval;
  const zeroth = gaussianProbability(interval, law);
  const [pa, pb] = [densityOrZero(a, law), densityOrZero(b, law)];
  const first = y * zeroth - s2 * (pb - pa);
  const second = (y * y + s2) * zeroth - s2 * (weighted(b + y, pb) - weighted(a + y, pa));
  return [zeroth, first, second];
}

function densityOrZero(x: number, law: Gaussian): number {
  return Number.isFinite(x) ? gaussianDensity(x, law) : 0;
}

/** x p where p vanishes faster than x grows. */
function weighted(x: number, p: number): number {
  return p === 0 ? 0 : x * p;
}
