/**
 * The walk level: walkers that hop.
 *
 * A species with a step law, or in free space without a potential, walks on its own lattice (`lattice-walk.ts`).
 * Everything else walks on the hopping network that the master equation and the continuum read too.
 *
 * @module
 */

import { whyNoMesh } from "#generator/motion.ts";
import type { Acceptance, Level, LevelResult, Progress, Task } from "#levels/contract.ts";
import { isOnLattice } from "#levels/on-lattice.ts";
import { withOwnMotions } from "#levels/own-motions.ts";
import { speciesNamed } from "#levels/species-named.ts";
import type { Model } from "#model/model.ts";
import { acceptsLatticeWalk, latticeBatches, solveLatticeWalk } from "./lattice-walk.ts";
import { MOTIONS } from "./motions.ts";
import { networkBatches, solveNetworkWalk } from "./network-walk.ts";

const diffusive: Level = {
  name: "walk",
  sampled: true,
  order: { space: 2, time: 0 },
  sharesRatesWith: ["continuum", "master"],
  accepts: acceptsWalk,
  solve: solveWalk,
  batchSolver: (task, stage) =>
    isOnLattice(task.model, speciesNamed(task.model, task.species))
      ? latticeBatches(task)
      : networkBatches(task, stage),
};

/** The level: diffusion and lattice walks, and the motions of `motions.ts`. */
export const walk: Level = withOwnMotions(diffusive, MOTIONS);

function acceptsWalk(model: Model, name: string): Acceptance {
  const species = speciesNamed(model, name);
  if (isOnLattice(model, species)) return acceptsLatticeWalk(model, name);
  const why = whyNoMesh(model, species);
  if (why) return { accepts: false, ...why };
  for (const source of model.sources) {
    if (source.species !== name || source.law.rate >= 0) continue;
    if (source.law.kind === "zero-order")
      return {
        accepts: false,
        because: `${source.name} consumes at zero order, which no walker can do on its own: it must know how many others are left`,
        change: "use levels continuum and master, or a linear source",
      };
  }
  if (model.sources.some((source) => source.species === name && source.law.kind === "linear" && source.law.rate > 0))
    return {
      accepts: false,
      because: "walkers that multiply are not independent of their parents",
      change: "use levels continuum and master",
    };
  if (
    model.boundaries.some(
      ({ species: of, condition }) => of === name && condition.kind === "flux" && condition.flux < 0,
    )
  )
    return {
      accepts: false,
      because: "a flux out of the domain takes walkers whether or not they are there",
      change: "use absorbing, robin or concentration, or levels continuum and master",
    };
  return { accepts: true };
}

function* solveWalk(task: Task): Generator<Progress, LevelResult, unknown> {
  const species = speciesNamed(task.model, task.species);
  return isOnLattice(task.model, species) ? yield* solveLatticeWalk(task) : yield* solveNetworkWalk(task);
}
