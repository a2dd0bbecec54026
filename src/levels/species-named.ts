/**
 * The species that a task speaks of.
 *
 * @module
 */

import type { Model, Species } from "#model/model.ts";

/** The species of that name. @throws Error if the model has none, which is a bug of the caller */
export function speciesNamed(model: Model, name: string): Species {
  const species = model.species.find((candidate) => candidate.name === name);
  if (species === undefined) throw new Error(`Bug: the model has no species ${name}.`);
  return species;
}
