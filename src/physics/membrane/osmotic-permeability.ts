/**
 * Osmotic permeability of a membrane and its hydraulic conductivity: one property in two units.
 *
 *     L_p = P_f V_w / RT
 *
 * P_f [m s^-1] is read from flows of water against osmolarity, L_p [m s^-1 Pa^-1] from flows against pressure; the molar
 * volume of water and the temperature lead from one to the other. Both are of the whole membrane: of channels of
 * permeability p_f [m^3 s^-1] at a density n [m^-2], P_f = p_f n.
 *
 * @see A. Finkelstein, Water Movement Through Lipid Bilayers, Pores, and Plasma Membranes (1987) (not opened)
 * @module
 */

import { checkNotNegative, checkPositive, checkTemperature } from "#physics/electro/ion.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import type { Temperature, Unit, Velocity } from "#units/flavour.ts";

/** What turns P_f into L_p. */
export interface OsmoticSolvent {
  /** V_w, molar volume [m^3 mol^-1]. */
  readonly molarVolume: Unit<"m^3 mol^-1">;
  readonly temperature: Temperature;
}

/**
 * L_p = P_f V_w / RT [m s^-1 Pa^-1].
 *
 * @throws DomainError if P_f is negative, or V_w or T is not positive.
 */
export function hydraulicConductivity({
  osmoticPermeability: permeability,
  ...solvent
}: OsmoticSolvent & { readonly osmoticPermeability: Velocity }): Unit<"m s^-1 Pa^-1"> {
  checkNotNegative("osmoticPermeability", permeability, "water passes, or does not [m s^-1]");
  return (permeability * checkedVolume(solvent)) / (GAS_CONSTANT * solvent.temperature);
}

/**
 * P_f = L_p RT / V_w [m s^-1].
 *
 * @throws DomainError if L_p is negative, or V_w or T is not positive.
 */
export function osmoticPermeability({
  hydraulicConductivity: conductivity,
  ...solvent
}: OsmoticSolvent & { readonly hydraulicConductivity: Unit<"m s^-1 Pa^-1"> }): Velocity {
  checkNotNegative("hydraulicConductivity", conductivity, "water passes, or does not [m s^-1 Pa^-1]");
  return (conductivity * GAS_CONSTANT * solvent.temperature) / checkedVolume(solvent);
}

function checkedVolume({ molarVolume, temperature }: OsmoticSolvent): Unit<"m^3 mol^-1"> {
  checkTemperature(temperature);
  checkPositive("molarVolume", molarVolume, "a solvent has a molar volume [m^3 mol^-1]");
  return molarVolume;
}
