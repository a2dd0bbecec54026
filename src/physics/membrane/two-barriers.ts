/**
 * Two unlike membranes in series about a concentrated middle: water is moved between equal solutions.
 *
 *     J_v = (σ1 - σ2) RT Δc / (1/L1 + 1/L2),    P_middle - P_outer = σ1 RT Δc - J_v / L1,    Δc = c_middle - c_outer
 *
 * J_v is positive from the first side to the last. What drives it is the work that keeps the middle concentrated.
 *
 * @see P. F. Curran and J. R. MacIntosh, Nature 193, 347 (1962) (not opened)
 * @module
 */

import { checkFinite, checkPositive, checkTemperature } from "#physics/electro/ion.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import type { Concentration, Temperature, Unit, Velocity } from "#units/flavour.ts";
import { stillPressure } from "./starling.ts";

/** One of two membranes in series. */
export interface OsmoticBarrier {
  /** L_p [m s^-1 Pa^-1]. */
  readonly hydraulicConductivity: Unit<"m s^-1 Pa^-1">;
  /** Reflection coefficient σ [1]. */
  readonly reflection: Unit<"1">;
}

/** A concentrated space between two membranes. */
export interface TwoBarriers {
  readonly first: OsmoticBarrier;
  readonly second: OsmoticBarrier;
  /** Δc = c_middle - c_outer [mol m^-3]. */
  readonly excess: Concentration;
  readonly temperature: Temperature;
}

/**
 * J_v across both [m s^-1] and the pressure of the middle above the outer one [Pa].
 *
 * @throws DomainError unless both L_p and T are positive, σ at most 1, and Δc finite.
 */
export function twoBarrierFlow({ first, second, excess, temperature }: TwoBarriers): {
  readonly volumeFlux: Velocity;
  readonly middlePressure: Unit<"Pa">;
} {
  checkTemperature(temperature);
  checkFinite("excess", excess, "a difference of concentrations is a number [mol m^-3]");
  for (const { hydraulicConductivity } of [first, second])
    checkPositive("hydraulicConductivity", hydraulicConductivity, "water must pass both membranes [m s^-1 Pa^-1]");
  const osmoticPressure = GAS_CONSTANT * temperature * excess;
  const drawn = stillPressure({ reflection: first.reflection, osmoticPressure });
  const held = stillPressure({ reflection: second.reflection, osmoticPressure });
  const conductance = first.hydraulicConductivity + second.hydraulicConductivity;
  return {
    volumeFlux: ((first.hydraulicConductivity * second.hydraulicConductivity) / conductance) * (drawn - held),
    // the mean of what either membrane asks for, each weighted by its conductance
    middlePressure: (first.hydraulicConductivity * drawn + second.hydraulicConductivity * held) / conductance,
  };
}
