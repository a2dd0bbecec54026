/**
 * Whether a species walks on its own lattice rather than on the hopping network of a mesh.
 *
 * @module
 */

import type { Model, Species } from "#model/model.ts";

/** Whether the species has a step law, or lives in a plane or in space without bounds, where a lattice serves it. */
export function isOnLattice(model: Model, species: Species): boolean {
  return species.walk !== undefined || (model.domain?.kind === "free" && model.domain.geometry !== "line");
}
