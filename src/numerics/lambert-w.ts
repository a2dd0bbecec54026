/**
 * Lambert's W, the inverse of w e^w, on its upper branch.
 *
 *     W0(x) e^{W0(x)} = x,    x >= -1/e,    W0(-1/e) = -1, W0(0) = 0, W0(e) = 1
 *
 * Near the branch point 1 + w is found from 1 + e x, which is formed without cancellation; elsewhere Fritsch's iteration
 * runs on ln(x/w) - w. `lambertWOfExp(y)` is W0(e^y), the solution of w + ln w = y, for which e^y need not exist.
 *
 * @see R. M. Corless et al., Adv. Comput. Math. 5, 329 (1996), doi:10.1007/BF02124750 (not opened)
 * @see F. N. Fritsch, R. E. Shafer and W. P. Crowley, Commun. ACM 16, 123 (1973) (not opened)
 * @module
 */

import { exp, log, log1p } from "./elementary.ts";

/** 1/e to twice the digits of a double: the double nearest to it, and what it lacks. */
const ONE_OVER_E = 0.36787944117144233;
const ONE_OVER_E_REST = -1.2428753672788363e-17;

/** W0(x) [1]; NaN below -1/e. Error of a few ulp away from -1/e, where it is that of x over 1 + W0. */
export function lambertW(x: number): number {
  if (x === 0 || x === Number.POSITIVE_INFINITY) return x;
  if (x < -0.25) return nearBranch(x);
  if (!(x > 0)) return x < 0 ? fritsch(x, x * (1 - x / (1 + 1.5 * x))) : x;
  if (x > 2.5) {
    const y = log(x);
    return fritsch(x, y - log(y) + log(y) / y);
  }
  return fritsch(x, log1p(x) * (1 - log1p(log1p(x)) / (2 + log1p(x))));
}

/** W0(e^y) [1], the w with w + ln w = y; NaN for NaN. */
export function lambertWOfExp(y: number): number {
  if (y < 700) return lambertW(exp(y));
  if (!(y < Number.POSITIVE_INFINITY)) return y;
  let w = y - log(y);
  for (let i = 0; i < 3; i++) w -= ((w - y + log(w)) * w) / (1 + w);
  return w;
}

/** Three steps of fourth order on z = ln(x/w) - w, from a w of the sign of x. */
function fritsch(x: number, guess: number): number {
  let w = guess;
  for (let i = 0; i < 3; i++) {
    const z = log(x / w) - w;
    if (z === 0) return w;
    const q = 2 * (1 + w) * (1 + w + (2 / 3) * z);
    w *= 1 + (z / (1 + w)) * ((q - z) / (q - 2 * z));
  }
  return w;
}

/** w = s - 1 where 1 + (s - 1) e^s = 1 + e x, the left side by its series of positive terms. */
function nearBranch(x: number): number {
  const above = (x + ONE_OVER_E + ONE_OVER_E_REST) * Math.E;
  if (!(above >= 0)) return above > -4e-16 ? -1 : Number.NaN;
  const p = Math.sqrt(2 * above);
  let s = p * (1 - p * (1 / 3 - (11 / 72) * p));
  for (let i = 0; i < 5 && s > 0; i++) s -= (branchSeries(s) - above) / (s * exp(s));
  return s - 1;
}

/** 1 + (s - 1) e^s = sum over k >= 2 of s^k (k - 1) / k!, for s up to 0.7. */
function branchSeries(s: number): number {
  let term = s; // s^k / k!
  let sum = 0;
  for (let k = 2; k <= 17; k++) {
    term *= s / k;
    sum += term * (k - 1);
  }
  return sum;
}
