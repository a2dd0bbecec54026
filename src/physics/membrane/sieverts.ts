/**
 * Hydrogen through the wall of a metal vessel: it dissolves as atoms, so that it goes with the root of the fugacity.
 *
 *     c = S sqrt(f),    Φ = D S,    f = p e^{b p / RT}  (Abel and Noble)
 *     leak through a cylinder  Q = 2π l Φ (sqrt f_i - sqrt f_o) / ln(r_o / r_i) = G (sqrt f_i - sqrt f_o)
 *     closed tank, ideal gas, vacuum outside  sqrt p = sqrt p_0 - k t / 2,    k = G RT / V    until it is empty
 *
 * Amounts are of H2. The lag before a wall leaks is that of a slab, (r_o - r_i)² / 6D, if the wall is thin.
 *
 * @see A. Sieverts, Z. Metallkunde 21, 37 (1929) (not opened)
 * @see C. San Marchi, B. P. Somerday and S. L. Robinson, Int. J. Hydrogen Energy 32, 100 (2007) (not opened)
 * @module
 */

import { exp, log1p } from "#numerics/elementary.ts";
import { checkPositive, checkTemperature } from "#physics/electro/ion.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Concentration, Flux, Length, Temperature, Time, Unit, Volume } from "#units/flavour.ts";

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
  checkNotNegative("solubility", solubility, "mol m^-3 Pa^-1/2");
  checkNotNegative("fugacity", fugacity, "Pa");
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
  checkNotNegative("pressure", pressure, "Pa");
  checkNotNegative("covolume", covolume, "m^3 mol^-1");
  checkTemperature(temperature);
  return pressure * exp((covolume * pressure) / (GAS_CONSTANT * temperature));
}

/** The wall of a cylinder. */
export interface CylinderWall {
  /** Φ = D S [mol m^-1 s^-1 Pa^-1/2]. */
  readonly permeability: Unit<"mol m^-1 s^-1 Pa^-0.5">;
  /** r_i [m]. */
  readonly inner: Length;
  /** r_o [m]. */
  readonly outer: Length;
  /** l [m]. */
  readonly length: Length;
}

/** A wall between two fugacities. */
export interface LeakingCylinder extends CylinderWall {
  /** f_i [Pa]. */
  readonly inside: Unit<"Pa">;
  /** f_o; 0 unless given [Pa]. */
  readonly outside?: Unit<"Pa">;
}

/**
 * Steady leak Q out of the cylinder [mol s^-1].
 *
 * @throws DomainError if Φ or a fugacity is negative, or unless 0 < r_i < r_o and l is positive.
 */
export function cylinderLeak({ inside, outside = 0, ...wall }: LeakingCylinder): Unit<"mol s^-1"> {
  checkNotNegative("inside", inside, "Pa");
  checkNotNegative("outside", outside, "Pa");
  return leakConductance(wall) * (Math.sqrt(inside) - Math.sqrt(outside));
}

/**
 * Steady flux at the inner face of the wall [mol m^-2 s^-1].
 *
 * @throws DomainError as {@link cylinderLeak}.
 */
export function innerWallFlux(cylinder: LeakingCylinder): Flux {
  return cylinderLeak(cylinder) / (2 * Math.PI * cylinder.inner * cylinder.length);
}

/**
 * Relative error of taking the wall for a plane of the inner area [1]: r_i ln(r_o/r_i) / (r_o - r_i) - 1
 * negative, since a cylinder widens outward.
 *
 * @throws DomainError unless 0 < r_i < r_o.
 */
export function planarError({ inner, outer }: Pick<CylinderWall, "inner" | "outer">): Unit<"1"> {
  return (inner * logRatio(inner, outer)) / (outer - inner) - 1;
}

/** A tank of hydrogen that leaks through its side into a vacuum. */
export interface LeakingTank extends CylinderWall {
  /** p_0 [Pa]. */
  readonly pressure: Unit<"Pa">;
  readonly volume: Volume;
  readonly temperature: Temperature;
}

/**
 * Pressure of an ideal gas in the tank at t [Pa]; 0 from when it is empty.
 *
 * @throws DomainError as {@link cylinderLeak}, or if V or T is not positive or t is negative.
 */
export function tankPressure({ time, ...tank }: LeakingTank & { readonly time: Time }): Unit<"Pa"> {
  checkNotNegative("time", time, "s");
  const left = Math.sqrt(tank.pressure) - 0.5 * tankRate(tank) * time;
  return left > 0 ? left * left : 0;
}

/**
 * When the tank is empty, 2 sqrt(p_0) / k [s].
 *
 * @throws DomainError as {@link tankPressure}.
 */
export function tankLife(tank: LeakingTank): Time {
  return (2 * Math.sqrt(tank.pressure)) / tankRate(tank);
}

/** k = G RT / V [Pa^1/2 s^-1]. */
function tankRate({ pressure, volume, temperature, ...wall }: LeakingTank): number {
  checkNotNegative("pressure", pressure, "Pa");
  checkPositive("volume", volume, "a tank has a volume [m^3]");
  checkTemperature(temperature);
  return (leakConductance(wall) * GAS_CONSTANT * temperature) / volume;
}

/** G = 2π l Φ / ln(r_o / r_i) [mol s^-1 Pa^-1/2]. */
function leakConductance({ permeability, inner, outer, length }: CylinderWall): number {
  checkNotNegative("permeability", permeability, "mol m^-1 s^-1 Pa^-1/2");
  checkPositive("length", length, "a cylinder has a length [m]");
  return (2 * Math.PI * length * permeability) / logRatio(inner, outer);
}

function logRatio(inner: Length, outer: Length): number {
  checkPositive("inner", inner, "a cylinder has a radius [m]");
  if (!(outer > inner && outer < Number.POSITIVE_INFINITY))
    throw new DomainError("outer", outer, `it is beyond the inner radius, ${inner} [m]`);
  return log1p((outer - inner) / inner);
}

function checkNotNegative(name: string, value: number, unit: string): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
    throw new DomainError(name, value, `it cannot be negative [${unit}]`);
}
