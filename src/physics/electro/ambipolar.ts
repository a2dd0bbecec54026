/**
 * Ambipolar diffusion: the two ions of a salt hold each other, and move with one diffusion coefficient.
 *
 *     D = (z+ + |z-|) D+ D- / (z+ D+ + |z-| D-),    2 D+ D- / (D+ + D-) for z:z    (Nernst and Hartley)
 *     t+ = z+ D+ / (z+ D+ + |z-| D-) = 1 - t-                                      transport number
 *
 * In a dilute electroneutral solution without current. A walk of independent ions, without their field, has the D of each
 * ion instead: for sodium in NaCl that is 17 % too slow.
 *
 * @see W. Nernst, Z. Phys. Chem. 2, 613 (1888) (not opened)
 * @module
 */

import type { Diffusivity, Unit } from "#units/flavour.ts";
import { checkSalt, type Ion } from "./ion.ts";

/** The two ions of a salt. */
export interface Salt {
  readonly cation: Ion;
  readonly anion: Ion;
}

/**
 * D of the salt [m^2 s^-1].
 *
 * @throws DomainError if the charges have not opposite signs, or a D is not positive.
 *
 * @example NaCl in water at 25 °C:
 * ```ts
 * const [cation, anion] = [{ valence: 1, diffusivity: 1.334e-9 }, { valence: -1, diffusivity: 2.032e-9 }];
 * ambipolarDiffusivity({ cation, anion }); // 1.61062863933e-9
 * ```
 */
export function ambipolarDiffusivity({ cation, anion }: Salt): Diffusivity {
  checkSalt(cation, anion);
  const conductivity = cation.valence * cation.diffusivity - anion.valence * anion.diffusivity;
  return (cation.valence - anion.valence) * cation.diffusivity * (anion.diffusivity / conductivity);
}

/**
 * Share t+ of the current that the cation carries in a uniform solution [1].
 *
 * @throws DomainError as {@link ambipolarDiffusivity}.
 */
export function transportNumber({ cation, anion }: Salt): Unit<"1"> {
  checkSalt(cation, anion);
  const carried = cation.valence * cation.diffusivity;
  return carried / (carried - anion.valence * anion.diffusivity);
}
