/**
 * Potentials of two simple liquid junctions, which do not depend on how the junction was made.
 *
 *     one salt:            V = -(RT/F) (D+ - D-) / (z+ D+ + |z-| D-) ln(a_left / a_right)        diffusion potential
 *     two salts at one c:  V = (RT/zF) ln[(D_right + D_common) / (D_left + D_common)]            Lewis and Sargent
 *
 * V = phi_left - phi_right; a is the concentration of the salt, or its mean activity, of which each ion is taken to have
 * an equal share. The side of the dilute salt has the sign of the faster ion. In the second z is the valence of the two
 * ions that differ, and that of the common ion is -z.
 *
 * @see G. N. Lewis and L. W. Sargent, J. Am. Chem. Soc. 31, 363 (1909) (not opened)
 * @see W. Nernst, Z. Phys. Chem. 2, 613 (1888) (not opened)
 * @module
 */

import { log } from "#numerics/elementary.ts";
import type { Diffusivity, Temperature, Unit } from "#units/flavour.ts";
import { checkPositive, checkSalt, checkValence, type Ion } from "./ion.ts";
import { thermalVoltage } from "./thermal-voltage.ts";

/** One salt in two solutions. */
export interface SaltJunction {
  readonly cation: Ion;
  readonly anion: Ion;
  /** Concentration or mean activity of the salt at the left, in any unit that both sides share. */
  readonly left: number;
  readonly right: number;
  readonly temperature: Temperature;
}

/**
 * Diffusion potential V = phi_left - phi_right [V] of one salt.
 *
 * @throws DomainError if the charges have not opposite signs, or D, a or T is not positive.
 *
 * @example 150 mM NaCl against 15 mM:
 * ```ts
 * const [cation, anion] = [{ valence: 1, diffusivity: 1.334e-9 }, { valence: -1, diffusivity: 2.032e-9 }];
 * saltJunctionPotential({ cation, anion, left: 150, right: 15, temperature: 298.15 }); // 0.0122677439334
 * ```
 */
export function saltJunctionPotential({ cation, anion, left, right, temperature }: SaltJunction): Unit<"V"> {
  checkSalt(cation, anion);
  checkPositive("left", left, "against a side without salt the potential has no limit");
  checkPositive("right", right, "against a side without salt the potential has no limit");
  const slope =
    (cation.diffusivity - anion.diffusivity) /
    (cation.valence * cation.diffusivity - anion.valence * anion.diffusivity);
  return -thermalVoltage(temperature) * slope * (log(left) - log(right));
}

/** Two salts of one concentration, that differ in one ion. */
export interface BiIonicJunction {
  /** Valence of the two ions that differ [1]. */
  readonly valence: Unit<"1">;
  /** D of the ion that only the left salt has. */
  readonly left: Diffusivity;
  /** D of the ion that only the right salt has. */
  readonly right: Diffusivity;
  /** D of the ion of both salts. */
  readonly common: Diffusivity;
  readonly temperature: Temperature;
}

/**
 * Bi-ionic potential V = phi_left - phi_right [V] of two salts of equal concentration.
 *
 * @throws DomainError if D or T is not positive, or z is 0.
 */
export function biIonicPotential({ valence, left, right, common, temperature }: BiIonicJunction): Unit<"V"> {
  checkValence(valence);
  for (const [name, diffusivity] of Object.entries({ left, right, common }))
    checkPositive(name, diffusivity, "a diffusion coefficient must be positive [m^2 s^-1]");
  return (thermalVoltage(temperature) / valence) * log((right + common) / (left + common));
}
