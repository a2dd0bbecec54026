/**
 * The Debye length: how far from a charge the ions around it still let its field through.
 *
 *     λ_D = sqrt( eps RT / (2 F² I) ),    I = ½ sum of z_i² c_i
 *
 * A layer much thicker than λ_D is electroneutral (planck), one much thinner has a constant field (goldman-hodgkin-katz);
 * between the two Poisson's equation is needed.
 *
 * @see P. Debye and E. Hückel, Phys. Z. 24, 185 (1923) (not opened)
 * @see E. Tiesinga et al., Rev. Mod. Phys. 93, 025010 (2021), doi:10.1103/RevModPhys.93.025010, for ε0 (not opened)
 * @module
 */

import { FARADAY, VACUUM_PERMITTIVITY } from "#units/constants.ts";
import type { Concentration, Length, Temperature, Unit } from "#units/flavour.ts";
import type { BathIon } from "./donnan.ts";
import { checkConcentration, checkPositive, checkValence } from "./ion.ts";
import { thermalVoltage } from "./thermal-voltage.ts";

/**
 * Ionic strength I = ½ sum of z_i² c_i [mol m^-3].
 *
 * @throws DomainError if a concentration is negative or a valence is 0.
 */
export function ionicStrength(ions: readonly BathIon[]): Concentration {
  let sum = 0;
  for (const { valence, concentration } of ions) {
    checkValence(valence);
    checkConcentration("concentration", concentration);
    sum += valence * valence * concentration;
  }
  return sum / 2;
}

/** A solution with ions. */
export interface IonicSolution {
  /** I; for a salt of monovalent ions its concentration. */
  readonly ionicStrength: Concentration;
  /** eps / ε0 of the solvent [1]. */
  readonly relativePermittivity: Unit<"1">;
  readonly temperature: Temperature;
}

/**
 * λ_D [m]; infinite without ions.
 *
 * @throws DomainError if permittivity or temperature is not positive, or the ionic strength is negative.
 *
 * @example Physiological saline:
 * ```ts
 * debyeLength({ ionicStrength: 150, relativePermittivity: 78.4, temperature: 298.15 }); // 7.84955383189e-10
 * ```
 */
export function debyeLength({ ionicStrength, relativePermittivity, temperature }: IonicSolution): Length {
  checkConcentration("ionicStrength", ionicStrength);
  checkPositive("relativePermittivity", relativePermittivity, "a permittivity must be positive [1]");
  const permittivity = relativePermittivity * VACUUM_PERMITTIVITY;
  return Math.sqrt((permittivity * thermalVoltage(temperature)) / (2 * FARADAY * ionicStrength));
}
