/**
 * What spreads from a line in space by a D that grows with a power of the concentration: a profile with ends.
 *
 *     c_t = (D c_x)_x,    D = k c^m,    τ = k t / (m + 1),    α = 1 / (m + 2)
 *     c = τ^-α [C - κ x² τ^-2α]^(1/m) inside |x| < x_f,    κ = m α / [2 (m + 1)],    x_f = sqrt(C/κ) τ^α
 *
 * with C from the amount N = C^(1/m + 1/2) κ^-1/2 B(1/2, 1/m + 1), B the beta function. For m = 1 a parabola whose width
 * grows as t^(1/3). Its variance is x_f² / (3 + 2/m).
 *
 * @see G. I. Barenblatt, Prikl. Mat. Mekh. 16, 67 (1952) (not opened; derived here)
 * @see R. E. Pattle, Q. J. Mech. Appl. Math. 12, 407 (1959), doi:10.1093/qjmam/12.4.407 (not opened)
 * @module
 */

import { exp, log } from "#numerics/elementary.ts";
import { logGamma } from "#numerics/gamma-function.ts";
import { DomainError } from "#units/domain-error.ts";

/** A profile at one time. */
export interface SpreadProfile {
  /** Where it ends, x_f [m]. */
  readonly halfWidth: number;
  /** <x²> of the amount [m^2]. */
  readonly variance: number;
  /** c at a distance from the middle [mol m^-3]. */
  readonly concentration: (distance: number) => number;
}

/** The law of spreading. */
export interface Spreading {
  /** m of D = k c^m [1]. */
  readonly power: number;
  /** k [m^2 s^-1 (mol m^-3)^-m]. */
  readonly coefficient: number;
  /** Amount N per area [mol m^-2]. */
  readonly amount: number;
}

/**
 * The profile at a time t > 0 [s].
 *
 * @throws DomainError unless power, coefficient, amount and time are positive.
 *
 * @example A parabola of amount 1 at k t = 2: x_f = (9 N k t)^(1/3) / 2^(1/3)
 * ```ts
 * spreadProfile({ power: 1, coefficient: 1, amount: 1 }, 2).halfWidth; // 2.080083823051904
 * ```
 */
export function spreadProfile({ power: m, coefficient, amount }: Spreading, time: number): SpreadProfile {
  for (const [name, value] of Object.entries({ power: m, coefficient, amount, time }))
    if (!(value > 0)) throw new DomainError(name, value, "what spreads by a power of c needs positive numbers");
  const alpha = 1 / (m + 2);
  const kappa = (m * alpha) / (2 * (m + 1));
  const logTau = log((coefficient * time) / (m + 1));
  const logBeta = logGamma(0.5) + logGamma(1 / m + 1) - logGamma(1 / m + 1.5);
  const logC = (log(amount) + 0.5 * log(kappa) - logBeta) / (1 / m + 0.5);
  const halfWidth = exp(0.5 * (logC - log(kappa)) + alpha * logTau);
  const peak = exp(logC / m - alpha * logTau);
  return {
    halfWidth,
    variance: (halfWidth * halfWidth) / (3 + 2 / m),
    concentration: (distance) => {
      const part = distance / halfWidth;
      const rest = (1 - part) * (1 + part);
      return rest > 0 ? peak * exp(log(rest) / m) : 0;
    },
  };
}
