/**
 * What a species moves by: a law of its own, such as a walk by steps, or fluxes that depend on its composition.
 *
 * @module
 */

import { isFraction } from "./composition-scale.ts";
import { namesIn } from "./expression/walk-tree.ts";
import type { Species } from "./model.ts";

/** Whether the species declares no D because its own law says how it moves. */
export function hasOwnLaw({ walk, motion }: Pick<Species, "walk" | "motion">): boolean {
  return walk !== undefined || motion !== undefined;
}

/** Whether the flux of a species depends on its composition other than in proportion. */
export function dependsOnComposition(species: Species): boolean {
  const { name, measure, activity, mobility, media } = species;
  return (
    activity !== undefined ||
    mobility !== undefined ||
    isFraction(species) ||
    measure === "molality" ||
    media.some(({ diffusivity }) => namesIn(diffusivity).has(name))
  );
}
