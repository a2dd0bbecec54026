/**
 * Why levels that follow walkers one by one have no activity.
 *
 * @module
 */

import { isFraction } from "#model/composition-scale.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Species } from "#model/model.ts";
import { type MotionCarrier, refusedMotion } from "./own-motions.ts";

/** What a species has that depends on how many others are there, in words. */
function inWords(species: Species): string {
  const { name, activity, mobility, media } = species;
  if (activity !== undefined) return "an activity that depends on how much of it is there";
  if (media.some(({ diffusivity }) => namesIn(diffusivity).has(name)))
    return "a D that depends on how much of it is there";
  if (mobility !== undefined) return "a mobility that depends on how much of it is there";
  if (isFraction(species)) return "the concentration of a component that takes the place of the other";
  return species.measure === "molality" ? "a molality, which counts the solvent between molecules" : "neighbours";
}

/** Mixtures, at a level whose walkers are independent: refused. */
export const independentWalkers: MotionCarrier = refusedMotion((species) => ({
  because: `${species.name} has ${inWords(species)}, and independent walkers know no other molecules: each would walk as if it were alone`,
  change: "use the levels closed-form, master (rates by the local density, in mean field) and continuum",
}));
