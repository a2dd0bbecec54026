/**
 * How far a Green-Kubo integral from one trajectory is from the diffusion coefficient.
 *
 *     D(T) = ∫_0^T C(t) dt,    C(t) = mean over the trajectory of v(s) v(s + t)     (over its L - t origins)
 *     Var D(T) = ∫∫ dt dt' ∫∫ ds ds' [c(s-s') c(s+t-s'-t') + c(s+t-s') c(s-s'-t')] / (L - t)(L - t')
 *
 * for Gaussian velocities with <v(0) v(t)> = c(t) = (D/τ) e^{-t/τ}, one component, continuous record. The law that is
 * often quoted, SD = D √(4T/L), is its limit for τ << T << L: it is a quarter too large at T = 2 τ, and it says that an
 * integral over all lags has an error of the size of D. Integrate until e^{-T/τ}, what is left out, is as large as the error.
 *
 * @module
 */

import { exp } from "#numerics/elementary.ts";
import { gaussLegendre } from "#numerics/gauss-legendre.ts";
import { DomainError } from "#units/domain-error.ts";

/**
 * Standard deviation of D(T) over D [1].
 *
 * @param upper  T / τ
 * @param length L / τ, at least 2 T / τ
 * @throws DomainError unless 0 < T <= L / 2.
 */
export function greenKuboError(upper: number, length: number): number {
  if (!(upper > 0 && 2 * upper <= length))
    throw new DomainError("T / τ", upper, "an upper limit above 0 and at most half of the trajectory");
  // Over the triangle t < t', in panels no longer than a relaxation time.
  const panels = Math.ceil(upper);
  const width = upper / panels;
  let sum = 0;
  for (let j = 0; j < panels; j++)
    for (let b = 0; b < POINTS.length; b++) {
      const later = width * (j + (1 + POINTS[b]) / 2);
      const inner = later / (j + 1);
      for (let i = 0; i <= j; i++)
        for (let a = 0; a < POINTS.length; a++) {
          const earlier = inner * (i + (1 + POINTS[a]) / 2);
          const weight = (WEIGHTS[a] * WEIGHTS[b] * inner * width) / 4;
          sum += (weight * overOrigins(earlier, later, length)) / ((length - earlier) * (length - later));
        }
    }
  return Math.sqrt(2 * sum);
}

/** SD / D of D(T) by the law √(4T/L) [1]. */
export function greenKuboErrorLaw(upper: number, length: number): number {
  return Math.sqrt((4 * upper) / length);
}

const { points: POINTS, weights: WEIGHTS } = gaussLegendre(6);

/**
 * ∫_0^A ds ∫_0^B ds' [...] for t <= t', A = L - t, B = L - t', τ = D = 1. With u = s - s' the integrand depends on u
 * alone, and the pairs of origins with that difference fill B + u for u < 0, B for u < t' - t, B - (u - t' + t) beyond.
 */
function overOrigins(t: number, later: number, length: number): number {
  const apart = later - t;
  const B = length - later;
  // e^{-|u|} e^{-|u - apart|}
  const same = exp(-apart) * (B + apart * B - (1 - exp(-2 * B)) / 2);
  // e^{-|u + t|} e^{-|u - t'|}: constant in between, falling on both sides
  const between = exp(-(t + later)) * (2 * B * t - t * t + B * apart);
  const beyond = 2 * exp(-apart) * (exp(-2 * t) * ((B - t) / 2 - 0.25) + exp(-2 * B) / 4);
  return same + between + beyond;
}
