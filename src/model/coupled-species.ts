/**
 * Which species of a model feel each other, and so are solved together.
 *
 * @module
 */

import type { Model } from "./model.ts";

/** What says whether there is a field, and who makes it. */
export interface FieldOf extends Pick<Model, "species"> {
  readonly field?: Model["field"] | undefined;
  readonly domain?: Model["domain"] | undefined;
}

/** Whether the species make a field that all of them feel: charges with Poisson's equation, or with neutrality. */
export function makeField({ species, field, domain }: FieldOf): boolean {
  return (
    domain?.kind !== "compartments" &&
    (field === "electroneutral" || field === "poisson") &&
    species.some(({ charge }) => charge !== undefined)
  );
}

/** Groups of species in the order of the file: one group for all that share an electric field or compartments, else one for each. */
export function coupledSpecies({ species, field, domain }: FieldOf): readonly (readonly string[])[] {
  const names = species.map(({ name }) => name);
  if (names.length > 0 && (domain?.kind === "compartments" || makeField({ species, field }))) return [names];
  return names.map((name) => [name]);
}
