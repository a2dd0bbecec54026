/**
 * Water through channels: from one pore to the permeability of a membrane and the swelling of a cell.
 *
 *     P_f = p_f n,    L_p = P_f V_w / RT,    J_w = P_f Δc,    d(V/V_0)/dt = P_f (S/V_0) V_w Δc at the start
 *     single file of N waters: p_f / p_d = N; by a continuous-time walk of the file as a whole, N + 1
 *
 * Three permeabilities are told apart: p_f of a pore [m^3 s^-1], P_f of a membrane [m s^-1], and L_p [m s^-1 Pa^-1], which
 * needs the molar volume of water and the temperature. p_d is that of labelled water, without net flow.
 *
 * @see A. Finkelstein, Water Movement Through Lipid Bilayers, Pores, and Plasma Membranes (1987) (not opened)
 * @see A. Berezhkovskii and G. Hummer, Phys. Rev. Lett. 89, 064503 (2002), for N + 1 (not opened)
 * @module
 */

import { checkFinite, checkPositive, checkTemperature } from "#physics/electro/ion.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Concentration, Flux, Rate, Temperature, Unit, Velocity } from "#units/flavour.ts";

/** What turns P_f into L_p. */
export interface OsmoticSolvent {
  /** V_w, molar volume [m^3 mol^-1]. */
  readonly molarVolume: Unit<"m^3 mol^-1">;
  readonly temperature: Temperature;
}

/**
 * P_f of channels of permeability p_f at a density n [m s^-1].
 *
 * @throws DomainError if p_f [m^3 s^-1] or n [m^-2] is negative.
 */
export function osmoticPermeabilityOfChannels({
  unitPermeability,
  density,
}: {
  readonly unitPermeability: Unit<"m^3 s^-1">;
  readonly density: Unit<"m^-2">;
}): Velocity {
  checkNotNegative("unitPermeability", unitPermeability, "m^3 s^-1");
  checkNotNegative("density", density, "m^-2");
  return unitPermeability * density;
}

/**
 * L_p = P_f V_w / RT [m s^-1 Pa^-1].
 *
 * @throws DomainError if P_f is negative, or V_w or T is not positive.
 */
export function hydraulicConductivity({
  osmoticPermeability,
  ...solvent
}: OsmoticSolvent & { readonly osmoticPermeability: Velocity }): Unit<"m s^-1 Pa^-1"> {
  checkNotNegative("osmoticPermeability", osmoticPermeability, "m s^-1");
  return (osmoticPermeability * checkedVolume(solvent)) / (GAS_CONSTANT * solvent.temperature);
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
  checkNotNegative("hydraulicConductivity", conductivity, "m s^-1 Pa^-1");
  return (conductivity * GAS_CONSTANT * solvent.temperature) / checkedVolume(solvent);
}

/**
 * Molar flux of water under a difference of osmolarity [mol m^-2 s^-1], towards the higher one.
 *
 * @throws DomainError if P_f is negative or Δc not finite.
 */
export function osmoticWaterFlux({
  osmoticPermeability: permeability,
  difference,
}: {
  readonly osmoticPermeability: Velocity;
  readonly difference: Concentration;
}): Flux {
  checkNotNegative("osmoticPermeability", permeability, "m s^-1");
  checkFinite("difference", difference, "a difference of osmolarities is a number [mol m^-3]");
  return permeability * difference;
}

/** A cell thrown into another osmolarity. */
export interface SwellingCell {
  readonly osmoticPermeability: Velocity;
  /** S / V_0, surface over volume, folds included [m^-1]. */
  readonly surfacePerVolume: Unit<"m^-1">;
  /** V_w [m^3 mol^-1]. */
  readonly molarVolume: Unit<"m^3 mol^-1">;
  /** Δc, inside minus outside [mol m^-3]. */
  readonly difference: Concentration;
}

/**
 * Initial d(V/V_0)/dt of a cell [s^-1].
 *
 * @throws DomainError if P_f is negative, S/V_0 or V_w is not positive, or Δc is not finite.
 */
export function swellingRate({ surfacePerVolume, molarVolume, ...membrane }: SwellingCell): Rate {
  checkPositive("surfacePerVolume", surfacePerVolume, "a cell has a surface [m^-1]");
  checkPositive("molarVolume", molarVolume, "a solvent has a molar volume [m^3 mol^-1]");
  return osmoticWaterFlux(membrane) * surfacePerVolume * molarVolume;
}

/**
 * p_d of labelled water through a file of N waters [m^3 s^-1]: p_f / N if the file exchanges one end for the other, or
 * p_f / (N + 1) if it hops as a whole.
 *
 * @throws DomainError if p_f is negative or N is below 1.
 */
export function singleFilePermeability({
  unitPermeability,
  waters,
  model = "file",
}: {
  readonly unitPermeability: Unit<"m^3 s^-1">;
  /** N [1]. */
  readonly waters: Unit<"1">;
  readonly model?: "file" | "hopping";
}): Unit<"m^3 s^-1"> {
  checkNotNegative("unitPermeability", unitPermeability, "m^3 s^-1");
  if (!(waters >= 1 && waters < Number.POSITIVE_INFINITY))
    throw new DomainError("waters", waters, "a file holds a molecule or more");
  return unitPermeability / (model === "file" ? waters : waters + 1);
}

function checkedVolume({ molarVolume, temperature }: OsmoticSolvent): Unit<"m^3 mol^-1"> {
  checkTemperature(temperature);
  checkPositive("molarVolume", molarVolume, "a solvent has a molar volume [m^3 mol^-1]");
  return molarVolume;
}

function checkNotNegative(name: string, value: number, unit: string): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
    throw new DomainError(name, value, `it cannot be negative [${unit}]`);
}
