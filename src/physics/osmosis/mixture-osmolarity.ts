/**
 * The osmolarity of a mixture, and the osmotic coefficient that a measured pressure gives it.
 *
 *     osmolarity Σ ν_i c_i,    φ = Π / (RT Σ ν_i c_i)
 *
 * This φ is of the molar scale: it belongs to van 't Hoff's law, not to tables of molal coefficients.
 *
 * @see R. A. Robinson and R. H. Stokes, Electrolyte Solutions, 2nd ed. (1959), chapter 2 (not opened)
 * @module
 */

import { checkConcentration, checkFinite, checkPositive, checkTemperature } from "#physics/electro/ion.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import type { Concentration, Temperature, Unit } from "#units/flavour.ts";

/** One solute of a mixture. */
export interface DissolvedSolute {
  readonly concentration: Concentration;
  /** ν, particles it falls into; 1 unless given [1]. */
  readonly particles?: Unit<"1">;
}

/**
 * Osmolarity Σ ν_i c_i, as if all were ideal [mol m^-3].
 *
 * @throws DomainError if a concentration is negative or a ν is not positive.
 */
export function stoichiometricOsmolarity(solutes: readonly DissolvedSolute[]): Concentration {
  let sum = 0;
  for (const { concentration, particles = 1 } of solutes) {
    checkConcentration("concentration", concentration);
    checkPositive("particles", particles, "a solute falls into a particle or more");
    sum += particles * concentration;
  }
  return sum;
}

/**
 * φ of the molar scale, of a mixture of measured osmotic pressure [1].
 *
 * @throws DomainError if nothing is dissolved, T is not positive, or a number has no meaning.
 */
export function mixtureOsmoticCoefficient({
  pressure,
  temperature,
  solutes,
}: {
  /** Π [Pa]. */
  readonly pressure: Unit<"Pa">;
  readonly temperature: Temperature;
  readonly solutes: readonly DissolvedSolute[];
}): Unit<"1"> {
  checkTemperature(temperature);
  checkFinite("pressure", pressure, "an osmotic pressure is a number [Pa]");
  const osmolarity = stoichiometricOsmolarity(solutes);
  checkPositive("osmolarity", osmolarity, "an osmotic coefficient needs a solute [mol m^-3]");
  return pressure / (GAS_CONSTANT * temperature * osmolarity);
}
