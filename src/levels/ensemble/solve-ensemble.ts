/**
 * Solves a task by following walkers: the run, and what a level says of it.
 *
 * @module
 */

import { BATCHES, type LevelResult, type Progress, type Task } from "#levels/contract.ts";
import { speciesNamed } from "#levels/species-named.ts";
import type { LevelName } from "#model/model.ts";
import type { Purpose } from "#numerics/purpose.ts";
import type { StartedMotion } from "./motion.ts";
import { makePlan } from "./plan.ts";
import { runBlocks } from "./run-blocks.ts";

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
): Generator<Progress, LevelResult> {
  const { motion } = started;
  const plan = makePlan(task, speciesNamed(task.model, task.species), started, purpose);
  const { readings, profiles } = yield* runBlocks(plan);
  const parts = `${BATCHES} batches of ${plan.batchSize} walkers`;
  return {
    level,
    law: motion.law ?? (motion.step === undefined ? { kind: "continuum" } : { kind: "discrete", step: motion.step }),
    method: `${motion.method}; ${parts}${plan.notes.map((note) => `; ${note}`).join("")}`,
    warnings: plan.warnings,
    invariants: {},
    readings,
    profiles,
    sources: motion.sources,
  };
}
