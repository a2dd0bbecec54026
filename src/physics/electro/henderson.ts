/**
 * Henderson's potential of a liquid junction: any ions, whose two solutions are mixed in all proportions on the way.
 *
 *     phi_left - phi_right = A ln(B_right / B_left) / (B_right - B_left)
 *     A = sum of z_i D_i (c_right - c_left) RT/F,    B = sum of z_i² D_i c_i
 *
 * Every concentration is linear in x, which is how it is in a junction that was made by mixing, not in one that has come to
 * a steady state (planck). For one salt, for two salts of one concentration with a common ion, and where A = 0 the two
 * agree. Concentrations stand for activities.
 *
 * @see P. Henderson, Z. Phys. Chem. 59, 118 (1907) (not opened)
 * @module
 */

import type { Temperature, Unit } from "#units/flavour.ts";
import { checkIonsBetween, checkNeutral, checkPositive, type IonBetween } from "./ion.ts";
import { logarithmicMean } from "./logarithmic-mean.ts";
import { thermalVoltage } from "./thermal-voltage.ts";

/**
 * V = phi_left - phi_right [V].
 *
 * @throws DomainError if a side is not neutral or is empty, or z, D, c or T has no meaning.
 */
export function hendersonPotential({
  ions,
  temperature,
}: {
  readonly ions: readonly IonBetween[];
  readonly temperature: Temperature;
}): Unit<"V"> {
  checkIonsBetween(ions);
  checkNeutral(ions);
  let drive = 0;
  let conductivityLeft = 0;
  let conductivityRight = 0;
  for (const { valence, diffusivity, left, right } of ions) {
    drive += valence * diffusivity * (right - left);
    conductivityLeft += valence * valence * diffusivity * left;
    conductivityRight += valence * valence * diffusivity * right;
  }
  checkPositive("left", conductivityLeft, "without ions on a side the potential has no limit [mol m^-1 s^-1]");
  checkPositive("right", conductivityRight, "without ions on a side the potential has no limit [mol m^-1 s^-1]");
  return (thermalVoltage(temperature) * drive) / logarithmicMean(conductivityLeft, conductivityRight);
}
