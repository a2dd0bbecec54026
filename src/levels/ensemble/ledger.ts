/**
 * What a run of walkers, or one of its batches, adds up.
 *
 * @module
 */

import type { BATCHES } from "#levels/contract.ts";
import type { Estimate } from "./estimates.ts";
import type { Histogram } from "./histogram.ts";
import type { Plan } from "./plan.ts";
import type { TrackSample } from "./sampled-tracks.ts";
import { makeTally, type SumGroup, type Tally } from "./tally.ts";
import { trackColumns } from "./tracks.ts";
import { INSIDE, LEFT_OUT } from "./walkers.ts";

/** Everything that is added up, of a run or of one of its batches. */
export interface Ledger {
  readonly tally: Tally;
  readonly histograms: (Histogram | undefined)[];
  /** Displacements: count, sum and squares of each axis; times of exit: count and sum. */
  readonly spreading: Tally;
  readonly exits: Tally;
  /** What is read when all have left, and of the times of exit. */
  readonly ends: Tally;
  readonly quits: Tally;
  readonly tracks: Tally;
  /** Tracks that are kept as they are. */
  readonly sample: TrackSample;
}

/** The sums that the estimates of a plan need, each once, and where they stand in a row. */
export interface Columns {
  readonly groups: readonly SumGroup[];
  readonly first: ReadonlyMap<SumGroup, number>;
  readonly width: number;
}

/** Number of walkers, the sum of their times of exit, and how many left by the left and by the right end. */
export const exitTimes: SumGroup = {
  width: 4,
  fill(out, { count, exitTime, fate }) {
    out.fill(0);
    out[0] = count;
    out[1] = exitTime.reduce((sum, time) => sum + time, 0);
    for (let i = 0; i < count; i++) if (fate[i] !== INSIDE) out[fate[i] === LEFT_OUT ? 2 : 3]++;
  },
};

/** The sums of a plan and their places. */
export function columnsOf({ estimates, widthExponent: exponent }: Plan): Columns {
  const quartiles = exponent?.quartiles.map(({ sums }) => sums) ?? [];
  const groups = [...new Set([...estimates.map((estimate) => estimate.sums), ...quartiles])];
  const first = new Map<SumGroup, number>();
  let width = 0;
  for (const group of groups) {
    first.set(group, width);
    width += group.width;
  }
  return { groups, first, width };
}

/** A ledger with nothing in it; its references are those of the pilot, if there is one. */
export function emptyLedger(plan: Plan, { width }: Columns, batches: typeof BATCHES | 1, pilot?: Ledger): Ledger {
  return {
    tally: makeTally(plan.records.length, width, batches, pilot?.tally.references),
    histograms: plan.records.map((_, record) => {
      const histogram = pilot?.histograms[record];
      return histogram && emptied(histogram);
    }),
    spreading: makeTally(1, 1 + 3 * plan.motion.dimensions, batches, pilot?.spreading.references),
    exits: makeTally(1, exitTimes.width, batches, pilot?.exits.references),
    ends: makeTally(1, widthOf(plan.exitEstimates), batches, pilot?.ends.references),
    quits: makeTally(1, widthOf(plan.exitQuantiles), batches, pilot?.quits.references),
    tracks: makeTally(1, plan.tracks === undefined ? 0 : trackColumns(plan.tracks), batches, pilot?.tracks.references),
    sample: { times: [], positions: [] },
  };
}

/** The sums that estimates need, one after the other. */
function widthOf(estimates: readonly Estimate[]): number {
  return estimates.reduce((sum, { sums }) => sum + sums.width, 0);
}

/** A histogram of the same bins with nothing in it. */
export function emptied(histogram: Histogram): Histogram {
  return { ...histogram, counts: new Float64Array(histogram.counts.length) };
}
