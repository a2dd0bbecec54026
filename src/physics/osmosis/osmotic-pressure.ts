/**
 * Osmotic pressure of a solution: exact from the activity of its solvent, and by the laws that approximate it.
 *
 *     exact        Π = -RT ln a_w / V_w        (incompressible solvent)
 *     van 't Hoff  Π = RT c                    c the sum over all dissolved particles
 *     corrected    Π = φ RT c                  φ of the molar scale
 *
 * The osmotic coefficient of tables is molal, ln a_w = -φ M_w Σ m; put into the corrected law beside molar concentrations
 * it errs, for NaCl by -0.3 % at 0.15 mol/kg and -4 % at 2. `lnSolventActivity` of activity/ gives ln a_w.
 *
 * @see J. H. van 't Hoff, Z. Phys. Chem. 1, 481 (1887) (not opened)
 * @see R. A. Robinson and R. H. Stokes, Electrolyte Solutions, 2nd ed. (1959), chapter 2 (not opened)
 * @module
 */

import { checkFinite, checkPositive, checkTemperature } from "#physics/electro/ion.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Concentration, Temperature, Unit } from "#units/flavour.ts";

/** A solvent, as osmosis sees it. */
export interface OsmoticSolvent {
  /** V_w = M_w / ρ_w [m^3 mol^-1]. */
  readonly molarVolume: Unit<"m^3 mol^-1">;
  readonly temperature: Temperature;
}

/**
 * Π = -RT ln a_w / V_w [Pa].
 *
 * @throws DomainError if ln a_w is above 0 or not finite, or V_w or T is not positive.
 *
 * @example Water over 0.15 mol/kg of NaCl at 25 °C:
 * ```ts
 * osmoticPressure({ lnActivity: Math.log(0.995005689629), molarVolume: 1.80686246486e-5, temperature: 298.15 }); // 6.869e5
 * ```
 */
export function osmoticPressure({
  lnActivity,
  ...solvent
}: OsmoticSolvent & { readonly lnActivity: Unit<"1"> }): Unit<"Pa"> {
  checkSolvent(solvent);
  if (!(lnActivity <= 0 && lnActivity > Number.NEGATIVE_INFINITY))
    throw new DomainError("lnActivity", lnActivity, "the activity of a solvent is above 0 and at most 1");
  return lnActivity === 0 ? 0 : (-GAS_CONSTANT * solvent.temperature * lnActivity) / solvent.molarVolume;
}

/** Dissolved particles. */
export interface Osmolarity {
  /** Osmolarity c, all particles counted; or a difference of two, which gives that of the pressures [mol m^-3]. */
  readonly osmolarity: Concentration;
  readonly temperature: Temperature;
  /** φ of the molar scale; 1 unless given, which is van 't Hoff's law [1]. */
  readonly osmoticCoefficient?: Unit<"1">;
}

/**
 * Π = φ RT c [Pa], van 't Hoff's law unless φ is given.
 *
 * @throws DomainError if c is not finite, or φ or T is not positive.
 */
export function vantHoffPressure({ osmolarity, temperature, osmoticCoefficient = 1 }: Osmolarity): Unit<"Pa"> {
  checkTemperature(temperature);
  checkFinite("osmolarity", osmolarity, "an osmolarity is a number [mol m^-3]");
  checkPositive("osmoticCoefficient", osmoticCoefficient, "an osmotic coefficient is positive");
  return osmoticCoefficient * GAS_CONSTANT * temperature * osmolarity;
}

/**
 * φ = Π / RT c of the molar scale [1], which a measured pressure Π [Pa] gives a solution of osmolarity c: {@link vantHoffPressure}
 * read backwards. It belongs to van 't Hoff's law, not to tables of molal coefficients.
 *
 * @throws DomainError if Π is not finite, or c or T is not positive.
 */
export function molarOsmoticCoefficient({
  pressure,
  osmolarity,
  temperature,
}: Omit<Osmolarity, "osmoticCoefficient"> & { readonly pressure: Unit<"Pa"> }): Unit<"1"> {
  checkFinite("pressure", pressure, "an osmotic pressure is a number [Pa]");
  checkPositive("osmolarity", osmolarity, "an osmotic coefficient needs a solute [mol m^-3]");
  return pressure / vantHoffPressure({ osmolarity, temperature });
}

function checkSolvent({ molarVolume, temperature }: OsmoticSolvent): void {
  checkTemperature(temperature);
  checkPositive("molarVolume", molarVolume, "a solvent has a molar volume [m^3 mol^-1]");
}
