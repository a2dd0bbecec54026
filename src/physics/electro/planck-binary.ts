/**
 * Planck's law for one cation and one anion of any valences: a salt in an electroneutral layer, with a current.
 *
 *     J_i = (D_i / L) [ c_left - c_right + z_i v M_i ],    M = (c_left - c_right) / ln(c_left / c_right),    v = F V / RT
 *
 * Both concentrations are linear in x, the field is inverse to them, and so each ion drifts as if it had its logarithmic
 * mean M everywhere. The current is zero at v = -(D+ - D-) / (z+ D+ + |z-| D-) ln(c_left / c_right), the diffusion
 * potential (liquid-junction).
 *
 * @see M. Planck, Ann. Phys. 275, 161 (1890), doi:10.1002/andp.18902750202 (not opened); the form above derived here
 * @module
 */

import { FARADAY } from "#units/constants.ts";
import type { Flux, Length, Temperature, Unit } from "#units/flavour.ts";
import { checkFinite, checkIonsBetween, checkNeutral, checkPositive, checkSalt, type IonBetween } from "./ion.ts";
import { logarithmicMean } from "./logarithmic-mean.ts";
import { thermalVoltage } from "./thermal-voltage.ts";

/** A salt in a neutral layer under a voltage. */
export interface DrivenSaltLayer {
  readonly cation: IonBetween;
  readonly anion: IonBetween;
  /** L [m]. */
  readonly thickness: Length;
  /** V = phi_left - phi_right [V]. */
  readonly voltage: Unit<"V">;
  readonly temperature: Temperature;
}

/** Fluxes of the two ions of a salt from left to right. */
export interface SaltFluxes {
  readonly cation: Flux;
  readonly anion: Flux;
}

/**
 * Fluxes from left to right [mol m^-2 s^-1].
 *
 * @throws DomainError if the charges have not opposite signs, a side is not neutral or is empty, or an argument has no meaning.
 */
export function saltFluxes({ cation, anion, thickness, voltage, temperature }: DrivenSaltLayer): SaltFluxes {
  checkIonsBetween([cation, anion]);
  checkSalt(cation, anion);
  checkNeutral([cation, anion]);
  checkPositive("left", cation.left, "without ions on a side there is no neutral layer [mol m^-3]");
  checkPositive("right", cation.right, "without ions on a side there is no neutral layer [mol m^-3]");
  checkPositive("thickness", thickness, "a thickness must be positive [m]");
  checkFinite("voltage", voltage, "a voltage is a number [V]");
  const v = voltage / thermalVoltage(temperature);
  const flux = ({ valence, diffusivity, left, right }: IonBetween): Flux =>
    (diffusivity / thickness) * (left - right + valence * v * logarithmicMean(left, right));
  return { cation: flux(cation), anion: flux(anion) };
}

/**
 * Current density F (z+ J+ + z- J-) from left to right [A m^-2].
 *
 * @throws DomainError as {@link saltFluxes}.
 *
 * @example KCl, 500 mM against 100 mM over 20 nm, at 100 mV:
 * ```ts
 * const cation = { valence: 1, diffusivity: 1.957e-9, left: 500, right: 100 };
 * const anion = { valence: -1, diffusivity: 2.032e-9, left: 500, right: 100 };
 * saltCurrent({ cation, anion, thickness: 20e-9, voltage: 0.1, temperature: 298.15 }); // 1.84707159534e7
 * ```
 */
export function saltCurrent(layer: DrivenSaltLayer): Unit<"A m^-2"> {
  const fluxes = saltFluxes(layer);
  return FARADAY * (layer.cation.valence * fluxes.cation + layer.anion.valence * fluxes.anion);
}
