/**
 * A species moves by one thing: laws that do not know of each other cannot both be followed, and neither is left out in
 * silence.
 *
 * @module
 */

import { makeField } from "#model/coupled-species.ts";
import { complain, type Draft } from "#model/draft.ts";
import type { Model, Species } from "#model/model.ts";
import { dependsOnComposition, hasOwnLaw } from "#model/own-law.ts";

type Moving = Pick<Model, "species" | "boundaries"> & Partial<Pick<Model, "field" | "domain">>;

/** Complains of species with two laws of motion, and of others beside a surface that moves. */
export function refuseTwoMotions(draft: Draft, model: Moving): void {
  for (const species of model.species) {
    const { name } = species;
    const laws = lawsOf(species, model);
    const [first, second] = laws;
    if (first !== undefined && second !== undefined)
      complain(
        draft,
        ["species", name],
        {
          code: "one-of",
          found: `${name} with ${first} and ${second}`,
          expected: "one of them: no level knows how both go together",
        },
        "key",
      );
    else if (dissolves(name, model) && model.species.length > 1)
      complain(
        draft,
        ["species", name],
        {
          code: "one-of",
          found: `${model.species.length} species where ${name} dissolves`,
          expected: "the species that dissolves alone: its surface moves for all others too",
        },
        "key",
      );
  }
}

function dissolves(name: string, { boundaries }: Moving): boolean {
  return boundaries.some(({ species, condition }) => species === name && condition.kind === "dissolving");
}

/** The laws of a species, in words. */
function lawsOf(species: Species, model: Moving): readonly string[] {
  const { name, inertia, gradientEnergy, walk } = species;
  const laws: readonly (readonly [boolean, string])[] = [
    [hasOwnLaw(species), walk === undefined ? "a motion of its own" : "a walk by steps"],
    [inertia === true, "inertia"],
    [dissolves(name, model), "a surface that dissolves"],
    [makeField(model), `the field of its charges (field: ${model.field})`],
    [
      gradientEnergy !== undefined || dependsOnComposition(species),
      "an activity, a mobility, a gradient energy or a D of its own composition",
    ],
  ];
  return laws.flatMap(([holds, words]) => (holds ? [words] : []));
}
