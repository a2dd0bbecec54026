/**
 * What is kept of the walkers of a lattice walk: sums for each batch and record time, and counts per site on a line.
 *
 * Moments along x are taken about a whole number of spacings near the expected drift, so that their sums are sums of
 * whole numbers and lose nothing to cancellation. Sums run in the order of the blocks: the same bits every time.
 *
 * @module
 */

import type { BATCHES } from "#levels/contract.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Expression } from "#model/expression/expression.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import { latticeCoordinate, rounded15 } from "#step-law/lattice-coordinate.ts";
import { axisStep } from "#step-law/lattice-law.ts";
import type { LatticeProblem } from "#step-law/lattice-problem.ts";
import { BLOCK, type BlockPaths, type PathPlan } from "./lattice-paths.ts";

/** Places of the sums: powers of the shifted x, squared and plain distance, history; the conditions follow. */
export const SUM = {
  x1: 0,
  x2: 1,
  x3: 2,
  x4: 3,
  squared: 4,
  distance: 5,
  returned: 6,
  distinct: 7,
  condition: 8,
} as const;

/** The sums of a run, or of one batch of it. */
export interface LatticeTally {
  /** Number of sums for each batch and time. */
  readonly width: number;
  /** Sums of batch b at time j from place (b * times + j) * width on. */
  readonly sums: Float64Array;
  /** Where the moments along x are taken about, for each time [spacings]. */
  readonly shifts: readonly number[];
  /** Conditions whose fulfilment is counted. */
  readonly conditions: readonly Expression[];
  /** Counts per site at each record time; without sites where not kept. */
  readonly histograms: readonly SiteCounts[];
}

/** Counts of walkers at the sites first, first + stride ... [spacings from the start]. */
export interface SiteCounts {
  readonly first: number;
  readonly stride: 1 | 2;
  readonly counts: Float64Array;
}

/** The most counts that are kept; beyond it only the last record time has any. */
const LARGEST_HISTOGRAMS = 2_000_000;

/** An empty tally for a plan: of a whole run, or of one batch. */
export function emptyTally(
  { problem, ticks }: PathPlan,
  conditions: readonly Expression[],
  batches: typeof BATCHES | 1,
): LatticeTally {
  const { law, times, box } = problem;
  const width = SUM.condition + conditions.length;
  const { forward, backward } = axisStep(law);
  let clock = 0;
  const windows = ticks.map((n) => {
    clock += n;
    return { shift: box === undefined ? Math.round((forward - backward) * clock) : 0, clock };
  });
  const isEveryOther = law.clock.kind === "fixed" && law.stay === 0 && box === undefined;
  const windowOf = (shift: number, steps: number): SiteCounts => {
    if (box !== undefined) return { first: -box.startSite, stride: 1, counts: new Float64Array(box.sites) };
    // Ten standard deviations and the walkers of a Poisson clock's tail: beyond it is less than 1e-20 of them.
    const reach = Math.ceil(10 * Math.sqrt(steps)) + 40;
    const low = law.clock.kind === "fixed" ? Math.max(-steps, shift - reach) : shift - reach;
    const high = law.clock.kind === "fixed" ? Math.min(steps, shift + reach) : shift + reach;
    const stride = isEveryOther ? 2 : 1;
    const first = isEveryOther && (low - steps) % 2 !== 0 ? low + 1 : low;
    return { first, stride, counts: new Float64Array(Math.floor((high - first) / stride) + 1) };
  };
  const none: SiteCounts = { first: 0, stride: 1, counts: new Float64Array() };
  const all = windows.reduce((sum, { clock: steps }) => sum + 20 * Math.sqrt(steps) + 80, 0);
  const keepsAll = (box === undefined ? all : box.sites * times.length) <= LARGEST_HISTOGRAMS;
  const histograms = windows.map(({ shift, clock: steps }, j) =>
    law.dimensions === 1 && (keepsAll || j === times.length - 1) ? windowOf(shift, steps) : none,
  );
  return {
    width,
    sums: new Float64Array(batches * times.length * width),
    shifts: windows.map(({ shift }) => shift),
    conditions,
    histograms,
  };
}

/** Puts the tally of one batch into that of the run. */
export function addBatch(tally: LatticeTally, batch: number, { sums, histograms }: LatticeTally): void {
  tally.sums.set(sums, batch * sums.length);
  for (const [j, { counts }] of histograms.entries()) {
    const all = (tally.histograms[j] as SiteCounts).counts;
    for (let i = 0; i < counts.length; i++) all[i] += counts[i];
  }
}

/** What turns the displacements of walkers into coordinates; remembers the ones it has met. */
export interface LatticeCoordinates {
  readonly of: (axis: number, sites: number) => number;
}

/** The coordinates of a problem. */
export function makeCoordinates({ law, start }: LatticeProblem): LatticeCoordinates {
  const known = start.map(() => new Map<number, number>());
  return {
    of(axis, sites) {
      const met = known[axis]?.get(sites);
      if (met !== undefined) return met;
      const at = latticeCoordinate(start[axis] as number, law.spacing, sites);
      known[axis]?.set(sites, at);
      return at;
    },
  };
}

/** Adds the first `walkers` of a block to the sums of its batch. */
export function addBlock(
  tally: LatticeTally,
  paths: BlockPaths,
  { problem, history }: PathPlan,
  walkers: number,
  coordinates: LatticeCoordinates,
): void {
  const times = problem.times.length;
  for (let j = 0; j < times; j++) {
    const sums = tally.sums.subarray(j * tally.width, (j + 1) * tally.width);
    const axes = paths.axes.map((axis) => axis.subarray(j * BLOCK, j * BLOCK + walkers));
    addMoments(sums, axes, tally.shifts[j] as number);
    addCounts(tally.histograms[j] as SiteCounts, axes[0] as Float64Array);
    if (history)
      for (let w = 0; w < walkers; w++) {
        sums[SUM.returned] += paths.returned[j * BLOCK + w];
        sums[SUM.distinct] += paths.distinct[j * BLOCK + w];
      }
    for (const [c, condition] of tally.conditions.entries())
      sums[SUM.condition + c] += countFulfilled(condition, axes, problem, coordinates);
  }
}

function addMoments(sums: Float64Array, axes: readonly Float64Array[], shift: number): void {
  const [x = new Float64Array(), y, z] = axes;
  for (let w = 0; w < x.length; w++) {
    const d = x[w] - shift;
    const d2 = d * d;
    sums[SUM.x1] += d;
    sums[SUM.x2] += d2;
    sums[SUM.x3] += d2 * d;
    sums[SUM.x4] += d2 * d2;
    let squared = x[w] * x[w];
    if (y !== undefined) squared += y[w] * y[w];
    if (z !== undefined) squared += z[w] * z[w];
    sums[SUM.squared] += squared;
    sums[SUM.distance] += Math.sqrt(squared);
  }
}

function addCounts({ first, stride, counts }: SiteCounts, x: Float64Array): void {
  if (counts.length === 0) return;
  for (let w = 0; w < x.length; w++) {
    const i = (x[w] - first) / stride;
    if (i >= 0 && i < counts.length) counts[i]++;
  }
}

function countFulfilled(
  condition: Expression,
  axes: readonly Float64Array[],
  { constants }: LatticeProblem,
  coordinates: LatticeCoordinates,
): number {
  const [x = new Float64Array(), y, z] = axes.map((sites, axis) => sites.map((at) => coordinates.of(axis, at)));
  const scope = new Map<string, number | Float64Array>([...constants, ["x", x], ["y", y ?? 0], ["z", z ?? 0]]);
  if (namesIn(condition).has("r"))
    scope.set(
      "r",
      x.map((at, w) => rounded15(Math.sqrt(at * at + ((y?.[w] ?? 0) * (y?.[w] ?? 0) + (z?.[w] ?? 0) * (z?.[w] ?? 0))))),
    );
  const fulfilled = fieldOf(condition, x.length, { name: (name) => scope.get(name) });
  let count = 0;
  for (let w = 0; w < fulfilled.length; w++) count += fulfilled[w];
  return count;
}
