/**
 * Hydrogen in a metal: it dissolves as atoms, so that it goes with the root of the fugacity.
 *
 *     c = S sqrt(f),    f = p e^{b p / RT}  (Abel and Noble)
 *
 * Amounts are of H2. Permeability is Φ = D S.
 *
 * @see A. Sieverts, Z. Metallkunde 21, 37 (1929) (not opened)
 * @see C. San Marchi, B. P. Somerday and S. L. Robinson, Int. J. Hydrogen Energy 32, 100 (2007) (not opened)
 * @module
 */

import { exp } from "#numerics/elementary.ts";
import { checkNotNegative, checkTemperature } from "#physics/electro/ion.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import type { Concentration, Temperature, Unit } from "#units/flavour.ts";

/**
 * Dissolved c = S sqrt(f) [mol m^-3].
 *
 * @throws DomainError if S [mol m^-3 Pa^-1/2] or f [Pa] is negative.
 */
export function sievertsConcentration({
  solubility,
  fugacity,
}: {
  readonly solubility: Unit<"mol m^-3 Pa^-0.5">;
  readonly fugacity: Unit<"Pa">;
}): Concentration {
  checkNotNegative("solubility", solubility, "it cannot be negative [mol m^-3 Pa^-1/2]");
  checkNotNegative("fugacity", fugacity, "it cannot be negative [Pa]");
  return solubility * Math.sqrt(fugacity);
}

/**
 * Fugacity f = p e^{bp/RT} of a gas of hard molecules [Pa].
 *
 * @throws DomainError if p or the covolume b [m^3 mol^-1] is negative, or T is not positive.
 */
export function abelNobleFugacity({
  pressure,
  covolume,
  temperature,
}: {
  readonly pressure: Unit<"Pa">;
  readonly covolume: Unit<"m^3 mol^-1">;
  readonly temperature: Temperature;
}): Unit<"Pa"> {
  checkNotNegative("pressure", pressure, "it cannot be negative [Pa]");
  checkNotNegative("covolume", covolume, "it cannot be negative [m^3 mol^-1]");
  checkTemperature(temperature);
  return pressure * exp((covolume * pressure) / (GAS_CONSTANT * temperature));
}
