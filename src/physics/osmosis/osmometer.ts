/**
 * A cell that shrinks or swells as a perfect osmometer, nothing but water crossing its wall.
 *
 *     dw/dt = -k (1 - w_eq / w),    w(0) = 1,    k = L_p A RT M_ext / V_w0
 *     w = w_eq [ 1 + W0( a e^{a - k t / w_eq} ) ],    a = (1 - w_eq) / w_eq
 *
 * w is the volume of water over what it was, W0 Lambert's function; the area of the wall stays as it is.
 *
 * @see F. W. Kleinhans, Cryobiology 37, 271 (1998), for the equation (not opened)
 * @module
 */

import { exp, log } from "#numerics/elementary.ts";
import { lambertW, lambertWOfExp } from "#numerics/lambert-w.ts";
import { checkPositive, checkTemperature } from "#physics/electro/ion.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Area, Concentration, Rate, Temperature, Time, Unit, Volume } from "#units/flavour.ts";

/** A cell in a medium of another osmolarity. */
export interface ShrinkingCell {
  /** k [s^-1]. */
  readonly rate: Rate;
  /** w_eq, osmolarity inside at the start over that outside [1]. */
  readonly equilibrium: Unit<"1">;
}

/** The wall and medium of a cell. */
export interface OsmoticWall {
  /** L_p [m s^-1 Pa^-1]. */
  readonly hydraulicConductivity: Unit<"m s^-1 Pa^-1">;
  readonly area: Area;
  /** Osmolarity outside M_ext [mol m^-3]. */
  readonly outside: Concentration;
  /** V_w0, water at the start [m^3]. */
  readonly water: Volume;
  readonly temperature: Temperature;
}

/**
 * k = L_p A RT M_ext / V_w0 [s^-1].
 *
 * @throws DomainError unless all are positive.
 */
export function osmometerRate({ hydraulicConductivity, area, outside, water, temperature }: OsmoticWall): Rate {
  checkPositive("hydraulicConductivity", hydraulicConductivity, "water crosses the wall [m s^-1 Pa^-1]");
  checkPositive("area", area, "a wall has an area [m^2]");
  checkPositive("outside", outside, "a medium has an osmolarity [mol m^-3]");
  checkPositive("water", water, "a cell holds water [m^3]");
  checkTemperature(temperature);
  return (hydraulicConductivity * area * GAS_CONSTANT * temperature * outside) / water;
}

/**
 * w(t), the volume of water over what it was [1]. Of a cell that swells to w_eq >> 1 the error is some w_eq² times 4e-16.
 *
 * @throws DomainError unless k and w_eq are positive and t is not negative.
 */
export function osmometerVolume({ rate, equilibrium, time }: ShrinkingCell & { readonly time: Time }): Unit<"1"> {
  checkPositive("rate", rate, "water crosses the wall [s^-1]");
  checkPositive("equilibrium", equilibrium, "a cell that held solutes keeps water");
  if (!(time >= 0)) throw new DomainError("time", time, "the cell was put there before [s]");
  const a = (1 - equilibrium) / equilibrium;
  if (a === 0) return 1;
  const exponent = a - (rate * time) / equilibrium;
  return equilibrium * (1 + (a > 0 ? lambertWOfExp(log(a) + exponent) : lambertW(a * exp(exponent))));
}

/**
 * dw/dt = -k (1 - w_eq / w) of a cell that has come to w [s^-1].
 *
 * @throws DomainError unless k, w_eq and w are positive.
 */
export function osmometerSlope({ rate, equilibrium, volume }: ShrinkingCell & { readonly volume: Unit<"1"> }): Rate {
  checkPositive("rate", rate, "water crosses the wall [s^-1]");
  checkPositive("equilibrium", equilibrium, "a cell that held solutes keeps water");
  checkPositive("volume", volume, "a cell holds water");
  return -rate * (1 - equilibrium / volume);
}
