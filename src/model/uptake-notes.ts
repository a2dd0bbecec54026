/**
 * Where what carriers in layers take goes: out of the model.
 *
 * @module
 */

import type { Model } from "./model.ts";

/** One sentence for each species that carriers take. */
export function uptakeNotes({ uptakes = [] }: Pick<Model, "uptakes">): readonly string[] {
  const leaving = uptakes.filter(({ crosses }) => crosses === undefined);
  const species = [...new Set(leaving.map((one) => one.species))];
  return species.map((name) => {
    const sources = leaving.filter((one) => one.species === name).map((one) => one.name);
    return `what the carriers of ${sources.join(", ")} take of ${name} leaves the model, and appears nowhere in it; behind: with the place on the other side of a membrane puts it there.`;
  });
}
