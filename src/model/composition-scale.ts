/**
 * What the composition of a species is counted in, and how many moles in a volume a unit of it is.
 *
 *     measure            composition                              moles per volume and unit of it
 *     amount             c [mol m^-3]                             1
 *     mole-fraction      a, the share of one of two components    total, the concentration of both together
 *     volume-fraction    s, the share of the volume               total, the concentration 1/V of the pure solute
 *     molality           m [mol kg^-1], per mass of solvent       solvent-density, the mass of solvent in a volume
 *
 * total and solvent-density are constants: the volume does not change on mixing, and the solvent that a solute displaces
 * is not counted.
 *
 * @module
 */

import type { CompositionFrame } from "#physics/activity/composition.ts";
import type { Species } from "./model.ts";

type Measured = Pick<Species, "measure">;

/** Whether the composition is a share of the whole, and cannot exceed 1. */
export function isFraction({ measure }: Measured): boolean {
  return measure === "mole-fraction" || measure === "volume-fraction";
}

/** The highest composition that there is [unit of the scale]. */
export function highestComposition(species: Measured): number {
  return isFraction(species) ? 1 : Number.POSITIVE_INFINITY;
}

/** Moles in a volume at a composition of 1 [mol m^-3 per unit of the scale]. */
export function molesPerVolume(species: Pick<Species, "measure" | "total" | "solventDensity">): number {
  if (species.measure === "molality") return species.solventDensity ?? 1;
  return isFraction(species) ? (species.total ?? 1) : 1;
}

/** The unit behind a composition in a sentence, with a space before it; "" for a share. */
export function unitInWords(species: Measured): string {
  if (isFraction(species)) return "";
  return species.measure === "molality" ? " mol/kg" : " mol/m^3";
}

/** The scale of a composition, and what is held fixed on it. Components of volume fractions fill the volume together. */
export function frameOf({ measure }: Measured): CompositionFrame {
  if (measure === "mole-fraction" || measure === "volume-fraction") return { scale: measure, heldFixed: "pressure" };
  if (measure === "molality") return { scale: "molal", heldFixed: "pressure" };
  return { scale: "molar", heldFixed: "solvent" };
}
