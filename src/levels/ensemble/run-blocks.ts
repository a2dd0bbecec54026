/**
 * Runs the blocks of a plan, one after the other, each from its start to its last record.
 *
 * A block is small enough to stay in the cache, and nothing of it is kept but its sums. The hot loops are the plain
 * functions of the motion; this generator yields between pieces of at most a few ten thousand steps.
 *
 * @module
 */

import { type BatchStage, solveBatches } from "#levels/batches.ts";
import { BATCHES, type BatchSolver, type LevelResult, type Progress } from "#levels/contract.ts";
import { lagOf } from "#levels/recorded-track.ts";
import { LANE_STATE, seedLanes } from "#numerics/lane-stream.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { PURPOSE, type Purpose } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import type { Time } from "#units/flavour.ts";
import { profilesOf, readingsOf } from "./block-readings.ts";
import { atExitTimes } from "./exits.ts";
import { addToHistogram, makeHistogram, makeSiteHistogram } from "./histogram.ts";
import { type Columns, columnsOf, emptied, emptyLedger, exitTimes, type Ledger } from "./ledger.ts";
import type { Plan } from "./plan.ts";
import { keepPositions, sampledTracks } from "./sampled-tracks.ts";
import { addBatch, addToTally, type SumGroup } from "./tally.ts";
import { makeTrackMemory, makeTrackSums, remember } from "./tracks.ts";
import { BLOCK, INSIDE, makeWalkers, type Walkers } from "./walkers.ts";

/** Steps between two yields: about 10 ms. */
const BREATH = 100_000;
/** Walkers that leave between two looks at the clock. */
const LEAVING = 256;
/** Walkers whose tracks are averaged between two looks at the clock, and the work for each record of them [steps]. */
const AVERAGED = 32;
const TRACK_WORK = 10;
/** Steps that a motion takes in one call: about 30 ms for a block in three dimensions without compiled kernels. */
const STEPS_AT_ONCE = 256;
/** Blocks of different species: their numbers never meet. */
const SPECIES_STRIDE = 4294967296;

/** Work done since the last yield [steps]. */
interface Pace {
  owed: number;
}

/** Runs the plan. @throws NumericalFailure if walkers do not leave that should. */
export function* runBlocks(
  plan: Plan,
  stage: BatchStage,
): Generator<Progress, Pick<LevelResult, "readings" | "profiles" | "tracks">, unknown> {
  const columns = columnsOf(plan);
  const ledger = emptyLedger(plan, columns, BATCHES);
  yield* solveBatches(stage, batchesOf(plan), (batch, part) => {
    addBatch(ledger.tally, batch, part.tally);
    addBatch(ledger.spreading, batch, part.spreading);
    addBatch(ledger.exits, batch, part.exits);
    addBatch(ledger.ends, batch, part.ends);
    addBatch(ledger.quits, batch, part.quits);
    addBatch(ledger.tracks, batch, part.tracks);
    ledger.sample.times.push(...part.sample.times); // the first batch alone has any
    ledger.sample.positions.push(...part.sample.positions);
    part.histograms.forEach((histogram, record) => {
      if (histogram === undefined) return;
      ledger.histograms[record] ??= emptied(histogram);
      const { counts } = ledger.histograms[record];
      for (let i = 0; i < counts.length; i++) counts[i] += histogram.counts[i];
    });
  });
  yield { fraction: 1, doing: "walkers done" };
  return {
    readings: readingsOf(plan, ledger, columns),
    profiles: profilesOf(plan, ledger),
    ...(plan.kept > 0 && { tracks: sampledTracks(ledger.sample, plan.species.name) }),
  };
}

/** The solver of the batches of a plan: each runs its blocks; block numbers count through. */
export function batchesOf(plan: Plan): BatchSolver<Ledger> {
  const columns = columnsOf(plan);
  const blocks = Math.ceil(plan.batchSize / BLOCK);
  return {
    *solve(batch, pilot) {
      const ledger = emptyLedger(plan, columns, 1, pilot);
      const pace: Pace = { owed: 0 };
      for (let i = 0; i < blocks; i++) {
        const count = Math.min(BLOCK, plan.batchSize - i * BLOCK);
        yield* runBlock({ plan, ledger, columns, pace }, batch * blocks + i, count, (done) => ({
          fraction: (i + done) / blocks,
          doing: `walkers of ${plan.species.name}`,
        }));
      }
      return ledger;
    },
  };
}

/** What the blocks of a batch share. */
interface BatchRun {
  readonly plan: Plan;
  readonly ledger: Ledger;
  readonly columns: Columns;
  readonly pace: Pace;
}

function* runBlock(
  run: BatchRun,
  block: number,
  count: number,
  progress: (done: number) => Progress,
): Generator<Progress, void> {
  const { plan, ledger, pace } = run;
  const { motion, task, records, spreading, tracks } = plan;
  const number = plan.speciesIndex * SPECIES_STRIDE + block;
  const walkers = makeWalkers(
    count,
    motion.dimensions,
    makeRandomStream(task.seed, plan.purpose, number),
    motion.inertia,
    lanesOf(task.seed, plan.purpose, number),
  );
  motion.start(walkers, makeRandomStream(task.seed, PURPOSE.initial, number));
  for (const [k, velocity] of walkers.velocities.entries()) walkers.firstVelocities[k].set(velocity);
  const stops = [
    ...new Set([...records.map(({ time }) => time), ...(spreading ? [spreading.from, spreading.to] : [])]),
  ];
  stops.sort((a, b) => a - b);
  const marks = walkers.axes.map((axis) => axis.slice());
  const memory = tracks && makeTrackMemory(tracks, walkers);
  if (tracks !== undefined && memory !== undefined) remember(tracks, memory, walkers, 0);
  const kept = block === 0 ? plan.kept : 0;
  if (kept > 0) keepPositions(ledger.sample, kept, walkers, 0);
  let now = 0;
  for (const [s, stop] of stops.entries()) {
    const steps = motion.stepRate === 0 ? (task.stepping ?? 1) : 1;
    const atOnce = motion.takesSteps ? STEPS_AT_ONCE : 1;
    const from = now;
    for (let done = 0; done < steps && stop > from; done += atOnce) {
      const some = Math.min(atOnce, steps - done);
      const to = done + some === steps ? stop : from + ((stop - from) * (done + some)) / steps;
      yield* advanceAll(plan, walkers, { from: now, to, steps: some }, pace, () => progress(s / stops.length));
      now = to;
    }
    now = stop;
    if (stop === spreading?.from) for (const [k, axis] of walkers.axes.entries()) marks[k].set(axis);
    if (stop === spreading?.to) addToTally(ledger.spreading, 0, walkers, [displacements(marks, motion.remembers)]);
    records.forEach((record, i) => {
      if (record.time === stop) take(run, i, walkers);
      if (record.time === stop && kept > 0) keepPositions(ledger.sample, kept, walkers, stop);
    });
    if (tracks !== undefined && memory !== undefined) {
      const lag = lagOf(tracks.track, stop);
      if (lag !== undefined) remember(tracks, memory, walkers, lag);
    }
    pace.owed += count;
  }
  if (tracks !== undefined && memory !== undefined) {
    const sums = makeTrackSums(tracks);
    for (let first = 0; first < count; first += AVERAGED) {
      addToTally(ledger.tracks, 0, walkers, [sums(memory, first, Math.min(count, first + AVERAGED))]);
      pace.owed += AVERAGED * tracks.track.steps * TRACK_WORK;
      if (pace.owed < BREATH) continue;
      pace.owed = 0;
      yield progress(1);
    }
  }
  if (needsExit(plan)) yield* leaveAll(run, walkers, now, () => progress(1));
  const { exitQuantiles: quantiles } = plan;
  if (quantiles.length > 0 && now > 0)
    addToTally(
      ledger.quits,
      0,
      atExitTimes(walkers, now),
      quantiles.map(({ sums }) => sums),
    );
}

function lanesOf(seed: number, purpose: Purpose, block: number): Int32Array {
  const lanes = new Int32Array(LANE_STATE);
  seedLanes(lanes, seed, purpose, block);
  return lanes;
}

/** Whether walkers are followed until the last has left. */
function needsExit({ exitTime, exitSides, exitEstimates }: Plan): boolean {
  return exitTime !== undefined || exitSides.length > 0 || exitEstimates.length > 0;
}

/** Follows walkers until the last has left. */
function* leaveAll(
  { plan, ledger, pace }: BatchRun,
  walkers: Walkers,
  from: Time,
  progress: () => Progress,
): Generator<Progress, void> {
  const { motion } = plan;
  const { count } = walkers;
  let now = from;
  if (motion.exitScale === undefined) return;
  const stepped = motion.leave === undefined || plan.exitTime !== undefined || plan.exitEstimates.length > 0;
  for (let round = 0; stepped && walkers.fate.includes(INSIDE); round++) {
    if (round > 1e6)
      throw new NumericalFailure(
        "mean exit time",
        `walkers are still inside at ${now} s`,
        "Check that they can leave.",
      );
    const next = now + motion.exitScale;
    yield* advanceAll(plan, walkers, { from: now, to: next }, pace, progress);
    now = next;
  }
  addToTally(
    ledger.ends,
    0,
    walkers,
    plan.exitEstimates.map(({ sums }) => sums),
  );
  if (motion.leave !== undefined && plan.exitSides.length > 0) {
    for (let first = 0; first < count; first += LEAVING) {
      pace.owed += motion.leave(walkers, first, Math.min(count, first + LEAVING));
      if (pace.owed < BREATH) continue;
      pace.owed = 0;
      yield progress();
    }
  }
  addToTally(ledger.exits, 0, walkers, [exitTimes]);
}

/** From one time to another, in equal steps. */
interface Interval {
  readonly from: Time;
  readonly to: Time;
  readonly steps?: number;
}

/** Moves all walkers to a time, yielding after every {@link BREATH} steps. */
function* advanceAll(
  { motion }: Plan,
  walkers: Walkers,
  { from, to, steps: division = 1 }: Interval,
  pace: Pace,
  progress: () => Progress,
): Generator<Progress, void> {
  // One walker first, to see how much work it is; then as many as make a quarter of a breath.
  let chunk = motion.stepRate === 0 ? BLOCK : 1;
  for (let first = 0; first < walkers.count; ) {
    const end = Math.min(walkers.count, first + chunk);
    const steps = motion.advance(walkers, first, end, from, to, division);
    pace.owed += Math.max(steps, end - first);
    const perWalker = Math.max(1, steps / (end - first));
    chunk = Math.min(BLOCK, 8 * chunk, Math.max(1, Math.floor(BREATH / 4 / perWalker)));
    first = end;
    if (pace.owed < BREATH) continue;
    pace.owed = 0;
    yield progress();
  }
}

function take({ plan, ledger, columns }: BatchRun, record: number, walkers: Walkers): void {
  addToTally(ledger.tally, record, walkers, columns.groups, plan.motion.heavyTails);
  const reference = ledger.tally.references[record];
  if (!plan.records[record].profile || plan.motion.dimensions > 1 || reference === undefined) return;
  const { extents, spacing } = plan.frame;
  ledger.histograms[record] ??=
    (spacing && makeSiteHistogram(walkers.origin[0][0], spacing, reference)) || makeHistogram(extents, reference);
  addToHistogram(ledger.histograms[record], walkers);
}

/**
 * Number of walkers, then along each axis the sum of the displacement d, of d², and 0. Where walkers remember, d² from a
 * mark on is not what it is after it: they set out in a known direction. The sums are then of d, of the growth
 * d² + 2 d m of (x - x(0))², and of the displacement m until the mark.
 */
function displacements(marks: readonly Float64Array[], remembers = false): SumGroup {
  return {
    width: 1 + 3 * marks.length,
    fill(out, { axes, origin, count }) {
      out.fill(0);
      out[0] = count;
      for (const [k, mark] of marks.entries())
        for (let i = 0; i < count; i++) {
          const d = axes[k][i] - mark[i];
          const before = remembers ? mark[i] - origin[k][i] : 0;
          out[1 + 3 * k] += d;
          out[2 + 3 * k] += d * (d + 2 * before);
          out[3 + 3 * k] += before;
        }
    },
  };
}
