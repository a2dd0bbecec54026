/**
 * The master level: probabilities of states and the rates between them.
 *
 * A walk by a step law, or in free space, has its own lattice (`lattice-master.ts`). Everything else lives on the
 * hopping network: in time by uniformisation or, where the network is stiff, by squared transition matrices; steady by
 * state reduction, which subtracts nothing.
 *
 * @module
 */

import { whyNoMesh } from "#generator/motion.ts";
import type { Acceptance, Level, LevelResult, Progress, Task } from "#levels/contract.ts";
import type { Model, Species } from "#model/model.ts";
import { acceptsLatticeMaster, solveLatticeMaster } from "./lattice-master.ts";
import { solveNetworkMaster } from "./network-master.ts";

export const master: Level = {
  name: "master",
  sampled: false,
  order: { space: 2, time: 0 },
  sharesRatesWith: ["continuum", "walk"],
  accepts: acceptsMaster,
  solve: solveMaster,
};

/** Whether the species walks on its own lattice rather than on the hopping network of a mesh. */
function isOnLattice(model: Model, species: Species): boolean {
  return species.walk !== undefined || (model.domain?.kind === "free" && model.domain.geometry !== "line");
}

function acceptsMaster(model: Model, name: string): Acceptance {
  const species = model.species.find((candidate) => candidate.name === name);
  if (!species)
    return { accepts: false, because: `there is no species ${name}`, change: "name a species of the model" };
  if (isOnLattice(model, species)) return acceptsLatticeMaster(model, name);
  const why = whyNoMesh(model, species);
  return why ? { accepts: false, ...why } : { accepts: true };
}

function* solveMaster(task: Task): Generator<Progress, LevelResult> {
  const species = task.model.species.find((candidate) => candidate.name === task.species) as Species;
  return isOnLattice(task.model, species) ? yield* solveLatticeMaster(task) : yield* solveNetworkMaster(task);
}
