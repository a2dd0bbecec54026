/**
 * A front that moves by a D which grows with a power of the concentration, from a wall of held concentration into
 * nothing:
 *
 *     c_t = (D c_x)_x,    D = D_s (c / c_s)^m,    c = c_s f(ξ),    ξ = x / sqrt(D_s t)
 *     (f^m f')' = -(ξ/2) f',    f(0) = 1,    f = 0 beyond the front ξ_f
 *
 * w = f^m falls linearly to 0 at the front and is a power series in the distance y = 1 - ξ/ξ_f from it,
 *
 *     w = ξ_f² Σ a_k y^k,    a_1 = m/2,    a_2 = -m / [4 (m + 1)], ...
 *
 * whose value at the wall, y = 1, gives ξ_f = (Σ a_k)^-1/2. For m = 1 ξ_f = 1.6161254468, and the flux into the wall is
 * 0.443748313369 c_s sqrt(D_s / t).
 *
 * @see R. E. Pattle, Q. J. Mech. Appl. Math. 12, 407 (1959), doi:10.1093/qjmam/12.4.407 (not opened; derived here)
 * @module
 */

import { exp, log } from "#numerics/elementary.ts";
import { DomainError } from "#units/domain-error.ts";

/** A front in units of c_s, D_s and sqrt(D_s t). */
export interface PowerLawFront {
  /** ξ_f [1]. */
  readonly position: number;
  /** Flux into the wall, J / [c_s sqrt(D_s / t)] [1]; what has entered is twice that times c_s sqrt(D_s t). */
  readonly flux: number;
  /** f(ξ) [1]. */
  readonly profile: (xi: number) => number;
}

const TERMS = 400;
/** Term at which the series ends, relative to its sum [1]. */
const SMALL = 1e-17;

/**
 * The front of D ∝ c^m.
 *
 * @throws DomainError unless m is positive and not so large that the series fails (m <= 8 is well inside).
 *
 * @example
 * ```ts
 * powerLawFront(1).position; // 1.6161254468
 * ```
 */
export function powerLawFront(power: number): PowerLawFront {
  const a = coefficients(power);
  const sum = (y: number): number => {
    let total = 0;
    for (let k = a.length - 1; k >= 1; k--) total = (total + a[k]) * y;
    return total;
  };
  let slope = 0;
  for (let k = a.length - 1; k >= 1; k--) slope += k * a[k];
  const position = 1 / Math.sqrt(sum(1));
  return {
    position,
    flux: (slope * position) / power,
    profile: (xi) => {
      const w = xi >= position ? 0 : sum(1 - xi / position) * position * position;
      return w > 0 ? (power === 1 ? w : exp(log(w) / power)) : 0;
    },
  };
}

/** a_k of w w'' + w'²/m - (1 - y)/2 w' = 0 with w = 0 at y = 0, order by order. */
function coefficients(m: number): Float64Array {
  if (!(m > 0 && m <= 8)) throw new DomainError("power", m, "a front is known for powers above 0 up to 8 [1]");
  const a = new Float64Array(TERMS);
  a[1] = m / 2;
  for (let k = 1; k < TERMS - 1; k++) {
    let rest = 0.5 * k * a[k];
    for (let i = 2; i <= k; i++) rest += a[i] * (k - i + 2) * (k - i + 1) * a[k - i + 2];
    for (let i = 1; i < k; i++) rest += ((i + 1) * a[i + 1] * (k - i + 1) * a[k - i + 1]) / m;
    a[k + 1] = -rest / (0.5 * (k + 1) * (m * k + 1));
    if (k > 3 && Math.abs(a[k + 1]) + Math.abs(a[k]) < SMALL) return a.subarray(0, k + 2);
  }
  return a;
}
