/** Mixtures in layers, for tests: a species "drug" with an activity, a D(c) or a mobility. */

import { type CompositionNetwork, compositionNetwork } from "#generator/composition-network.ts";
import { speciesNetwork } from "#generator/motion.ts";
import type { Model, Species } from "#model/model.ts";
import { type StackOf, stackModel, textOf } from "./closed-form.ts";

/** A stack whose species has the given fields over its own. */
export function mixture(stack: StackOf, fields: Partial<Species>): Model {
  const model = stackModel(stack);
  return { ...model, species: model.species.map((species) => ({ ...species, ...fields })) };
}

/** With that many cells in each layer. */
export function cut(model: Model, cells: number): Model {
  const { domain } = model;
  if (domain?.kind !== "layers") throw new Error("no layers");
  const layers = domain.layers.map((layer) => (layer.thickness === 0 ? layer : { ...layer, cells }));
  return { ...model, domain: { ...domain, layers } };
}

/** The network of the species of a model, on equal cells, or on those of the levels for a constant D. */
export function networkOfMixture(model: Model, graded = false): CompositionNetwork {
  const [species] = model.species as [Species];
  const { activity: _, mobility: __, ...plain } = species;
  const standIn = { ...plain, media: species.media.map((medium) => ({ ...medium, diffusivity: textOf(1) })) };
  const wish = { cells: 8, refinement: 1, thinnerThan: 0, most: Number.POSITIVE_INFINITY, graded };
  return compositionNetwork(model, species, speciesNetwork(model, standIn, wish));
}
