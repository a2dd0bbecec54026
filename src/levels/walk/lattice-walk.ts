/**
 * Walkers on a lattice, one by one, by their step law and clock.
 *
 * Between record times a walker jumps by the exact law of its many steps; it is stepped only where its path is asked
 * for. The run is divided into equal batches and these into blocks with a random stream each, so that the answer does
 * not depend on the order in which blocks are walked.
 *
 *     D      slope of the variance of x (in a plane and in space: of <r²>/d) over the later half of the record times, / 2
 *     v      slope of the mean of x over the same
 *
 * Moments are those of the sample, the variance with n - 1. There is no entropy: that of a sample is biased.
 *
 * @module
 */

import { solveBatches } from "#levels/batches.ts";
import {
  type Acceptance,
  BATCHES,
  type BatchSolver,
  type LevelResult,
  type Profile,
  type Progress,
  type Task,
} from "#levels/contract.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { Measure, MeasureName } from "#model/measure.ts";
import type { Model } from "#model/model.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { latticeCoordinate } from "#step-law/lattice-coordinate.ts";
import { type LatticeProblem, latticeProblem } from "#step-law/lattice-problem.ts";
import { BLOCK, emptyPaths, fillPaths, type PathPlan, pathPlan } from "./lattice-paths.ts";
import { sampledReadings } from "./lattice-sample.ts";
import { addBatch, addBlock, emptyTally, type LatticeTally, makeCoordinates } from "./lattice-tally.ts";

/** Draws between two signs of life: 1 to 50 ms, by what a draw is. */
const DRAWS_BETWEEN_YIELDS = 50_000;

function problemOf(model: Model, species: string, refinement: number) {
  return latticeProblem(model, species, { steps: 1000, mostSteps: () => Number.POSITIVE_INFINITY, refinement });
}

/** Whether the lattice walk can carry the species: yes, or why not and what to change. */
export function acceptsLatticeWalk(model: Model, species: string): Acceptance {
  const problem = problemOf(model, species, 1);
  if ("because" in problem) return { accepts: false, because: problem.because, change: problem.change };
  if (problem.times.length === 0)
    return {
      accepts: false,
      because: "no time passes",
      change: "ask for solve: {transient: {until: ..., every: ...}}",
    };
  return { accepts: true };
}

/** A run: how its walkers go, what is counted of them, how many make a batch. */
interface LatticeRun {
  readonly plan: PathPlan;
  readonly conditional: readonly Measure[];
  readonly walkersPerBatch: number;
}

/** Measures that need the path between the records. */
const OF_PATHS: readonly MeasureName[] = ["return_probability", "distinct_sites", "range"];

/** The run that a task poses. @throws NumericalFailure if the model cannot be carried (see {@link acceptsLatticeWalk}). */
function latticeRunOf(task: Task): LatticeRun {
  const { model, species, refinement, measures, walkers, seed, stepping } = task;
  const problem = problemOf(model, species, refinement);
  if ("because" in problem) throw new NumericalFailure("lattice walk", problem.because, problem.change);
  const conditional = measures.filter(({ name, condition }) => name === "probability" && condition !== undefined);
  const history = measures.some(({ name }) => OF_PATHS.includes(name));
  return {
    plan: pathPlan(problem, seed, history, stepping !== undefined),
    conditional,
    walkersPerBatch: Math.max(2, Math.ceil(walkers / BATCHES)),
  };
}

/** Walks the walkers of one species. @throws NumericalFailure as {@link latticeRunOf} */
export function* solveLatticeWalk(task: Task): Generator<Progress, LevelResult, unknown> {
  const run = latticeRunOf(task);
  const { plan, conditional, walkersPerBatch } = run;
  const { problem } = plan;
  const tally = emptyTally(plan, conditionsOf(run), BATCHES);
  const stage = { level: "walk", task, stage: "lattice" } as const;
  yield* solveBatches(stage, batchesOf(run), (batch, part) => addBatch(tally, batch, part));

  const { law } = problem;
  return {
    level: "walk",
    law: {
      kind: "discrete",
      spacing: law.spacing,
      ...(law.clock.kind === "fixed" ? { step: law.clock.interval } : {}),
    },
    method: methodOf(plan, walkersPerBatch, task.measures),
    warnings: [],
    invariants: { massDrift: 0 },
    readings: sampledReadings(task.measures, conditional, tally, plan, walkersPerBatch),
    profiles: profilesOf(task.species, problem, tally, walkersPerBatch * BATCHES),
    sources: [],
  };
}

/** The solver of the batches of a task. */
export function latticeBatches(task: Task): BatchSolver<unknown> {
  return batchesOf(latticeRunOf(task));
}

function conditionsOf({ conditional }: LatticeRun): readonly Expression[] {
  return conditional.flatMap(({ condition }) => condition ?? []);
}

/** Walks block after block of a batch; block numbers count through the batches. */
function batchesOf(run: LatticeRun): BatchSolver<LatticeTally> {
  const { plan, walkersPerBatch } = run;
  const paths = emptyPaths(plan);
  const coordinates = makeCoordinates(plan.problem);
  const blocks = Math.ceil(walkersPerBatch / BLOCK);
  return {
    *solve(batch) {
      const tally = emptyTally(plan, conditionsOf(run), 1);
      let draws = 0;
      for (let i = 0; i < blocks; i++) {
        const walkers = Math.min(BLOCK, walkersPerBatch - i * BLOCK);
        for (const drawn of fillPaths(paths, plan, batch * blocks + i, walkers)) {
          draws += drawn;
          if (draws < DRAWS_BETWEEN_YIELDS) continue;
          draws = 0;
          yield { fraction: i / blocks, doing: "walking on a lattice" };
        }
        addBlock(tally, paths, plan, walkers, coordinates);
      }
      return tally;
    },
  };
}

function methodOf(
  { problem, jumps, history, steps }: PathPlan,
  walkersPerBatch: number,
  measures: readonly Measure[],
): string {
  const { law, made } = problem;
  const clock = law.clock.kind === "fixed" ? "a fixed clock" : "a Poisson clock";
  const how =
    jumps === undefined
      ? `stepped one by one (${history ? "their paths are asked for" : steps ? "as was asked" : "a box with a bias"})`
      : "that jump from record time to record time by the exact law of their steps";
  const count = `${walkersPerBatch * BATCHES} walkers on ${clock} in ${BATCHES} batches, ${how}`;
  const showsSlopes = measures.some(({ name }) => name === "drift_velocity" || name === "diffusivity");
  const slopes = showsSlopes ? ["v and D are least-squares slopes over the later half of the record times"] : [];
  return [count, ...slopes, ...(made === undefined ? [] : [made])].join("; ");
}

/** Fractions of walkers at the sites of a line, and the concentration that they stand for. */
function profilesOf(
  species: string,
  { law, start, amount, times }: LatticeProblem,
  { histograms }: LatticeTally,
  walkers: number,
): Profile[] {
  return histograms.flatMap(({ first, stride, counts }, j): Profile[] => {
    if (counts.length === 0) return [];
    const when = times[j] as number;
    const coordinate = counts.map((_, i) => latticeCoordinate(start[0] as number, law.spacing, first + stride * i));
    const width = stride * law.spacing;
    return [
      { species, when, quantity: "probability", coordinate, values: counts.map((n) => n / walkers) },
      {
        species,
        when,
        quantity: "concentration",
        coordinate,
        values: counts.map((n) => (amount * n) / (walkers * width)),
      },
    ];
  });
}
