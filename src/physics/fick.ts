/**
 * Fick's law, and the same law driven by the chemical potential.
 *
 *     J = -D dc/dx = -M dµ/dx,    µ = µ0 + RT ln c,    M = c D / RT,    D = M dµ/dc
 *
 * Between two faces held at c1 and c2 the free energy of a slab falls at the rate J RT ln(c1 / c2) per area, which is
 * never negative: diffusion dissipates, whichever way it runs. Holds for an ideal solute.
 *
 * @see A. Fick, Ann. Phys. 170, 59 (1855), doi:10.1002/andp.18551700105 (not opened)
 * @module
 */

import { log } from "#numerics/elementary.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Concentration, Diffusivity, Flux, Length, Temperature, Unit } from "#units/flavour.ts";

/** Coefficient M of the flux on the gradient of the chemical potential. */
export type OnsagerCoefficient = Unit<"mol^2 J^-1 m^-1 s^-1">;

/** A slab between two faces that are held at fixed concentrations. */
export interface HeldSlab {
  /** D [m^2 s^-1]. */
  readonly diffusivity: Diffusivity;
  /** L [m]. */
  readonly thickness: Length;
  /** c1 at the left face [mol m^-3]. */
  readonly left: Concentration;
  /** c2 at the right face [mol m^-3]. */
  readonly right: Concentration;
}

/**
 * The steady flux J = D (c1 - c2) / L [mol m^-2 s^-1], positive to the right.
 *
 * @throws DomainError unless the thickness is positive.
 */
export function steadyFlux({ diffusivity, thickness, left, right }: HeldSlab): Flux {
  if (!(thickness > 0)) throw new DomainError("thickness", thickness, "a slab has a positive thickness [m]");
  return (diffusivity * (left - right)) / thickness;
}

/**
 * M = c D / RT [mol^2 J^-1 m^-1 s^-1] of an ideal solute.
 *
 * @throws DomainError unless the temperature [K] is positive.
 */
export function onsagerCoefficient(
  concentration: Concentration,
  diffusivity: Diffusivity,
  temperature: Temperature,
): OnsagerCoefficient {
  return (concentration * diffusivity) / molarThermalEnergy(temperature);
}

/**
 * J = -M dµ/dx [mol m^-2 s^-1] down a gradient of the chemical potential [J mol^-1 m^-1].
 */
export function potentialFlux(coefficient: OnsagerCoefficient, gradient: Unit<"J mol^-1 m^-1">): Flux {
  return -coefficient * gradient;
}

/**
 * dµ/dx = (RT / c) dc/dx [J mol^-1 m^-1] of an ideal solute: minus the force on one mole.
 *
 * @throws DomainError unless concentration [mol m^-3] and temperature [K] are positive.
 */
export function potentialGradient(
  concentration: Concentration,
  concentrationGradient: Unit<"mol m^-4">,
  temperature: Temperature,
): Unit<"J mol^-1 m^-1"> {
  requirePositive("concentration", concentration, "ln c needs a concentration above zero [mol m^-3]");
  return (molarThermalEnergy(temperature) * concentrationGradient) / concentration;
}

/**
 * The free energy lost in a steady slab, J RT ln(c1 / c2) [W m^-2].
 *
 * @throws DomainError unless both concentrations, the thickness and the temperature are positive.
 */
export function slabDissipation(slab: HeldSlab, temperature: Temperature): Unit<"W m^-2"> {
  requirePositive("left concentration", slab.left, "ln c needs a concentration above zero [mol m^-3]");
  requirePositive("right concentration", slab.right, "ln c needs a concentration above zero [mol m^-3]");
  return steadyFlux(slab) * molarThermalEnergy(temperature) * log(slab.left / slab.right);
}

function molarThermalEnergy(temperature: Temperature): Unit<"J mol^-1"> {
  requirePositive("temperature", temperature, "an absolute temperature is positive [K]");
  return GAS_CONSTANT * temperature;
}

function requirePositive(quantity: string, value: number, because: string): void {
  if (!(value > 0)) throw new DomainError(quantity, value, because);
}
