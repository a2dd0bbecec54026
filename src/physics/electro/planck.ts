/**
 * Planck's law of electrodiffusion: any number of ions of one |z|, cations and anions, in an electroneutral layer.
 *
 *     sum of J_i / D_i = -dC/dx     hence the total concentration C is linear, and p = C/2 that of the cations too
 *     phi - phi_left = -v ln(p / p_left) / λ,    λ = ln(C_right / C_left),    v = F V / RT
 *
 *     J_i = (D_i / L) [ c_left B(λ - z v) / B(λ) - c_right B(z v - λ) / B(-λ) ],    B(x) = x / (e^x - 1)
 *
 * explicit at a given voltage V = phi_left - phi_right; the potential without current is the only root of Planck's
 * transcendental equation, sum of z_i J_i = 0. Where C is the same on both sides λ = 0, and this is the law of Goldman,
 * Hodgkin and Katz for any thickness. The limit of a layer thick beside its Debye length, not a bound.
 *
 * @see M. Planck, Ann. Phys. 276, 561 (1890) (not opened); the form above derived here
 * @module
 */

import { bernoulli } from "#numerics/bernoulli.ts";
import { log, log1p } from "#numerics/elementary.ts";
import { FARADAY } from "#units/constants.ts";
import type { Flux, Length, Temperature, Unit } from "#units/flavour.ts";
import { checkFinite, checkPositive, type IonBetween } from "./ion.ts";
import { ionTotals } from "./ion-totals.ts";
import { risingRoot } from "./rising-root.ts";
import { thermalVoltage } from "./thermal-voltage.ts";

/** A layer in which ions of one |z| keep each other neutral. */
export interface NeutralLayer {
  readonly ions: readonly IonBetween[];
  readonly temperature: Temperature;
}

/** A neutral layer of thickness L under a voltage. */
export interface DrivenNeutralLayer extends NeutralLayer {
  readonly thickness: Length;
  /** V = phi_left - phi_right [V]. */
  readonly voltage: Unit<"V">;
}

/**
 * Flux of each ion from left to right [mol m^-2 s^-1].
 *
 * @throws DomainError if |z| differ, a side is not neutral or is empty, or an argument has no meaning.
 */
export function planckFluxes({ ions, temperature, thickness, voltage }: DrivenNeutralLayer): Flux[] {
  const steepness = checkedSteepness(ions);
  checkPositive("thickness", thickness, "a thickness must be positive [m]");
  checkFinite("voltage", voltage, "a voltage is a number [V]");
  const v = voltage / thermalVoltage(temperature);
  return ions.map((ion) => drivenFlux(ion, steepness, v) / thickness);
}

/**
 * Current density F times the sum of z_i J_i, from left to right [A m^-2].
 *
 * @throws DomainError as {@link planckFluxes}.
 */
export function planckCurrent(layer: DrivenNeutralLayer): Unit<"A m^-2"> {
  const fluxes = planckFluxes(layer);
  return FARADAY * layer.ions.reduce((sum, { valence }, i) => sum + valence * (fluxes[i] ?? 0), 0);
}

/**
 * The potential V = phi_left - phi_right [V] at which no current flows: that of a liquid junction of fixed thickness.
 *
 * @throws DomainError as {@link planckFluxes}.
 */
export function planckPotential({ ions, temperature }: NeutralLayer): Unit<"V"> {
  const steepness = checkedSteepness(ions);
  const current = (v: number): number =>
    ions.reduce((sum, ion) => sum + ion.valence * drivenFlux(ion, steepness, v), 0);
  return thermalVoltage(temperature) * risingRoot(current, "potential of a Planck junction");
}

/** L J [mol m^-1 s^-1] of one ion at the reduced voltage v. */
function drivenFlux({ valence, diffusivity, left, right }: IonBetween, steepness: number, v: number): number {
  const tilt = steepness - valence * v;
  return (
    diffusivity * ((left * bernoulli(tilt)) / bernoulli(steepness) - (right * bernoulli(-tilt)) / bernoulli(-steepness))
  );
}

/** λ = ln(C_right / C_left), once the layer is known to be one that this law can describe. */
function checkedSteepness(ions: readonly IonBetween[]): number {
  const { left, right } = ionTotals(ions);
  const ratio = (right - left) / left;
  return Math.abs(ratio) < 0.5 ? log1p(ratio) : log(right) - log(left);
}
