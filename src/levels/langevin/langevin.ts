/**
 * The level of overdamped Langevin dynamics: walkers followed one by one through a continuum, without mesh or generator.
 *
 *     dx = [ -D du/dx + dD/dx + v ] dt + √(2D) dW,    u = V / kT - ln K
 *
 * It shares no rate with any other level, so it is an independent witness. Wherever the law over a time is known it is
 * drawn in one piece (free and drifting motion, linear forces, a box without forces); else steps are exact at planes
 * and of second order in the force.
 *
 * Walkers are divided into {@link BATCHES} equal parts and these into blocks; a block has its own random streams, so
 * results depend on model and seed alone.
 *
 * @see P. E. Kloeden and E. Platen, Numerical Solution of Stochastic Differential Equations (1992), chapter 15 (not opened)
 * @module
 */

import type { Acceptance, Level, LevelResult, Progress, Task } from "#levels/contract.ts";
import type { StartedMotion } from "#levels/ensemble/motion.ts";
import { RELAXATIONS } from "#levels/ensemble/plan.ts";
import { Refusal } from "#levels/ensemble/refusal.ts";
import { type EnsembleOwner, ensembleBatches, solveEnsemble } from "#levels/ensemble/solve-ensemble.ts";
import { withOwnMotions } from "#levels/own-motions.ts";
import type { Model, Species } from "#model/model.ts";
import { hasOwnLaw } from "#model/own-law.ts";
import { lastRecordTime } from "#model/record-times.ts";
import { whyNoPores } from "#model/uptake.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { gaussianMotion } from "./gaussian-motion.ts";
import { lineMotion, type MotionRequest } from "./line-motion.ts";
import { MOTIONS } from "./motions.ts";

/** Options of demonstrations and studies; a run of a model uses none. */
export type LangevinOptions = Partial<Pick<MotionRequest, "convention" | "bridge" | "step">>;

/** Overdamped Langevin dynamics. */
const diffusive: Level = {
  name: "langevin",
  sampled: true,
  order: { space: 0, time: 1 },
  sharesRatesWith: [],
  accepts(model, species): Acceptance {
    try {
      const time = lastRecordTime(model.solves);
      const { motion } = startedMotion(model, speciesOf(model, species), {
        time,
        endless: asksEquilibrium(model.solves),
        refinement: 1,
      });
      const relaxes = asksEquilibrium(model.solves) ? (motion.relaxation ?? 0) : 0;
      const steps = motion.stepRate * Math.max(time, RELAXATIONS * relaxes) * model.sampling.walkers;
      if (steps > LARGEST_RUN)
        return refused(
          `${steps.toPrecision(2)} steps would be needed, and more than ${LARGEST_RUN} are too many`,
          "ask for fewer walkers or a shorter time, make a thin layer a membrane face, or a steep force smoother",
        );
      return { accepts: true };
    } catch (error) {
      if (error instanceof Refusal) return refused(error.because, error.change);
      throw error;
    }
  },
  solve: (task) => solveLangevin(task, {}),
  batchSolver: (task) => ensembleBatches(task, motionOf(task, {}), OWNER),
};

/** The level: diffusion and lattice walks, and the motions of `motions.ts`. */
export const langevin: Level = withOwnMotions(diffusive, MOTIONS);

/** Measures for which walkers are followed until the last has left. */
const UNTIL_ALL_LEFT: ReadonlySet<string> = new Set(["mean_exit_time", "exit_time_variance", "exit_probability"]);

/** Steps of a run, at most: about ten minutes on one processor. */
const LARGEST_RUN = 4e9;

const OWNER: EnsembleOwner = { level: "langevin", purpose: PURPOSE.langevin };

/** Runs a task; the options exist for demonstrations and convergence studies. @throws Refusal as `accepts` says. */
export function* solveLangevin(task: Task, options: LangevinOptions): Generator<Progress, LevelResult, unknown> {
  return yield* solveEnsemble(task, motionOf(task, options), OWNER);
}

function motionOf(task: Task, options: LangevinOptions): StartedMotion {
  const species = speciesOf(task.model, task.species);
  const endless = asksEquilibrium(task.solves) || task.measures.some(({ name }) => UNTIL_ALL_LEFT.has(name));
  const request = { time: lastRecordTime(task.solves), endless, refinement: task.refinement, ...options };
  return startedMotion(task.model, species, request);
}

function startedMotion(model: Model, species: Species, request: MotionRequest): StartedMotion {
  if (hasOwnLaw(species))
    throw new Refusal(
      `${species.name} walks by a step law, and this level needs a diffusion coefficient`,
      "give D instead, or use the levels walk and master",
    );
  if (model.sources.some((source) => source.species === species.name))
    throw new Refusal(
      "a source makes and takes walkers, and this level follows a fixed number of them",
      "use the levels continuum, master or walk",
    );
  const poreless = whyNoPores(model, species);
  if (poreless !== undefined)
    throw new Refusal(poreless.because, "use the levels closed-form, continuum, master and walk");
  return gaussianMotion(model, species) ?? lineMotion(model, species, request);
}

function speciesOf(model: Model, name: string): Species {
  const species = model.species.find((candidate) => candidate.name === name);
  if (species === undefined) throw new Refusal(`there is no species ${name}`, "name one of the species of the model");
  return species;
}

function asksEquilibrium(solves: Model["solves"]): boolean {
  return solves.some(({ kind }) => kind === "equilibrium");
}

function refused(because: string, change: string): Acceptance {
  return { accepts: false, because, change };
}
