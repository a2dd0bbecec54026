/**
 * The law of Arrhenius for a diffusion coefficient: jumps over a barrier.
 *
 *     D = D0 e^{-Ea / RT},    Ea = R ln(D2 / D1) / (1/T1 - 1/T2)
 *
 * Holds where one kind of jump carries the motion and its barrier does not change with temperature.
 *
 * @see S. Arrhenius, Z. Phys. Chem. 4, 226 (1889), doi:10.1515/zpch-1889-0416 (not opened)
 * @module
 */

import { exp, log } from "#numerics/elementary.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Diffusivity, MolarEnergy, Temperature } from "#units/flavour.ts";

/** A diffusion coefficient at a temperature. */
export interface DiffusivityAt {
  /** T [K]. */
  readonly temperature: Temperature;
  /** D [m^2 s^-1]. */
  readonly diffusivity: Diffusivity;
}

/**
 * D = D0 e^{-Ea / RT} [m^2 s^-1].
 *
 * @param prefactor        D0, the limit at high temperature [m^2 s^-1]
 * @param activationEnergy Ea of one mole [J mol^-1]
 * @throws DomainError unless D0 and temperature [K] are positive.
 */
export function arrheniusDiffusivity(
  prefactor: Diffusivity,
  activationEnergy: MolarEnergy,
  temperature: Temperature,
): Diffusivity {
  requirePositive("prefactor", prefactor, "D0 must be positive [m^2 s^-1]");
  requirePositive("temperature", temperature, "an absolute temperature is positive [K]");
  return prefactor * exp(-activationEnergy / (GAS_CONSTANT * temperature));
}

/**
 * The activation energy Ea [J mol^-1] that leads from one measured D to another.
 *
 * @throws DomainError unless diffusivities and temperatures are positive and the temperatures differ.
 */
export function activationEnergy(one: DiffusivityAt, other: DiffusivityAt): MolarEnergy {
  for (const { temperature, diffusivity } of [one, other]) {
    requirePositive("temperature", temperature, "an absolute temperature is positive [K]");
    requirePositive("diffusivity", diffusivity, "D must be positive [m^2 s^-1]");
  }
  const inverse = 1 / one.temperature - 1 / other.temperature;
  if (inverse === 0)
    throw new DomainError("temperature", one.temperature, "an activation energy needs two different temperatures");
  return (GAS_CONSTANT * log(other.diffusivity / one.diffusivity)) / inverse;
}

function requirePositive(quantity: string, value: number, because: string): void {
  if (!(value > 0)) throw new DomainError(quantity, value, because);
}
