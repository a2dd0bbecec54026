/**
 * Solves a task by following walkers: the run, and what a level says of it.
 *
 * @module
 */

import { BATCHES, type BatchSolver, type LevelResult, type Progress, type Task } from "#levels/contract.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { speciesNamed } from "#levels/species-named.ts";
import type { LevelName, Model, Species } from "#model/model.ts";
import type { Purpose } from "#numerics/purpose.ts";
import type { StartedMotion } from "./motion.ts";
import { makePlan } from "./plan.ts";
import { acceptanceOf } from "./refusal.ts";
import { batchesOf, runBlocks } from "./run-blocks.ts";

/** Who follows the walkers, and with which random streams. */
export interface EnsembleOwner {
  readonly level: LevelName;
  readonly purpose: Purpose;
}

/** Runs the walkers of a task. @throws NumericalFailure if walkers do not leave that should. */
export function* solveEnsemble(
  task: Task,
  started: StartedMotion,
  { level, purpose }: EnsembleOwner,
): Generator<Progress, LevelResult, unknown> {
  const { motion } = started;
  const plan = makePlan(task, speciesNamed(task.model, task.species), started, purpose);
  const { readings, profiles, tracks } = yield* runBlocks(plan, { level, task, stage: "walkers" });
  const parts = `${BATCHES} batches of ${plan.batchSize} walkers`;
  return {
    level,
    law: motion.law ?? (motion.step === undefined ? { kind: "continuum" } : { kind: "discrete", step: motion.step }),
    method: `${motion.method}; ${parts}${plan.notes.map((note) => `; ${note}`).join("")}`,
    warnings: plan.warnings,
    invariants: {},
    readings,
    profiles,
    ...(tracks && { tracks }),
    ...(motion.sharesRatesWith && { sharesRatesWith: motion.sharesRatesWith }),
    sources: motion.sources,
  };
}

/** The solver of the batches of a task, made from the motion as `solveEnsemble` is. */
export function ensembleBatches(task: Task, started: StartedMotion, { purpose }: EnsembleOwner): BatchSolver<unknown> {
  return batchesOf(makePlan(task, speciesNamed(task.model, task.species), started, purpose));
}

/** A kind of motion whose walkers an ensemble follows. `start` throws a Refusal where it cannot carry the model. */
export function ensembleCarrier(
  owner: EnsembleOwner,
  start: (model: Model, species: Species, task?: Task) => StartedMotion,
): MotionCarrier {
  const startOf = (task: Task) => start(task.model, speciesNamed(task.model, task.species), task);
  return {
    accepts: (model, species) => acceptanceOf(() => start(model, speciesNamed(model, species))),
    solve: (task) => solveEnsemble(task, startOf(task), owner),
    batchSolver: (task) => ensembleBatches(task, startOf(task), owner),
  };
}
