/**
 * Planck's law with fixed charge: ions of one |z| in an electroneutral layer that carries a uniform charge X.
 *
 *     p - m = -X,  s = p + m       p, m all cations, all anions;  X, V below in units of |z| and RT/|z|F
 *     s - X phi  is linear in x,   s dphi/dx is constant
 *
 *     phi_left - phi = v t:  s(t) = s_left + (s_right - s_left) (e^{yt} - 1) / (e^y - 1),   0 <= t <= 1
 *     y = ln [ (s_right + X v (1 - τ)) / (s_left - X v τ) ],    τ = 1/y - 1/(e^y - 1)        two equations for y and τ
 *
 *     J_i = (D_i / L) (c_left - c_right e^{-z v}) / W,    W = ∫ e^{-z v t} s(t) dt / (s_left + τ (s_right - s_left))
 *     sum over cations of J_i / D_i = [p_left - p_right + v (p_left + τ (p_right - p_left))] / L,  anions alike with -v
 *
 * The concentrations are those inside the layer, at its two faces; donnan makes them from those of the baths. At X = 0
 * τ is explicit and this is planck's law; at X far above the salt s is constant and it is Goldman's.
 *
 * @see T. Teorell, Z. Elektrochem. 55, 460 (1951), for the equations (not opened); the solution derived here
 * @module
 */

import { bernoulli } from "#numerics/bernoulli.ts";
import { exp, expm1, log } from "#numerics/elementary.ts";
import { integrate } from "#numerics/quadrature.ts";
import { rootIn } from "#numerics/root.ts";
import { FARADAY } from "#units/constants.ts";
import type { Concentration, Flux, Temperature, Unit } from "#units/flavour.ts";
import { checkFinite, checkPositive, type IonBetween } from "./ion.ts";
import { type IonTotals, ionTotals } from "./ion-totals.ts";
import type { DrivenNeutralLayer } from "./planck.ts";
import { risingRoot } from "./rising-root.ts";
import { thermalVoltage } from "./thermal-voltage.ts";

/** A layer with fixed charge under a voltage between its two faces, inside; concentrations inside too. */
export interface DrivenChargedLayer extends DrivenNeutralLayer {
  /** X, in elementary charges, with its sign [mol m^-3]. */
  readonly fixedCharge: Concentration;
}

/** What all ions share: total concentrations, and the fixed charge in units of |z| [mol m^-3]. */
interface Totals extends IonTotals {
  readonly charge: number;
}

/**
 * Flux of each ion from left to right [mol m^-2 s^-1].
 *
 * @throws DomainError if |z| differ, a face is not neutral with X or is empty, or an argument has no meaning.
 */
export function chargedLayerFluxes(layer: DrivenChargedLayer): Flux[] {
  const { ions, fixedCharge, thickness, voltage, temperature } = layer;
  const totals = checkedTotals(ions, fixedCharge);
  checkPositive("thickness", thickness, "a thickness must be positive [m]");
  checkFinite("voltage", voltage, "a voltage is a number [V]");
  const v = (totals.size * voltage) / thermalVoltage(temperature);
  return drivenFluxes(ions, totals, v).map((flux) => flux / thickness);
}

/**
 * Current density F times the sum of z_i J_i, from left to right [A m^-2].
 *
 * @throws DomainError as {@link chargedLayerFluxes}.
 */
export function chargedLayerCurrent(layer: DrivenChargedLayer): Unit<"A m^-2"> {
  const fluxes = chargedLayerFluxes(layer);
  return FARADAY * layer.ions.reduce((sum, { valence }, i) => sum + valence * (fluxes[i] ?? 0), 0);
}

/**
 * The potential V = phi_left - phi_right [V] between the two faces, inside, at which no current flows.
 *
 * @throws DomainError as {@link chargedLayerFluxes}.
 */
export function chargedLayerPotential(layer: {
  readonly ions: readonly IonBetween[];
  readonly fixedCharge: Concentration;
  readonly temperature: Temperature;
}): Unit<"V"> {
  const { ions, fixedCharge, temperature } = layer;
  const totals = checkedTotals(ions, fixedCharge);
  const current = (v: number): number =>
    drivenFluxes(ions, totals, v).reduce((sum, flux, i) => sum + (ions[i]?.valence ?? 0) * flux, 0);
  return (thermalVoltage(temperature) / totals.size) * risingRoot(current, "potential of a charged layer");
}

/** L J of each ion [mol m^-1 s^-1] at the reduced voltage v. */
function drivenFluxes(ions: readonly IonBetween[], totals: Totals, v: number): number[] {
  const { left, right } = totals;
  const [y, mean] = bendOfLayer(totals, v);
  // each sign from the side where e^{-z v t} is at most 1
  const [forCations = 0, forAnions = 0] = [v, -v].map((a) => {
    const along = (t: number): number =>
      exp(a > 0 ? -a * t : a * (1 - t)) * (left + (right - left) * exponentialShare(y, t));
    return integrate(along, 0, 1) / (left + mean * (right - left));
  });
  return ions.map(({ valence, diffusivity, left: from, right: to }) => {
    const a = Math.sign(valence) * v;
    const drive = a > 0 ? from - to * exp(-a) : from * exp(a) - to;
    return (diffusivity * drive) / (valence > 0 ? forCations : forAnions);
  });
}

/** y, the bend of s over the potential, and τ, where between its two ends s has its mean over 1/s dx. */
function bendOfLayer({ charge, left, right }: Totals, v: number): readonly [number, number] {
  const w = charge * v;
  const bend = (mean: number): number => log(Math.max(0, right + w * (1 - mean))) - log(Math.max(0, left - w * mean));
  if (w === 0) {
    const y = bend(0);
    return [y, meanShare(y)];
  }
  // past the τ where s' would vanish on the way, bend is infinite, and the difference keeps its sign
  const mean = rootIn((tau) => tau - meanShare(bend(tau)), 0, 1);
  return [bend(mean), mean];
}

/** 1/y - 1/(e^y - 1) = (1 - B(y)) / y: the mean of t on [0, 1] with weight e^{-yt}. */
function meanShare(y: number): number {
  if (y < 0) return 1 - meanShare(-y);
  if (y > 0.2) return (1 - bernoulli(y)) / y;
  const s = y * y;
  return 0.5 - y * (1 / 12 + s * (-1 / 720 + s * (1 / 30240 + s * (-1 / 1209600 + s / 47900160))));
}

/** (e^{yt} - 1) / (e^y - 1), from 0 to 1 on [0, 1]. */
function exponentialShare(y: number, t: number): number {
  if (y === 0) return t;
  return y > 0 ? (exp(y * (t - 1)) * expm1(-y * t)) / expm1(-y) : expm1(y * t) / expm1(y);
}

function checkedTotals(ions: readonly IonBetween[], fixedCharge: Concentration): Totals {
  checkFinite("fixedCharge", fixedCharge, "a fixed charge is a number [mol m^-3]");
  const totals = ionTotals(ions, fixedCharge);
  return { ...totals, charge: fixedCharge / totals.size };
}
