/**
 * The slope A_φ of Debye and Hückel from the permittivity of the solvent.
 *
 *     l_B = e^2 / (4 π ε0 εr kB T),    A_φ = (l_B / 6) sqrt(8 π l_B N_A)        [m^3/2 mol^-1/2], molar
 *
 * and sqrt(ρ) times that on the molal scale, ρ the density of the solvent. The limiting law is ln γ = -|z+ z-| l_B κ/2
 * with the Debye length 1/κ, κ^2 = 8 π l_B N_A I.
 *
 * @see R. A. Robinson and R. H. Stokes, Electrolyte Solutions, 2nd ed. (1959), chapter 9 (not opened)
 * @module
 */

import { AVOGADRO, BOLTZMANN, ELEMENTARY_CHARGE, VACUUM_PERMITTIVITY } from "#units/constants.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Length, Temperature, Unit } from "#units/flavour.ts";

/**
 * Bjerrum length l_B [m], at which two elementary charges have the energy kB T.
 *
 * @throws DomainError unless temperature [K] and relative permittivity [1] are positive.
 */
export function bjerrumLength(temperature: Temperature, relativePermittivity: number): Length {
  if (!(temperature > 0)) throw new DomainError("temperature", temperature, "an absolute temperature is positive [K]");
  if (!(relativePermittivity > 0))
    throw new DomainError("relativePermittivity", relativePermittivity, "a permittivity is positive [1]");
  const screened = 4 * Math.PI * VACUUM_PERMITTIVITY * relativePermittivity * BOLTZMANN * temperature;
  return (ELEMENTARY_CHARGE * ELEMENTARY_CHARGE) / screened;
}

/**
 * A_φ of a solvent at a temperature [K]: molar [m^3/2 mol^-1/2], or molal [kg^1/2 mol^-1/2] if its density is given.
 *
 * @throws DomainError unless temperature, relative permittivity [1] and density [kg m^-3] are positive.
 */
export function debyeHueckelSlope(
  temperature: Temperature,
  relativePermittivity: number,
  density: Unit<"kg m^-3"> = 1,
): number {
  if (!(density > 0)) throw new DomainError("density", density, "a density is positive [kg m^-3]");
  const length = bjerrumLength(temperature, relativePermittivity);
  return (length / 6) * Math.sqrt(8 * Math.PI * length * AVOGADRO * density);
}
