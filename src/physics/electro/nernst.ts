/**
 * The potential of Nernst: the voltage at which an ion is at equilibrium between two sides.
 *
 *     E = phi_left - phi_right = (RT / zF) ln(a_right / a_left)
 *
 * For a cell, inside at the left: E = (RT/zF) ln(a_out / a_in). Activities, or concentrations where the activity
 * coefficients of the two sides are the same.
 *
 * @see W. Nernst, Z. Phys. Chem. 4, 129 (1889) (not opened)
 * @module
 */

import { log } from "#numerics/elementary.ts";
import type { Temperature, Unit } from "#units/flavour.ts";
import { checkPositive, checkValence } from "./ion.ts";
import { thermalVoltage } from "./thermal-voltage.ts";

/** An ion that passes between two sides; activities in any unit that both share. */
export interface IonOfTwoSides {
  /** Valence z [1]. */
  readonly valence: Unit<"1">;
  readonly left: number;
  readonly right: number;
  readonly temperature: Temperature;
}

/**
 * E = phi_left - phi_right [V].
 *
 * @throws DomainError if an activity or the temperature is not positive, or z is 0.
 *
 * @example Potassium of a neuron, 140 mM inside and 4 mM outside:
 * ```ts
 * nernstPotential({ valence: 1, left: 140, right: 4, temperature: 310.15 }); // -0.0950225756659
 * ```
 */
export function nernstPotential({ valence, left, right, temperature }: IonOfTwoSides): Unit<"V"> {
  checkValence(valence);
  checkPositive("left", left, "an ion that is missing on a side has no equilibrium potential");
  checkPositive("right", right, "an ion that is missing on a side has no equilibrium potential");
  return (thermalVoltage(temperature) / valence) * (log(right) - log(left));
}
