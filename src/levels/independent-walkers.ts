/**
 * Why levels that follow walkers one by one have no activity.
 *
 * @module
 */

import { namesIn } from "#model/expression/walk-tree.ts";
import type { Species } from "#model/model.ts";
import { type MotionCarrier, refusedMotion } from "./own-motions.ts";

/** What a species has that depends on how many others are there, in words. */
function inWords({ name, activity, mobility, measure, media }: Species): string {
  if (activity !== undefined) return "an activity that depends on how much of it is there";
  if (media.some(({ diffusivity }) => namesIn(diffusivity).has(name)))
    return "a D that depends on how much of it is there";
  if (mobility !== undefined) return "a mobility that depends on how much of it is there";
  return measure === "mole-fraction"
    ? "the concentration of a component that takes the place of the other"
    : "neighbours";
}

/** Mixtures, at a level whose walkers are independent: refused. */
export const independentWalkers: MotionCarrier = refusedMotion((species) => ({
  because: `${species.name} has ${inWords(species)}, and independent walkers know no other molecules: each would walk as if it were alone`,
  change: "use the levels closed-form, master (rates by the local density, in mean field) and continuum",
}));
