/**
 * Runs the blocks of a plan, one after the other, each from its start to its last record.
 *
 * A block is small enough to stay in the cache, and nothing of it is kept but its sums. The hot loops are the plain
 * functions of the motion; this generator yields between pieces of at most a few ten thousand steps.
 *
 * @module
 */

import { BATCHES, type Profile, type Progress, type Reading } from "#levels/contract.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import type { Time } from "#units/flavour.ts";
import { addToHistogram, type Histogram, makeHistogram, profileOf } from "./histogram.ts";
import type { Plan } from "./plan.ts";
import { addToTally, batchRow, makeTally, type Row, type SumGroup, type Tally, totalRow } from "./tally.ts";
import { INSIDE, makeWalkers, type Walkers } from "./walkers.ts";

const BLOCK = 4096;
/** Steps between two yields: about 10 ms. */
const BREATH = 100_000;
/** Blocks of different species: their numbers never meet. */
const SPECIES_STRIDE = 4294967296;

/** Everything a run adds up. */
interface Ledger {
  readonly tally: Tally;
  readonly groups: readonly SumGroup[];
  /** First column of each group. */
  readonly columns: ReadonlyMap<SumGroup, number>;
  readonly histograms: (Histogram | undefined)[];
  /** Displacements: count, sum and squares of each axis; times of exit: count and sum. */
  readonly spreading: Tally;
  readonly exits: Tally;
}

/** Work done since the last yield [steps]. */
interface Pace {
  owed: number;
}

/** Runs the plan. @throws NumericalFailure if walkers do not leave that should. */
export function* runBlocks(plan: Plan): Generator<Progress, { readings: Reading[]; profiles: Profile[] }> {
  const groups = [...new Set(plan.estimates.map((estimate) => estimate.sums))];
  let width = 0;
  const columns = new Map<SumGroup, number>();
  for (const group of groups) {
    columns.set(group, width);
    width += group.width;
  }
  const ledger: Ledger = {
    tally: makeTally(plan.records.length, width),
    groups,
    columns,
    histograms: plan.records.map(() => undefined),
    spreading: makeTally(1, 1 + 2 * plan.motion.dimensions),
    exits: makeTally(1, 2),
  };
  const perBatch = Math.ceil(plan.batchSize / BLOCK);
  const total = BATCHES * perBatch;
  const pace: Pace = { owed: 0 };
  for (let block = 0; block < total; block++) {
    const batch = Math.floor(block / perBatch);
    const count = Math.min(BLOCK, plan.batchSize - (block % perBatch) * BLOCK);
    yield* runBlock(plan, ledger, block, batch, count, pace, (done) => ({
      fraction: (block + done) / total,
      doing: `walkers of ${plan.species.name}`,
    }));
  }
  yield { fraction: 1, doing: "walkers done" };
  return { readings: readingsOf(plan, ledger), profiles: profilesOf(plan, ledger) };
}

function* runBlock(
  plan: Plan,
  ledger: Ledger,
  block: number,
  batch: number,
  count: number,
  pace: Pace,
  progress: (done: number) => Progress,
): Generator<Progress, void> {
  const { motion, task, records, spreading } = plan;
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
  let now = 0;
  for (const [s, stop] of stops.entries()) {
    if (stop > now) yield* advanceAll(plan, walkers, now, stop, pace, () => progress(s / stops.length));
    now = stop;
    if (stop === spreading?.from) for (const [k, axis] of walkers.axes.entries()) marks[k].set(axis);
    if (stop === spreading?.to) addToTally(ledger.spreading, 0, batch, walkers, [displacements(marks)]);
    records.forEach((record, i) => {
      if (record.time === stop) take(plan, ledger, i, batch, walkers);
    });
    pace.owed += count;
  }
  if (plan.exitTime === undefined || motion.exitScale === undefined) return;
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
  addToTally(ledger.exits, 0, batch, walkers, [exitTimes]);
}

const exitTimes: SumGroup = {
  width: 2,
  fill(out, { count, exitTime }) {
    out[0] = count;
    out[1] = exitTime.reduce((sum, time) => sum + time, 0);
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

function take(plan: Plan, ledger: Ledger, record: number, batch: number, walkers: Walkers): void {
  addToTally(ledger.tally, record, batch, walkers, ledger.groups);
  const reference = ledger.tally.references[record];
  if (!plan.records[record].profile || plan.motion.dimensions > 1 || reference === undefined) return;
  ledger.histograms[record] ??= makeHistogram(plan.frame.extents, reference);
  addToHistogram(ledger.histograms[record], walkers);
}

/** Number of walkers, then the sum and the sum of squares of the displacement along each axis. */
function displacements(marks: readonly Float64Array[]): SumGroup {
  return {
    width: 1 + 2 * marks.length,
    fill(out, { axes, count }) {
      out.fill(0);
      out[0] = count;
      for (const [k, mark] of marks.entries())
        for (let i = 0; i < count; i++) {
          const d = axes[k][i] - mark[i];
          out[1 + 2 * k] += d;
          out[2 + 2 * k] += d * d;
        }
    },
  };
}

function readingsOf(plan: Plan, ledger: Ledger): Reading[] {
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
      const first = ledger.columns.get(sums) ?? 0;
      const columns = Array.from({ length: sums.width }, (_, i) => first + i);
      for (const at of when) add(key, at, ledger.tally, record, (row, walkers) => value(columns.map(row), walkers));
    }
  });
  if (plan.exitTime !== undefined) add(plan.exitTime.key, "timeless", ledger.exits, 0, (row) => row(1) / row(0));
  if (plan.spreading !== undefined) {
    const time = plan.spreading.to - plan.spreading.from;
    const { dimensions } = plan.motion;
    if (plan.driftVelocity !== undefined)
      add(plan.driftVelocity.key, "timeless", ledger.spreading, 0, (row) => row(1) / row(0) / time);
    if (plan.diffusivity !== undefined)
      add(plan.diffusivity.key, "timeless", ledger.spreading, 0, (row) => {
        const n = row(0);
        let squares = 0;
        for (let k = 0; k < dimensions; k++) squares += row(2 + 2 * k) - (row(1 + 2 * k) * row(1 + 2 * k)) / n;
        return squares / (n - 1) / (2 * dimensions * time);
      });
  }
  return readings;
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
