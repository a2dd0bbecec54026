/**
 * Paths in parallel through one membrane, such as cells and the junctions between them, or pores of two sizes.
 *
 *     L_p = Σ L_i,    σ = Σ L_i σ_i / L_p,    P(J_v = 0) = Σ P_i + RT c̄ Σ L_i (σ_i - σ)²
 *
 * With no net flow water still circulates, up one path and down another, J_i = L_i (σ - σ_i) RT Δc, and carries solute:
 * so the whole is more permeable than the sum of its paths. For linear (Kedem-Katchalsky) paths of one solute; L_i and
 * P_i are per area of the whole membrane.
 *
 * @see O. Kedem and A. Katchalsky, Trans. Faraday Soc. 59, 1918 (1963) (not opened)
 * @module
 */

import { checkConcentration, checkFinite, checkPositive, checkTemperature } from "#physics/electro/ion.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import type { Concentration, Temperature, Unit, Velocity } from "#units/flavour.ts";
import { checkMembraneSolute, type MembraneSolute } from "./patlak.ts";
import { checkHydraulicConductivity } from "./starling.ts";

/** One path for water and a solute. */
export interface MembranePath extends MembraneSolute {
  /** L_i [m s^-1 Pa^-1]. */
  readonly hydraulicConductivity: Unit<"m s^-1 Pa^-1">;
}

/** Paths side by side, between solutions whose mean concentration is known. */
export interface ParallelPaths {
  readonly paths: readonly MembranePath[];
  /** c̄ [mol m^-3]. */
  readonly concentration: Concentration;
  readonly temperature: Temperature;
}

/**
 * L_p [m s^-1 Pa^-1], σ [1] and P [m s^-1] of the whole; P is what is measured while no volume flows.
 *
 * @throws DomainError if no path lets water through, or an argument has no meaning.
 */
export function parallelMembrane({ paths, concentration, temperature }: ParallelPaths): MembranePath {
  checkConcentration("concentration", concentration);
  checkTemperature(temperature);
  const { hydraulicConductivity, reflection } = wholeOf(paths);
  let permeability = 0;
  let spread = 0;
  for (const path of paths) {
    const apart = path.reflection - reflection;
    permeability += path.permeability;
    spread += path.hydraulicConductivity * apart * apart;
  }
  return {
    hydraulicConductivity,
    reflection,
    permeability: permeability + GAS_CONSTANT * temperature * concentration * spread,
  };
}

/**
 * J_i of each path while no volume flows in all, under a difference Δc = c_left - c_right [m s^-1].
 *
 * @throws DomainError as {@link parallelMembrane}.
 */
export function pathCirculation({
  paths,
  difference,
  temperature,
}: Pick<ParallelPaths, "paths" | "temperature"> & { readonly difference: Concentration }): readonly Velocity[] {
  checkFinite("difference", difference, "a difference of concentrations is a number [mol m^-3]");
  checkTemperature(temperature);
  const { reflection } = wholeOf(paths);
  return paths.map(
    (path) => path.hydraulicConductivity * (reflection - path.reflection) * GAS_CONSTANT * temperature * difference,
  );
}

function wholeOf(paths: readonly MembranePath[]): Omit<MembranePath, "permeability"> {
  let hydraulicConductivity = 0;
  let weighted = 0;
  for (const path of paths) {
    checkMembraneSolute(path);
    checkHydraulicConductivity(path.hydraulicConductivity);
    hydraulicConductivity += path.hydraulicConductivity;
    weighted += path.hydraulicConductivity * path.reflection;
  }
  checkPositive("hydraulicConductivity", hydraulicConductivity, "no path lets water through [m s^-1 Pa^-1]");
  return { hydraulicConductivity, reflection: weighted / hydraulicConductivity };
}
