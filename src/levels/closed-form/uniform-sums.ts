/**
 * Sums of uniform steps from -a to a, N of them: Irwin's and Hall's law, exact for few steps, a Fourier series for many.
 *
 * Up to 20 steps the alternating sum loses at most three digits of sixteen. For more, the density of x/a is
 * 1/2L + (1/L) Σ_m φ(πm/L) cos(πmx/aL), exact but for what lies beyond L, which is taken 13 standard deviations out or
 * where the law ends; the terms vanish beyond the k where (sin k / k)^n does.
 *
 * @module
 */

import { cos, pow, sin } from "#numerics/elementary.ts";
import type { DiscreteWeights } from "#numerics/unimodal-weights.ts";

/** Steps up to which the alternating sum is used. */
const FEW = 20;
const DEVIATIONS = 13;
/** Terms of a series below this are left out. */
const SMALL = 1e-18;

/** Tail, density and mean distance of the sum; the atom of no step is left to the caller. */
export function uniformSums(
  a: number,
  counts: DiscreteWeights,
): { upper(x: number): number; density(x: number): number; readonly meanDistance: number } {
  const { first, weights } = counts;
  const few: { readonly n: number; readonly weight: number }[] = [];
  for (let i = 0; i < weights.length; i++)
    if (first + i > 0 && first + i <= FEW) few.push({ n: first + i, weight: weights[i] });
  const many = seriesOf(counts);
  return {
    upper: (x) => few.reduce((sum, { n, weight }) => sum + weight * fewUpper(n, x / a), many.upper(x / a)),
    density: (x) => few.reduce((sum, { n, weight }) => sum + weight * fewDensity(n, x / a), many.density(x / a)) / a,
    meanDistance: a * few.reduce((sum, { n, weight }) => sum + weight * fewMean(n), many.mean),
  };
}

/** Σ_k (-1)^k C(n, k) (y - k)^power over k < y, divided by power!. */
function irwinHall(n: number, y: number, power: number): number {
  let sum = 0;
  let binomial = 1;
  let factorial = 1;
  for (let i = 2; i <= power; i++) factorial *= i;
  for (let k = 0; k < y; k++) {
    sum += (k % 2 === 0 ? binomial : -binomial) * pow(y - k, power);
    binomial *= (n - k) / (k + 1);
  }
  return sum / factorial;
}

/** P(X > v) of n steps of half-width 1, v >= 0. */
function fewUpper(n: number, v: number): number {
  return v >= n ? 0 : irwinHall(n, (n - v) / 2, n);
}

function fewDensity(n: number, v: number): number {
  return v >= n ? 0 : irwinHall(n, (n - v) / 2, n - 1) / 2;
}

/** <|X|> = 2 ∫ P(X > v) dv over v > 0. */
function fewMean(n: number): number {
  return 4 * irwinHall(n, n / 2, n + 1);
}

/** The part of more than 20 steps: its tail and density, and its share of the mean distance. */
function seriesOf({ first, weights }: DiscreteWeights) {
  const from = Math.max(FEW + 1, first);
  const last = first + weights.length - 1;
  let share = 0;
  for (let n = from; n <= last; n++) share += weights[n - first];
  const half = Math.min(last, DEVIATIONS * Math.sqrt(last / 3)); // half a period
  const terms: number[] = [];
  for (let m = 1; share > 0; m++) {
    const k = (Math.PI * m) / half;
    if (k > 1 && pow(k, -from) < SMALL) break; // |φ| <= k^-n from here on
    const ratio = sin(k) / k;
    let power = pow(Math.abs(ratio), from);
    let coefficient = 0;
    for (let n = from; n <= last; n++) {
      coefficient += weights[n - first] * (ratio < 0 && n % 2 === 1 ? -power : power);
      power *= Math.abs(ratio);
    }
    terms.push(coefficient);
  }
  const sumOver = (term: (coefficient: number, k: number) => number): number => {
    let sum = 0;
    for (let m = terms.length; m >= 1; m--) sum += term(terms[m - 1] as number, (Math.PI * m) / half);
    return sum;
  };
  return {
    upper: (v: number) =>
      share === 0 || v >= half ? 0 : (share * (half - v)) / (2 * half) - sumOver((c, k) => (c * sin(k * v)) / k) / half,
    density: (v: number) =>
      share === 0 || v >= half ? 0 : share / (2 * half) + sumOver((c, k) => c * cos(k * v)) / half,
    // 2 ∫_0^half P(X > v) dv, 1 - cos(πm) being 2 for odd m and 0 else
    mean: share === 0 ? 0 : (share * half) / 2 - sumOver((c, k) => (c * 2 * (1 - cos(k * half))) / (k * k)) / half,
  };
}
