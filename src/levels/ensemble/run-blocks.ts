/**
 * Runs the blocks of a plan, one after the other, each from its start to its last record.
 *
 * A block is small enough to stay in the cache, and nothing of it is kept but its sums. The hot loops are the plain
 * functions of the motion; this generator yields between pieces of at most a few ten thousand steps.
 *
 * @module
 */

import { type BatchStage, solveBatches } from "#levels/batches.ts";
import { BATCHES, type BatchSolver, type Profile, type Progress, type Reading, type When } from "#levels/contract.ts";
import { lagOf } from "#levels/recorded-track.ts";
import type { Measure } from "#model/measure.ts";
import { log } from "#numerics/elementary.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import type { Time } from "#units/flavour.ts";
import { addToHistogram, type Histogram, makeHistogram, profileOf } from "./histogram.ts";
import { type Plan, QUARTILES, type RecordTime } from "./plan.ts";
import { quantileFrom, quantileSums } from "./quantiles.ts";
import { addBatch, addToTally, batchRow, makeTally, type Row, type SumGroup, type Tally, totalRow } from "./tally.ts";
import { makeTrackMemory, makeTrackSums, remember, trackColumns, trackReadings } from "./tracks.ts";
import { BLOCK, INSIDE, LEFT_OUT, makeWalkers, type Walkers } from "./walkers.ts";

/** Steps between two yields: about 10 ms. */
const BREATH = 100_000;
/** Walkers that leave between two looks at the clock. */
const LEAVING = 256;
/** Walkers whose tracks are averaged between two looks at the clock, and the work for each record of them [steps]. */
const AVERAGED = 32;
const TRACK_WORK = 10;
/** Blocks of different species: their numbers never meet. */
const SPECIES_STRIDE = 4294967296;

/** Everything that is added up, of a run or of one of its batches. */
interface Ledger {
  readonly tally: Tally;
  readonly histograms: (Histogram | undefined)[];
  /** Displacements: count, sum and squares of each axis; times of exit: count and sum. */
  readonly spreading: Tally;
  readonly exits: Tally;
  readonly tracks: Tally;
}

/** The sums that the estimates of a plan need, each once, and where they stand in a row. */
interface Columns {
  readonly groups: readonly SumGroup[];
  readonly first: ReadonlyMap<SumGroup, number>;
  readonly width: number;
}

/** Work done since the last yield [steps]. */
interface Pace {
  owed: number;
}

/** Runs the plan. @throws NumericalFailure if walkers do not leave that should. */
export function* runBlocks(
  plan: Plan,
  stage: BatchStage,
): Generator<Progress, { readings: Reading[]; profiles: Profile[] }, unknown> {
  const columns = columnsOf(plan);
  const ledger = emptyLedger(plan, columns, BATCHES);
  yield* solveBatches(stage, batchesOf(plan), (batch, part) => {
    addBatch(ledger.tally, batch, part.tally);
    addBatch(ledger.spreading, batch, part.spreading);
    addBatch(ledger.exits, batch, part.exits);
    addBatch(ledger.tracks, batch, part.tracks);
    part.histograms.forEach((histogram, record) => {
      if (histogram === undefined) return;
      ledger.histograms[record] ??= emptied(histogram);
      const { counts } = ledger.histograms[record];
      for (let i = 0; i < counts.length; i++) counts[i] += histogram.counts[i];
    });
  });
  yield { fraction: 1, doing: "walkers done" };
  return { readings: readingsOf(plan, ledger, columns), profiles: profilesOf(plan, ledger) };
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

function columnsOf({ estimates, widthExponent: exponent }: Plan): Columns {
  const quartiles = exponent === undefined ? [] : QUARTILES.map(quantileSums);
  const groups = [...new Set([...estimates.map((estimate) => estimate.sums), ...quartiles])];
  const first = new Map<SumGroup, number>();
  let width = 0;
  for (const group of groups) {
    first.set(group, width);
    width += group.width;
  }
  return { groups, first, width };
}

function emptyLedger(plan: Plan, { width }: Columns, batches: typeof BATCHES | 1, pilot?: Ledger): Ledger {
  return {
    tally: makeTally(plan.records.length, width, batches, pilot?.tally.references),
    histograms: plan.records.map((_, record) => {
      const histogram = pilot?.histograms[record];
      return histogram && emptied(histogram);
    }),
    spreading: makeTally(1, 1 + 3 * plan.motion.dimensions, batches, pilot?.spreading.references),
    exits: makeTally(1, exitTimes.width, batches, pilot?.exits.references),
    tracks: makeTally(1, plan.tracks === undefined ? 0 : trackColumns(plan.tracks), batches, pilot?.tracks.references),
  };
}

function emptied({ edges, counts }: Histogram): Histogram {
  return { edges, counts: new Float64Array(counts.length) };
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
  let now = 0;
  for (const [s, stop] of stops.entries()) {
    const steps = motion.stepRate === 0 ? (task.stepping ?? 1) : 1;
    const from = now;
    for (let step = 1; step <= steps && stop > from; step++) {
      const to = step === steps ? stop : from + ((stop - from) * step) / steps;
      yield* advanceAll(plan, walkers, now, to, pace, () => progress(s / stops.length));
      now = to;
    }
    now = stop;
    if (stop === spreading?.from) for (const [k, axis] of walkers.axes.entries()) marks[k].set(axis);
    if (stop === spreading?.to) addToTally(ledger.spreading, 0, walkers, [displacements(marks, motion.remembers)]);
    records.forEach((record, i) => {
      if (record.time === stop) take(run, i, walkers);
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
  if ((plan.exitTime === undefined && plan.exitSides.length === 0) || motion.exitScale === undefined) return;
  if (motion.leave !== undefined) {
    walkers.fate.fill(INSIDE);
    for (let first = 0; first < count; first += LEAVING) {
      pace.owed += motion.leave(walkers, first, Math.min(count, first + LEAVING));
      if (pace.owed < BREATH) continue;
      pace.owed = 0;
      yield progress(1);
    }
  }
  for (let round = 0; walkers.fate.includes(INSIDE); round++) {
    if (round > 1e6)
      throw new NumericalFailure(
        "mean exit time",
        `walkers are still inside at ${now} s`,
        "Check that they can leave.",
      );
    const next = now + motion.exitScale;
    yield* advanceAll(plan, walkers, now, next, pace, () => progress(1));
    now = next;
  }
  addToTally(ledger.exits, 0, walkers, [exitTimes]);
}

/** Number of walkers, the sum of their times of exit, and how many left by the left and by the right end. */
const exitTimes: SumGroup = {
  width: 4,
  fill(out, { count, exitTime, fate }) {
    out.fill(0);
    out[0] = count;
    out[1] = exitTime.reduce((sum, time) => sum + time, 0);
    for (let i = 0; i < count; i++) if (fate[i] !== INSIDE) out[fate[i] === LEFT_OUT ? 2 : 3]++;
  },
};

/** Moves all walkers to a time, yielding after every {@link BREATH} steps. */
function* advanceAll(
  { motion }: Plan,
  walkers: Walkers,
  from: Time,
  to: Time,
  pace: Pace,
  progress: () => Progress,
): Generator<Progress, void> {
  // One walker first, to see how much work it is; then as many as make a quarter of a breath.
  let chunk = motion.stepRate === 0 ? BLOCK : 1;
  for (let first = 0; first < walkers.count; ) {
    const end = Math.min(walkers.count, first + chunk);
    const steps = motion.advance(walkers, first, end, from, to);
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
  ledger.histograms[record] ??= makeHistogram(plan.frame.extents, reference);
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

function readingsOf(plan: Plan, ledger: Ledger, columns: Columns): Reading[] {
  const { first: firstColumn } = columns;
  const readings: Reading[] = [];
  const { batchSize, records, estimates } = plan;
  const add = (
    measure: string,
    when: Reading["when"],
    tally: Tally,
    record: number,
    of: (row: Row, walkers: number) => number,
  ) => {
    const batches = Float64Array.from({ length: BATCHES }, (_, batch) => of(batchRow(tally, record, batch), batchSize));
    const value = of(totalRow(tally, record), batchSize * BATCHES);
    if (Number.isFinite(value)) readings.push({ measure, when, value, batches });
  };
  records.forEach(({ when }, record) => {
    for (const { key, sums, value } of estimates) {
      const first = firstColumn.get(sums) ?? 0;
      const place = Array.from({ length: sums.width }, (_, i) => first + i);
      for (const at of when) add(key, at, ledger.tally, record, (row, walkers) => value(place.map(row), walkers));
    }
  });
  if (plan.exitTime !== undefined) add(plan.exitTime.key, "timeless", ledger.exits, 0, (row) => row(1) / row(0));
  for (const { key, end } of plan.exitSides)
    add(key, "timeless", ledger.exits, 0, (row) => row(end === "left" ? 2 : 3) / row(0));
  for (const { key, lag, value } of plan.tracks === undefined ? [] : trackReadings(plan.tracks))
    for (const when of lag === undefined ? (["timeless"] as const) : whenOf(plan, lag))
      add(key, when, ledger.tracks, 0, value);
  if (plan.widthExponent !== undefined) readings.push(...widthExponent(plan, plan.widthExponent, ledger, columns));
  if (plan.spreading !== undefined) {
    const time = plan.spreading.to - plan.spreading.from;
    const { dimensions } = plan.motion;
    if (plan.driftVelocity !== undefined)
      add(plan.driftVelocity.key, "timeless", ledger.spreading, 0, (row) => row(1) / row(0) / time);
    if (plan.diffusivity !== undefined)
      add(plan.diffusivity.key, "timeless", ledger.spreading, 0, (row) => {
        const n = row(0);
        let squares = 0;
        for (let k = 0; k < dimensions; k++) {
          const [moved, growth, before] = [row(1 + 3 * k), row(2 + 3 * k), row(3 + 3 * k)];
          squares += growth - (moved * (moved + 2 * before)) / n;
        }
        return squares / (n - 1) / (2 * dimensions * time);
      });
  }
  return readings;
}

/** The records a lag after the start. */
function whenOf({ records, tracks }: Plan, lag: number): readonly When[] {
  return records.flatMap(({ time, when }) => (tracks !== undefined && lagOf(tracks.track, time) === lag ? when : []));
}

/** Growth of ln(interquartile range) with ln t from the first record to the last. */
function widthExponent({ records, batchSize }: Plan, { key }: Measure, { tally }: Ledger, columns: Columns): Reading[] {
  const [from, to] = [records.findIndex(({ time }) => time > 0), records.length - 1];
  if (from < 0 || from >= to) return [];
  const range = (row: Row): number => {
    const [low, high] = QUARTILES.map((p) => {
      const first = columns.first.get(quantileSums(p)) ?? 0;
      return quantileFrom(
        Array.from({ length: quantileSums(p).width }, (_, i) => row(first + i)),
        p,
      );
    });
    return (high as number) - (low as number);
  };
  const span = log((records[to] as RecordTime).time / (records[from] as RecordTime).time);
  const exponent = (rowAt: (record: number) => Row) => log(range(rowAt(to)) / range(rowAt(from))) / span;
  const value = exponent((record) => totalRow(tally, record));
  const batches = Float64Array.from({ length: BATCHES }, (_, batch) =>
    exponent((record) => batchRow(tally, record, batch)),
  );
  return Number.isFinite(value) && batchSize > 1 ? [{ measure: key, when: "timeless", value, batches }] : [];
}

function profilesOf(plan: Plan, ledger: Ledger): Profile[] {
  const quantity = plan.species.measure === "probability" ? "probability" : "concentration";
  const worth = plan.frame.amount / (plan.batchSize * BATCHES);
  return plan.records.flatMap(({ when }, record) => {
    const histogram = ledger.histograms[record];
    if (histogram === undefined || !(histogram.edges[histogram.counts.length] > histogram.edges[0])) return [];
    return when.map((at) => profileOf(histogram, { species: plan.species.name, when: at, quantity }, worth));
  });
}
