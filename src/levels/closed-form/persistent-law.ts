/**
 * The exact law of a persistent walk on a line of sites, by its runs.
 *
 * Of n steps, k go right and m = n - k left. Among the k the walker turns j times, so that the right steps lie in j + 1
 * runs; each right step but the last repeats with p, so j is binomial of k - 1 trials. So for the left steps; and the
 * runs alternate, so that the two counts are equal (it starts and ends in different directions) or differ by one:
 *
 *     P(k) = q Σ_j [ b_j(k-1) b_j(m-1) + ½ b_{j+1}(k-1) b_j(m-1) + ½ b_j(k-1) b_{j+1}(m-1) ]
 *     b_j(N) = C(N, j) q^j p^(N-j),    P(0) = P(n) = ½ p^(n-1)
 *
 * All terms are positive. The moments follow from the correlations ρ^k of steps k apart, ρ = 2p - 1:
 *
 *     <x²> = n + 2 S_2,                               S_2 = Σ_d (n - d) ρ^d
 *     <x⁴> = 3n² - 2n + (12n - 16) S_2 + 24 S_4,      S_4 = Σ_u (u - 1) C(n-u, 2) ρ^u
 *
 * because steps are ±1, so that a step that occurs twice in a product drops out, and four different ones, in order,
 * have the mean ρ^(gap of the first two + gap of the last two).
 *
 * @module
 */

import { binomialWeights } from "#numerics/binomial-weights.ts";
import { exp, expm1, log1p, powInteger } from "#numerics/elementary.ts";
import type { DiscreteWeights } from "#numerics/unimodal-weights.ts";

/** Part of the weights that is left out, far below anything that is read. */
const LEFT_OUT = 1e-60;
/** Up to so many steps correlations are added one by one, where the sum of the series would cancel for p near 1. */
const SUMMED = 10_000;

/** Probabilities of k = 0 .. n steps to the right among n: the walker is then at 2k - n. */
export function persistentLaw(n: number, persistence: number): Float64Array {
  const law = new Float64Array(n + 1);
  if (n === 0) return law.fill(1);
  const p = persistence;
  const q = 1 - p;
  law[0] = law[n] = 0.5 * powInteger(p, n - 1);
  for (let k = 1; 2 * k <= n; k++) {
    const sum = meetings(binomialWeights(k - 1, q, LEFT_OUT), binomialWeights(n - k - 1, q, LEFT_OUT));
    law[k] = law[n - k] = q * sum;
  }
  return law;
}

/** Σ_j a_j b_j + ½ a_{j+1} b_j + ½ a_j b_{j+1}. */
function meetings(a: DiscreteWeights, b: DiscreteWeights): number {
  const shift = a.first - b.first;
  const at = (i: number) => (i >= 0 && i < b.weights.length ? b.weights[i] : 0);
  let sum = 0;
  for (let i = 0; i < a.weights.length; i++) {
    const j = i + shift;
    sum += a.weights[i] * (at(j) + 0.5 * (at(j - 1) + at(j + 1)));
  }
  return sum;
}

/** <x²> after n steps [spacings²]. */
export function secondMoment(n: number, persistence: number): number {
  const rho = 2 * persistence - 1;
  if (rho >= 0) return n + 2 * pairs(n, rho);
  // Where the walk goes to and fro the sum over pairs would cancel: summed, its parts are positive.
  return (2 * n * persistence - (2 * rho * faded(n, rho)) / (1 - rho)) / (1 - rho);
}

/** <x⁴> after n steps [spacings⁴]; for p below ½ it cancels, to ε n² of <x⁴>. */
export function fourthMoment(n: number, persistence: number): number {
  const rho = 2 * persistence - 1;
  let quadruples = 0;
  let power = rho;
  for (let u = 2; u <= n - 2 && power !== 0; u++) {
    power *= rho;
    quadruples += (u - 1) * (0.5 * (n - u) * (n - u - 1)) * power;
  }
  return 3 * n * n - 2 * n + (12 * n - 16) * pairs(n, rho) + 24 * quadruples;
}

/** S_2: the correlations of all pairs of steps, added up; after many steps by the sum of the geometric series. */
function pairs(n: number, rho: number): number {
  if (rho === 1) return 0.5 * n * (n - 1);
  if (n <= SUMMED) {
    let [sum, power] = [0, 1];
    for (let d = 1; d < n && power !== 0; d++) {
      power *= rho;
      sum += (n - d) * power;
    }
    return sum;
  }
  const rest = 1 - rho;
  return (rho * (n * rest - faded(n, rho))) / (rest * rest);
}

/** 1 - ρ^n. */
function faded(n: number, rho: number): number {
  if (rho === 0) return n === 0 ? 0 : 1;
  const size = n * log1p(Math.abs(rho) - 1);
  return rho > 0 || n % 2 === 0 ? -expm1(size) : 1 + exp(size);
}
