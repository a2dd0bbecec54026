/**
 * Whether a species is an ion, or a solute beside ions, as the laws of electrodiffusion know it: ideal, at rest but for
 * D and the field, with a D of its place alone.
 *
 * @module
 */

import { namesIn } from "#model/expression/walk-tree.ts";
import type { Model, Species } from "#model/model.ts";

/** What a species has that these laws would drop, and what to change. */
export interface NotPlain {
  readonly because: string;
  readonly change: string;
}

/** Why a species does not move by J = -D(x) (∇c + c ∇u(x) + z c ∇φ); undefined where it does. */
export function whyNotPlainIon(species: Species): NotPlain | undefined {
  const { name, measure, activity, freeEnergy, gradientEnergy, mobility, drift, driftAlong, motion, walk, inertia } =
    species;
  if (measure !== "amount")
    return measure === "probability"
      ? { because: `${name} is one walker, and a field is made by many`, change: "give a concentration" }
      : {
          because: `${name} is given as a ${measure}, and charge is counted by volume`,
          change: "give a concentration",
        };
  if (motion !== undefined || walk !== undefined)
    return { because: `${name} moves by a law of its own`, change: "give it D:" };
  if (inertia) return { because: `${name} keeps its velocity for a while`, change: "leave inertia: out" };
  if (activity !== undefined || freeEnergy !== undefined)
    return {
      because: `${name} has an activity beside the field: ions are ideal here`,
      change: "leave the activity out of mu:",
    };
  if (gradientEnergy !== undefined)
    return { because: `${name} has a gradient energy beside the field`, change: "leave gradient: out of mu:" };
  if (mobility !== undefined)
    return {
      because: `${name} has a mobility of its own, and ions here move by D / RT`,
      change: "leave mobility: out; D says it",
    };
  if (drift !== undefined || driftAlong !== undefined)
    return { because: `${name} drifts with a medium`, change: "leave drift: out" };
  if (species.media.some(({ diffusivity }) => namesIn(diffusivity).has(name)))
    return {
      because: `D of ${name} depends on its own concentration, and here it is one of the place`,
      change: "give D as a number or a function of the place",
    };
  return undefined;
}

/** Why not all species of a model are plain: the first that is not. */
export function whyNotPlainIons({ species }: Pick<Model, "species">): NotPlain | undefined {
  for (const one of species) {
    const why = whyNotPlainIon(one);
    if (why !== undefined) return why;
  }
  return undefined;
}
