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
import { isOnLattice } from "#levels/on-lattice.ts";
import { withOwnMotions } from "#levels/own-motions.ts";
import { speciesNamed } from "#levels/species-named.ts";
import type { Model } from "#model/model.ts";
import { acceptsLatticeMaster, solveLatticeMaster } from "./lattice-master.ts";
import { MOTIONS } from "./motions.ts";
import { solveNetworkMaster } from "./network-master.ts";

const diffusive: Level = {
  name: "master",
  sampled: false,
  order: { space: 2, time: 0 },
  sharesRatesWith: ["continuum", "walk"],
  accepts: acceptsMaster,
  solve: solveMaster,
};

/** The level: diffusion and lattice walks, and the motions of `motions.ts`. */
export const master: Level = withOwnMotions(diffusive, MOTIONS);

function acceptsMaster(model: Model, name: string): Acceptance {
  const species = speciesNamed(model, name);
  if (isOnLattice(model, species)) return acceptsLatticeMaster(model, name);
  const why = whyNoMesh(model, species);
  return why ? { accepts: false, ...why } : { accepts: true };
}

function* solveMaster(task: Task): Generator<Progress, LevelResult> {
  const species = speciesNamed(task.model, task.species);
  return isOnLattice(task.model, species) ? yield* solveLatticeMaster(task) : yield* solveNetworkMaster(task);
}
