/**
 * Where what carriers in layers take goes: out of the model.
 *
 * @module
 */

import type { Model } from "./model.ts";

/** One sentence for each species that carriers take. */
export function uptakeNotes({ uptakes = [] }: Pick<Model, "uptakes">): readonly string[] {
  const species = [...new Set(uptakes.map((one) => one.species))];
  return species.map((name) => {
    const sources = uptakes.filter((one) => one.species === name).map((one) => one.name);
    return `what the carriers of ${sources.join(", ")} take of ${name} leaves the model, and appears nowhere in it; carriers of a membrane between compartments put it on the other side.`;
  });
}
