/**
 * The linear stage of the equation of Cahn and Hilliard: how fast a small wave of composition grows.
 *
 *     F / (c_t RT) = ∫ [f(x) + (κ/2) |grad x|^2],    dx/dt = div M grad (f' - κ lap x)
 *     R(q) = -M q^2 [f''(x0) + κ q^2]
 *
 * With M = D x0 (1 - x0) this is -D q^2 [Γ0 + x0 (1-x0) κ q^2]. Inside the spinodal (f'' < 0) waves grow up to
 * q_c = sqrt(-f''/κ), fastest at q_c/sqrt(2), there with R = M f''^2 / 4κ. Holds while the amplitude is small.
 *
 * @see J. W. Cahn, Acta Metall. 9, 795 (1961), doi:10.1016/0001-6160(61)90182-1 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import type { Area, Diffusivity, Length, Rate, Unit } from "#units/flavour.ts";

/** A homogeneous mixture about to be disturbed. */
export interface DisturbedMixture {
  /** Mobility M of composition, RT times that of the exchange potential per c_t; D x0 (1 - x0) if D is that of an ideal mixture [m^2 s^-1]. */
  readonly mobility: Diffusivity;
  /** f''(x0) [RT]. */
  readonly curvature: number;
  /** Coefficient κ of the gradient energy [m^2]. */
  readonly gradientEnergy: Area;
}

/** The wave that grows fastest. */
export interface FastestWave {
  /** q [m^-1]. */
  readonly wavenumber: Unit<"m^-1">;
  /** 2 π / q [m]. */
  readonly wavelength: Length;
  /** R(q) [s^-1]. */
  readonly growthRate: Rate;
}

/**
 * Growth rate R(q) [s^-1] of a wave of wavenumber q [m^-1], negative if it decays.
 */
export function growthRate({ mobility, curvature, gradientEnergy }: DisturbedMixture, wavenumber: Unit<"m^-1">): Rate {
  const square = wavenumber * wavenumber;
  return -mobility * square * (curvature + gradientEnergy * square);
}

/**
 * The longest wavenumber q_c = sqrt(-f''/κ) [m^-1] that does not decay; 0 outside the spinodal, infinite if κ = 0.
 *
 * @throws DomainError if κ is negative.
 */
export function criticalWavenumber({ curvature, gradientEnergy }: DisturbedMixture): Unit<"m^-1"> {
  if (!(gradientEnergy >= 0))
    throw new DomainError("gradientEnergy", gradientEnergy, "a gradient energy cannot be negative [m^2]");
  return curvature < 0 ? Math.sqrt(-curvature / gradientEnergy) : 0;
}

/**
 * The wave that grows fastest, of wavenumber q_c / sqrt(2) [m^-1]; undefined outside the spinodal.
 *
 * @throws DomainError unless κ is positive: without a gradient energy no wave is the fastest.
 */
export function fastestWave(mixture: DisturbedMixture): FastestWave | undefined {
  const { mobility, curvature, gradientEnergy } = mixture;
  if (!(curvature < 0)) return undefined;
  if (!(gradientEnergy > 0))
    throw new DomainError("gradientEnergy", gradientEnergy, "where f'' < 0 a gradient energy must be positive [m^2]");
  const wavenumber = criticalWavenumber(mixture) * Math.SQRT1_2;
  return {
    wavenumber,
    wavelength: (2 * Math.PI) / wavenumber,
    growthRate: (mobility * curvature * curvature) / (4 * gradientEnergy),
  };
}
