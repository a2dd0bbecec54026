/**
 * Mean exit time by the *spectral* fractional Laplacian, which is not that of a flight killed outside.
 *
 * The power a/2 of the Laplacian with absorbing ends at ±L has the eigenfunctions of diffusion, and its eigenvalues to
 * the power a/2. From the middle
 *
 *     T = Σ (-1)^k 4/(nπ) (2L/nπ)^a / K,  n = 2k + 1;      = (4/π) (2L/π)^a β(1 + a) / K,   β Dirichlet's
 *
 * Its process is a diffusion killed at the ends first and looked at by a random clock afterwards; a flight is looked at
 * first and killed by where it lands. With a = 1.5 and L = K = 1 the two times are 0.6135 and 0.7523. Matrix powers of a
 * discrete Laplacian give this operator; a motion `flight` never means it.
 *
 * @module
 */

import { pow } from "#numerics/elementary.ts";
import { hurwitzZeta } from "#numerics/zeta.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Length, Time } from "#units/flavour.ts";

/**
 * Mean exit time from the middle of (-halfWidth, halfWidth) by the spectral operator K (-∂²)^(index/2) [s].
 *
 * @throws DomainError if the index is not above 0 and at most 2.
 */
export function spectralExitTime({
  index,
  K,
  halfWidth,
}: {
  readonly index: number;
  /** [m^index s^-1] */
  readonly K: number;
  readonly halfWidth: Length;
}): Time {
  if (!(index > 0 && index <= 2)) throw new DomainError("index", index, "a stable index is above 0 and at most 2");
  const s = 1 + index;
  const beta = pow(4, -s) * (hurwitzZeta(s, 0.25) - hurwitzZeta(s, 0.75));
  return ((4 / Math.PI) * pow((2 * halfWidth) / Math.PI, index) * beta) / K;
}
