/**
 * The pump-leak cell: sodium and potassium are pumped, chloride follows, and the cell takes the volume that its trapped
 * charge then asks for.
 *
 *     g_Na (V - E_Na) + 3 p F = 0,    g_K (V - E_K) - 2 p F = 0,    V = E_Cl
 *     Na + K - Cl + z X = 0,    Na + K + Cl + X = Na_e + K_e + Cl_e
 *
 * With y = e^{FV/RT} and G = ( Na_e e^{-3pF/g_Na V_T} + K_e e^{2pF/g_K V_T} ) / Cl_e, V_T = RT/F,
 *
 *     (1 - z) G + 2 z y - (1 + z) y² = 0,    y = (1 - z) G / (s - z) = (z + s) / (1 + z),    s = sqrt(z² + (1 - z²) G)
 *
 * For G < 1 exactly one root has X > 0, between 1 - sqrt(1 - G) and 1 + sqrt(1 - G), whatever z. For G >= 1, as without a
 * pump, no volume balances: water comes in for ever (Donnan lysis). V is inside minus outside.
 *
 * @see D. C. Tosteson and J. F. Hoffman, J. Gen. Physiol. 44, 169 (1960) (not opened)
 * @see A. R. Kay, Front. Cell Dev. Biol. 5, 41 (2017) (not opened)
 * @module
 */

import { exp, log } from "#numerics/elementary.ts";
import { checkFinite, checkPositive } from "#physics/electro/ion.ts";
import { thermalVoltage } from "#physics/electro/thermal-voltage.ts";
import { FARADAY } from "#units/constants.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Amount, Concentration, Flux, Temperature, Unit, Volume } from "#units/flavour.ts";

/** A cell with a pump, in a neutral bath of sodium, potassium and chloride. */
export interface PumpLeakCell {
  /** Na_e [mol m^-3]. */
  readonly sodium: Concentration;
  /** K_e [mol m^-3]. */
  readonly potassium: Concentration;
  /** Cl_e [mol m^-3]. */
  readonly chloride: Concentration;
  /** g_Na [S m^-2]. */
  readonly sodiumConductance: Unit<"S m^-2">;
  /** g_K [S m^-2]. */
  readonly potassiumConductance: Unit<"S m^-2">;
  /** p, cycles of the pump, each 3 Na out and 2 K in [mol m^-2 s^-1]. */
  readonly pump: Flux;
  /** z, mean charge of what cannot leave [1]. */
  readonly impermeantCharge: Unit<"1">;
  readonly temperature: Temperature;
}

/** A cell that has come to rest. */
export interface PumpedSteadyState {
  readonly kind: "steady";
  /** G, below 1 [1]. */
  readonly leakRatio: Unit<"1">;
  /** V [V]. */
  readonly voltage: Unit<"V">;
  readonly sodium: Concentration;
  readonly potassium: Concentration;
  readonly chloride: Concentration;
  /** X [mol m^-3]. */
  readonly impermeant: Concentration;
}

/** A cell that swells for ever. */
export interface UnboundedSwelling {
  readonly kind: "no-steady-state";
  /** G, 1 or more [1]. */
  readonly leakRatio: Unit<"1">;
}

/**
 * The steady state of a cell, V [V] and concentrations [mol m^-3], or that there is none.
 *
 * @throws DomainError if the bath is not neutral, the pump is negative, or an argument has no meaning.
 */
export function pumpLeakSteadyState(cell: PumpLeakCell): PumpedSteadyState | UnboundedSwelling {
  const { sodium, potassium, chloride, pump, impermeantCharge: z, temperature } = cell;
  checkPositive("sodium", sodium, "the bath holds sodium [mol m^-3]");
  checkPositive("potassium", potassium, "the bath holds potassium [mol m^-3]");
  checkPositive("chloride", chloride, "the bath holds chloride [mol m^-3]");
  checkPositive("sodiumConductance", cell.sodiumConductance, "sodium leaks [S m^-2]");
  checkPositive("potassiumConductance", cell.potassiumConductance, "potassium leaks [S m^-2]");
  checkFinite("impermeantCharge", z, "a mean charge is a number");
  if (!(pump >= 0 && pump < Number.POSITIVE_INFINITY))
    throw new DomainError("pump", pump, "it moves sodium out [mol m^-2 s^-1]");
  const excess = sodium + potassium - chloride;
  if (!(Math.abs(excess) <= 1e-9 * chloride))
    throw new DomainError("charge of the bath", excess, "its ions must add to 0 [mol m^-3]");
  const thermal = thermalVoltage(temperature);
  const heldOut = exp((-3 * pump * FARADAY) / (cell.sodiumConductance * thermal));
  const drawnIn = exp((2 * pump * FARADAY) / (cell.potassiumConductance * thermal));
  const leakRatio = (sodium * heldOut + potassium * drawnIn) / chloride;
  if (pump === 0 || !(leakRatio < 1)) return { kind: "no-steady-state", leakRatio };
  const s = Math.sqrt(z * z * (1 - leakRatio) + leakRatio);
  const y = z > 0 ? (z + s) / (1 + z) : ((1 - z) * leakRatio) / (s - z);
  return {
    kind: "steady",
    leakRatio,
    voltage: thermal * log(y),
    sodium: (sodium * heldOut) / y,
    potassium: (potassium * drawnIn) / y,
    chloride: chloride * y,
    // 1 - G - (1 - y)², over y: what the ions leave to the osmotic balance
    impermeant: (chloride * (1 - leakRatio - (1 - y) * (1 - y))) / y,
  };
}

/**
 * Volume of the water in a cell that has come to rest [m^3].
 *
 * @throws DomainError unless the amount of what cannot leave [mol] is positive.
 */
export function restingVolume({
  impermeant,
  state,
}: {
  readonly impermeant: Amount;
  readonly state: PumpedSteadyState;
}): Volume {
  checkPositive("impermeant", impermeant, "a cell holds something that cannot leave [mol]");
  return impermeant / state.impermeant;
}
