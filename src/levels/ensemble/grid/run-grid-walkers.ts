/**
 * Follows the walkers of a task in a grid, batch by batch, and reads its measures: records first, then until the last has
 * left where times of exit are asked.
 *
 * @module
 */

import { solveBatches } from "#levels/batches.ts";
import {
  BATCHES,
  type BatchSolver,
  type LevelResult,
  type Progress,
  type Reading,
  type Task,
} from "#levels/contract.ts";
import { gridOf } from "#levels/grid-run.ts";
import { gridWarnings } from "#levels/grid-warnings.ts";
import { MEASURES, type Measure } from "#model/measure.ts";
import { type LevelName, SIDE_NAMES } from "#model/model.ts";
import { recordTimes } from "#model/record-times.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { PURPOSE, type Purpose } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { type GridEstimate, gridEstimate } from "./grid-estimates.ts";
import { GRID_BLOCK, type GridMotion, INSIDE, makeGridWalkers } from "./grid-walkers.ts";

/** Who follows the walkers, and with which random streams. */
export interface GridOwner {
  readonly level: LevelName;
  readonly purpose: Purpose;
}

/** Sums of one batch: for each record the columns of all estimates, then those of the exits. */
interface Part {
  readonly sums: Float64Array;
  readonly exits: Float64Array;
}

/** Steps between two yields: about 20 ms. */
const BREATH = 200_000;
/** Walkers that move between two looks at the clock. */
const CHUNK = 256;
/** Blocks of different species: their numbers never meet. */
const SPECIES_STRIDE = 4294967296;
/** What is counted of exits: how many, their times, squares of times, and by side. */
const EXIT_COLUMNS = 3 + SIDE_NAMES.length;
const EXITS = ["mean_exit_time", "exit_time_variance", "exit_probability"];

interface GridPlan {
  readonly task: Task;
  readonly motion: GridMotion;
  readonly owner: GridOwner;
  readonly times: readonly number[];
  readonly estimates: readonly GridEstimate[];
  readonly exits: readonly Measure[];
  readonly batchSize: number;
  readonly columns: number;
  readonly speciesIndex: number;
  readonly dimensions: number;
}

function planOf(task: Task, motion: GridMotion, owner: GridOwner): GridPlan {
  const { model } = task;
  const domain = gridOf(model);
  const own = task.measures.filter(({ species }) => species === task.species);
  const frame = {
    model,
    domain,
    amount: motion.amount,
    ...(motion.network && { network: motion.network }),
  };
  const estimates = own.flatMap((measure) =>
    MEASURES[measure.name] === "timeless" ? [] : (gridEstimate(measure, frame) ?? []),
  );
  return {
    task,
    motion,
    owner,
    times: recordTimes(task.solves),
    estimates,
    exits: motion.exitScale === undefined ? [] : own.filter(({ name }) => EXITS.includes(name)),
    batchSize: Math.ceil(task.walkers / BATCHES),
    columns: estimates.reduce((sum, { width }) => sum + width, 0),
    speciesIndex: Math.max(
      0,
      model.species.findIndex(({ name }) => name === task.species),
    ),
    dimensions: domain.axes.length,
  };
}

/** The solver of the batches of a task. */
export function gridBatches(task: Task, motion: GridMotion, owner: GridOwner): BatchSolver<Part> {
  const plan = planOf(task, motion, owner);
  const blocks = Math.ceil(plan.batchSize / GRID_BLOCK);
  return {
    *solve(batch) {
      const part: Part = {
        sums: new Float64Array(plan.times.length * plan.columns),
        exits: new Float64Array(EXIT_COLUMNS),
      };
      for (let b = 0; b < blocks; b++) {
        const count = Math.min(GRID_BLOCK, plan.batchSize - b * GRID_BLOCK);
        yield* runBlock(plan, part, batch * blocks + b, count);
      }
      return part;
    },
  };
}

function* runBlock(plan: GridPlan, part: Part, block: number, count: number): Generator<Progress, void> {
  const { task, motion, owner, times, estimates, exits } = plan;
  const number = plan.speciesIndex * SPECIES_STRIDE + block;
  const walkers = makeGridWalkers(count, plan.dimensions, makeRandomStream(task.seed, owner.purpose, number));
  const moving = motion.start(walkers, makeRandomStream(task.seed, PURPOSE.initial, number));
  for (const [k, axis] of walkers.axes.entries())
    if (motion.origin === undefined) walkers.origin[k].set(axis);
    else walkers.origin[k].fill(motion.origin[k]);
  let owed = 0;
  function* advanceAll(from: number, to: number): Generator<Progress, void> {
    for (let first = 0; first < count; first += CHUNK) {
      owed += moving.advance(first, Math.min(count, first + CHUNK), from, to);
      if (owed < BREATH) continue;
      owed = 0;
      yield { fraction: 0, doing: `walkers of ${task.species}` };
    }
  }
  let now = 0;
  for (const [record, time] of times.entries()) {
    if (time > now) yield* advanceAll(now, time);
    now = time;
    let column = record * plan.columns;
    for (const { width, fill } of estimates) {
      const out = new Float64Array(width);
      fill(out, walkers);
      for (let i = 0; i < width; i++) part.sums[column++] += out[i];
    }
  }
  if (exits.length === 0 || motion.exitScale === undefined) return;
  for (let round = 0; walkers.fate.includes(INSIDE); round++) {
    if (round > 1e5)
      throw new NumericalFailure("mean exit time", `walkers are still inside at ${now} s`, "check that they can leave");
    yield* advanceAll(now, now + motion.exitScale);
    now += motion.exitScale;
  }
  for (let i = 0; i < count; i++) {
    const t = walkers.exitTime[i];
    part.exits[0]++;
    part.exits[1] += t;
    part.exits[2] += t * t;
    part.exits[2 + walkers.fate[i]]++;
  }
}

/** Runs the walkers of a task. */
export function* solveGridWalkers(
  task: Task,
  motion: GridMotion,
  owner: GridOwner,
): Generator<Progress, LevelResult, unknown> {
  const plan = planOf(task, motion, owner);
  const parts: Part[] = [];
  if (plan.times.length > 0 || plan.exits.length > 0)
    yield* solveBatches(
      { level: owner.level, task, stage: "walkers" },
      gridBatches(task, motion, owner),
      (batch, part) => {
        parts[batch] = part;
      },
    );
  return {
    level: owner.level,
    law: motion.law,
    method: `${motion.method}; ${BATCHES} batches of ${plan.batchSize} walkers`,
    warnings: motion.network ? gridWarnings(task.model, motion.network) : [],
    invariants: {},
    readings: parts.length === 0 ? [] : readingsOf(plan, parts),
    profiles: [],
    sources: motion.sources,
  };
}

function readingsOf(plan: GridPlan, parts: readonly Part[]): Reading[] {
  const readings: Reading[] = [];
  const { batchSize, columns } = plan;
  const add = (
    measure: string,
    when: Reading["when"],
    width: number,
    sumsOf: (part: Part, i: number) => number,
    value: GridEstimate["value"],
  ): void => {
    const row = (part: Part) => Array.from({ length: width }, (_, i) => sumsOf(part, i));
    const all = Array.from({ length: width }, (_, i) => parts.reduce((sum, part) => sum + sumsOf(part, i), 0));
    const whole = value(all, batchSize * BATCHES);
    if (Number.isFinite(whole))
      readings.push({
        measure,
        when,
        value: whole,
        batches: Float64Array.from(parts, (part) => value(row(part), batchSize)),
      });
  };
  for (const [record, time] of plan.times.entries()) {
    let first = record * columns;
    for (const { key, width, value } of plan.estimates) {
      const at = first;
      add(key, time, width, ({ sums }, i) => sums[at + i], value);
      first += width;
    }
  }
  for (const { key, name, place } of plan.exits) {
    const side = place?.kind === "side" ? SIDE_NAMES.indexOf(place.side) : undefined;
    const exits = ({ exits }: Part, i: number) => exits[i];
    if (name === "exit_probability" && side !== undefined)
      add(key, "timeless", EXIT_COLUMNS, exits, (row) => row[3 + side] / row[0]);
    const isThere = side === undefined || parts.every((part) => part.exits[3 + side] === part.exits[0]);
    if (name === "mean_exit_time" && isThere) add(key, "timeless", 2, exits, ([n, t]) => t / n);
    if (name === "exit_time_variance" && isThere)
      add(key, "timeless", 3, exits, ([n, t, tt]) => tt / n - (t / n) * (t / n));
  }
  return readings;
}
