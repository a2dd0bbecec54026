/**
 * Weights of the fractional centred difference: the rates at which a Lévy flight jumps on a lattice.
 *
 *     K (-∂²)^(a/2) u  ≈  K h^-a Σ_j g_|i-j| u_j,    g_k = (-1)^k Γ(1+a) / [Γ(a/2 - k + 1) Γ(a/2 + k + 1)]
 *
 * g_0 > 0, all other g_k <= 0 and their sum is 0 for 0 < a <= 2, so that w_k = -g_k are rates of jumps over k sites. On
 * the lattice the operator multiplies e^(ikx) by K |2 sin(kh/2) / h|^a, which is K |k|^a to second order in h. Gosper's
 * sum of the tail has no rest:
 *
 *     w_(k+1) / w_k = (k - a/2) / (k + 1 + a/2),     w_m + w_(m+1) + ... = w_m (m + a/2) / a
 *
 * @see M. D. Ortigueira, Int. J. Math. Math. Sci. 2006, 48391, doi:10.1155/IJMMS/2006/48391 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { gamma } from "./gamma-function.ts";

/**
 * g_0, g_1 ... g_(count - 1) of an index.
 *
 * @throws DomainError if the index is not above 0 and at most 2.
 */
export function fractionalWeights(index: number, count: number): Float64Array {
  if (!(index > 0 && index <= 2)) throw new DomainError("index", index, "a stable index is above 0 and at most 2");
  const g = new Float64Array(count);
  const half = gamma(1 + index / 2);
  let value = gamma(1 + index) / (half * half);
  for (let k = 0; k < count; k++) {
    g[k] = value;
    value *= (k - index / 2) / (k + 1 + index / 2);
  }
  return g;
}

/** Rate of jumps over m sites or more to one side, from the weight g_m: w_m (m + a/2) / a. */
export function jumpsBeyond(index: number, m: number, weight: number): number {
  return (-weight * (m + index / 2)) / index;
}
