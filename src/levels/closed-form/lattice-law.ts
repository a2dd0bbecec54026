/**
 * Laws of displacement of a walk on a line of sites: the trinomial law of a fixed clock, Skellam's of a Poisson clock.
 *
 *     fixed clock, n steps of a (left), b (none), c (right):   generating function (a/x + b + c x)^n
 *     Poisson clock, mean counts A (left) and C (right):       exp(A/x + C x - A - C)
 *
 * Both by the recurrence that differentiating the generating function gives, summed from the far ends towards the
 * middle, where all terms are positive: no cancellation, every probability to rounding.
 *
 * @see J. G. Skellam, J. R. Stat. Soc. 109, 296 (1946), doi:10.2307/2981372 (not opened)
 * @module
 */

import { sumOf } from "#numerics/compensated-sum.ts";

/** Probabilities of the sites first, first + 1 ... */
export interface SiteLaw {
  readonly first: number;
  readonly values: Float64Array;
}

/** Probability of a site; 0 beyond the ends. */
export function probabilityOf({ first, values }: SiteLaw, site: number): number {
  const i = site - first;
  return i >= 0 && i < values.length ? values[i] : 0;
}

/** Chances of one step: to the left, of staying, to the right. */
export interface StepChances {
  readonly left: number;
  readonly stay: number;
  readonly right: number;
}

const LARGE = 1e250;

/** Law of the displacement after n steps. */
export function trinomialLaw(n: number, { left: a, stay: b, right: c }: StepChances): SiteLaw {
  if (n === 0) return { first: 0, values: Float64Array.of(1) };
  if (a === 0) return { first: 0, values: normalised(binomialShape(n, b, c)) };
  if (c === 0) return { first: -n, values: normalised(binomialShape(n, a, b)) };
  // Coefficients p_k of (a + b x + c x^2)^n: a (k+1) p_{k+1} = b (n-k) p_k + c (2n-k+1) p_{k-1}, positive for k <= n.
  const up = half(n, a, b, c);
  const down = half(n, c, b, a);
  const scale = up[n] > 0 ? up[n] / down[n] : parityScale(n, up, down, a, c);
  const values = new Float64Array(2 * n + 1);
  for (let k = 0; k <= n; k++) values[k] = up[k];
  for (let k = 0; k < n; k++) values[2 * n - k] = down[k] * scale;
  return { first: -n, values: normalised(values) };
}

/** The first n + 1 coefficients up to a factor; rescaled on the way so that none overflows. */
function half(n: number, a: number, b: number, c: number): Float64Array {
  const p = new Float64Array(n + 1);
  p[0] = 1;
  for (let k = 0; k < n; k++) {
    const before = k > 0 ? p[k - 1] : 0;
    p[k + 1] = (b * (n - k) * p[k] + c * (2 * n - k + 1) * before) / (a * (k + 1));
    if (p[k + 1] > LARGE) for (let i = 0; i <= k + 1; i++) p[i] /= LARGE;
  }
  return p;
}

/** Where the middle coefficient is 0 (n odd, no rest): p_{n+1} / p_{n-1} = c (n+1) / (a (n+1)). */
function parityScale(n: number, up: Float64Array, down: Float64Array, a: number, c: number): number {
  return ((c / a) * up[n - 1]) / down[n - 1];
}

/** Coefficients of (b + c x)^n up to a factor. */
function binomialShape(n: number, b: number, c: number): Float64Array {
  const p = new Float64Array(n + 1);
  if (c === 0 || b === 0) {
    p[c === 0 ? 0 : n] = 1;
    return p;
  }
  // From the most probable term outward, so that nothing overflows.
  const mode = Math.min(n, Math.floor((n + 1) * (c / (b + c))));
  p[mode] = 1;
  for (let k = mode; k < n; k++) p[k + 1] = (p[k] * (c * (n - k))) / (b * (k + 1));
  for (let k = mode; k > 0; k--) p[k - 1] = (p[k] * (b * k)) / (c * (n - k + 1));
  return p;
}

/** Law of the difference of two Poisson counts with means `right` and `left`, cut where it is below 1e-30. */
export function skellamLaw(left: number, right: number): SiteLaw {
  if (left === 0 && right === 0) return { first: 0, values: Float64Array.of(1) };
  const reach = (mean: number) => Math.ceil(mean + 14 * Math.sqrt(mean) + 60);
  const up = towards(reach(right), right, left);
  const down = towards(reach(left), left, right);
  // Both hold the term at 0 in front.
  const values = new Float64Array(up.length + down.length - 1);
  const origin = down.length - 1;
  const tall = up[0] >= down[0];
  const [upFactor, downFactor] = tall ? [1, up[0] / down[0]] : [down[0] / up[0], 1];
  for (let k = 0; k < up.length; k++) values[origin + k] = up[k] * upFactor;
  for (let k = 1; k < down.length; k++) values[origin - k] = down[k] * downFactor;
  return { first: -origin, values: normalised(values) };
}

/** P_0, P_1 ... up to a factor, by m P_m = ahead P_{m-1} - back P_{m+1} run backward (Miller). */
function towards(reach: number, ahead: number, back: number): Float64Array {
  if (ahead === 0) return Float64Array.of(1);
  const p = new Float64Array(reach + 2);
  p[reach] = 1e-250;
  for (let m = reach; m > 0; m--) {
    p[m - 1] = (m * p[m] + back * p[m + 1]) / ahead;
    if (p[m - 1] > LARGE) for (let i = m - 1; i <= reach; i++) p[i] /= LARGE;
  }
  return p.subarray(0, reach + 1);
}

function normalised(values: Float64Array): Float64Array {
  // Against overflow of the sum: the largest is brought to 1 first.
  const largest = values.reduce((a, b) => Math.max(a, b), 0);
  const scaled = values.map((value) => value / largest);
  const total = sumOf(scaled);
  return scaled.map((value) => value / total);
}

/** Law of the +-1 walk of k steps, k = 0, 1 ... as they are asked for. */
export function makeSymmetricLaws(): (k: number) => SiteLaw {
  const kept: SiteLaw[] = [];
  return (k) => {
    kept[k] ??= trinomialLaw(k, { left: 0.5, stay: 0, right: 0.5 });
    return kept[k];
  };
}
