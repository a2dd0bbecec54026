/**
 * Einstein's relation: what makes a particle wander is what makes it resist.
 *
 *     D = kB T / ζ,    v = F / ζ = D F / kB T
 *
 * Holds near equilibrium, for any particle that drifts in proportion to the force on it.
 *
 * @see A. Einstein, Ann. Phys. 322, 549 (1905), doi:10.1002/andp.19053220806 (not opened)
 * @module
 */

import { BOLTZMANN } from "#units/constants.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Diffusivity, Temperature, Unit, Velocity } from "#units/flavour.ts";
import type { DragCoefficient } from "./stokes-einstein.ts";

/**
 * D = kB T / ζ [m^2 s^-1] of a particle of drag ζ [kg s^-1].
 *
 * @throws DomainError unless drag and temperature [K] are positive.
 */
export function diffusivityOfDrag(dragCoefficient: DragCoefficient, temperature: Temperature): Diffusivity {
  if (!(dragCoefficient > 0))
    throw new DomainError("dragCoefficient", dragCoefficient, "a drag coefficient must be positive [kg s^-1]");
  return thermalEnergy(temperature) / dragCoefficient;
}

/**
 * ζ = kB T / D [kg s^-1] of a particle that diffuses with D [m^2 s^-1].
 *
 * @throws DomainError unless D and temperature [K] are positive.
 */
export function dragOfDiffusivity(diffusivity: Diffusivity, temperature: Temperature): DragCoefficient {
  if (!(diffusivity > 0))
    throw new DomainError("diffusivity", diffusivity, "what does not diffuse has no finite drag [m^2 s^-1]");
  return thermalEnergy(temperature) / diffusivity;
}

/**
 * The drift velocity v = D F / kB T [m s^-1] under a force F on one particle [N].
 *
 * @throws DomainError unless the temperature [K] is positive.
 */
export function driftVelocity(diffusivity: Diffusivity, force: Unit<"N">, temperature: Temperature): Velocity {
  return (diffusivity * force) / thermalEnergy(temperature);
}

function thermalEnergy(temperature: Temperature): Unit<"J"> {
  if (!(temperature > 0)) throw new DomainError("temperature", temperature, "an absolute temperature is positive [K]");
  return BOLTZMANN * temperature;
}
