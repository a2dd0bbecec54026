/**
 * Avogadro's number from the motion of visible grains: Einstein's proposal, Perrin's measurement.
 *
 *     N_A = R T / (6 π η a D)
 *
 * The gas constant is known from gases, without counting molecules; D comes from displacements.
 *
 * @see A. Einstein, Ann. Phys. 322, 549 (1905), doi:10.1002/andp.19053220806 (not opened)
 * @module
 */

import { GAS_CONSTANT } from "#units/constants.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Diffusivity, DynamicViscosity, Length, Temperature, Unit } from "#units/flavour.ts";
import { stokesDrag } from "./stokes-einstein.ts";

/** The sphere and the liquid of Avogadro's number. */
export interface GrainInLiquid {
  /** T [K]. */
  readonly temperature: Temperature;
  /** η [Pa s]. */
  readonly viscosity: DynamicViscosity;
  /** a [m]. */
  readonly radius: Length;
}

/** N_A [mol^-1] from D [m^2 s^-1]. @throws DomainError unless all four are positive. */
export function avogadroNumber(
  { temperature, viscosity, radius }: GrainInLiquid,
  diffusivity: Diffusivity,
): Unit<"mol^-1"> {
  if (!(temperature > 0)) throw new DomainError("temperature", temperature, "an absolute temperature is positive [K]");
  if (!(diffusivity > 0)) throw new DomainError("diffusivity", diffusivity, "grains that move have D above zero");
  return (GAS_CONSTANT * temperature) / (stokesDrag(viscosity, radius) * diffusivity);
}
