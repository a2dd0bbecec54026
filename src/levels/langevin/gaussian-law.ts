/**
 * Motion whose law over any time is Gaussian: free, drifting, or pulled by a linear force.
 *
 *     dx = (α - λ x) dt + √(2D) dW
 *     x(t+h) = x e^{-λh} + α (1 - e^{-λh}) / λ + √(D (1 - e^{-2λh}) / λ) Z          (λ = 0: x + α h + √(2Dh) Z)
 *
 * One draw for each record, exact for any h. λ > 0 is a trap, λ < 0 a hill.
 *
 * @see G. E. Uhlenbeck and L. S. Ornstein, Phys. Rev. 36, 823 (1930), doi:10.1103/PhysRev.36.823 (not opened)
 * @module
 */

import { exp, expm1 } from "#numerics/elementary.ts";
import type { Diffusivity, Rate, Time, Velocity } from "#units/flavour.ts";

/** The linear law of one axis. */
export interface GaussianLaw {
  /** D [m^2 s^-1]. */
  readonly diffusivity: Diffusivity;
  /** Velocity α at x = 0 [m s^-1]. */
  readonly velocity: Velocity;
  /** Relaxation rate λ [s^-1]. */
  readonly rate: Rate;
}

/** The jump over a time: x becomes `kept` x + `shift` + `spread` Z. */
export interface GaussianJump {
  /** Fraction of the position that is kept [1]. */
  readonly kept: number;
  /** Displacement of a walker at 0 [m]. */
  readonly shift: number;
  /** Standard deviation of the noise [m]. */
  readonly spread: number;
}

/** The jump of a law over a time h [s]. */
export function gaussianJump({ diffusivity, velocity, rate }: GaussianLaw, time: Time): GaussianJump {
  if (rate === 0) return { kept: 1, shift: velocity * time, spread: Math.sqrt(2 * diffusivity * time) };
  return {
    kept: exp(-rate * time),
    shift: (-velocity * expm1(-rate * time)) / rate,
    spread: Math.sqrt((-diffusivity * expm1(-2 * rate * time)) / rate),
  };
}
