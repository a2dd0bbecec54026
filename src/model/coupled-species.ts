/**
 * Which species of a model feel each other, and so are solved together.
 *
 * @module
 */

import type { Model } from "./model.ts";

/** Groups of species in the order of the file: one group for all that share an electric field, else one for each. */
export function coupledSpecies({ species, field }: Pick<Model, "species" | "field">): readonly (readonly string[])[] {
  const names = species.map(({ name }) => name);
  if (names.length > 0 && (field === "electroneutral" || field === "poisson")) return [names];
  return names.map((name) => [name]);
}
