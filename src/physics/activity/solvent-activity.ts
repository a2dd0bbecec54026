/**
 * The activity of the solvent, from the osmotic coefficient of the solute.
 *
 *     ln a1 = -ν φ r k
 *
 *     molal            r = m            k = M1, molar mass of the solvent [kg mol^-1]
 *     mole fraction    r = x / (1 - x)  k = 1
 *     molar            r = c            k = V1, molar volume of the solvent [m^3 mol^-1]
 *     volume fraction  r = s            k = V1 / V2, V2 the molar volume of the solute [1]
 *
 * The osmotic pressure is -RT ln a1 / V1 for an incompressible solvent.
 *
 * @see R. A. Robinson and R. H. Stokes, Electrolyte Solutions, 2nd ed. (1959), chapter 2 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import type { Activity } from "./activity.ts";

/** Molar mass of water [kg mol^-1]. */
export const WATER_MOLAR_MASS = 0.018015268;

/**
 * ln a1 of the solvent [1] at a composition [unit of the scale]. `solventSize` is k of the table above, and 1 for mole
 * fractions.
 *
 * @throws DomainError unless the size of the solvent is positive, or if the composition has no meaning.
 */
export function lnSolventActivity(
  activity: Pick<Activity, "scale" | "particles" | "osmoticCoefficient">,
  composition: number,
  solventSize: number,
): number {
  if (!(solventSize > 0)) throw new DomainError("solventSize", solventSize, "a solvent has a positive size");
  const phi = activity.osmoticCoefficient(composition);
  if (activity.scale === "mole-fraction") {
    if (composition === 1) return Number.NEGATIVE_INFINITY;
    return (-activity.particles * phi * solventSize * composition) / (1 - composition);
  }
  return -activity.particles * phi * composition * solventSize;
}
