/**
 * The walks that are timed: what a block of walkers does with a kernel set, and what must come out of it.
 *
 * Blocks have random streams of their own and leave sums of their own, so that any split over threads gives the same bits.
 */
import type { KernelSet } from "#numerics/kernel-set.ts";
import { PERSISTENT_WALKERS, PERSISTENT_WORDS } from "#numerics/kernels/persistent-steps.ts";
import { LANE_STATE, seedLanes } from "#numerics/lane-stream.ts";
import { PURPOSE } from "#numerics/purpose.ts";

/** Sums that a block leaves. */
export const SUMS = 16;
/** Counts of all blocks together, of steps to the right: from half of the steps - 512 on; the ends hold the rest. */
export const CELLS = 1024;

const SEED = 1908;
/** Steps of one call: below 50 ms for a block. */
const CHUNK = 1000;
/** Walkers of a block, unless the loop has its own number: 512 of three coordinates are 12 KB. */
const BLOCK = 512;

export interface Size {
  readonly walkers: number;
  readonly steps: number;
}

/** What one thread does: its blocks, one after the other. `sums` has SUMS places for each block of the run. */
export type Walk = (kernels: KernelSet, size: Size, first: number, end: number, sums: Float64Array) => void;

export interface Workload {
  readonly name: string;
  readonly title: string;
  readonly size: Size;
  /** For `--quick`. */
  readonly small: Size;
  readonly block: number;
  readonly walk: Walk;
  readonly counts?: true;
}

const streamOf = (kernels: KernelSet): Int32Array => kernels.words(LANE_STATE);
const inBlock = ({ walkers }: Size, block: number, room: number): number => Math.min(room, walkers - block * room);

/** Calls a loop for all steps, a chunk at a time. */
function inChunks(steps: number, call: (steps: number) => void): void {
  for (let done = 0; done < steps; done += CHUNK) call(Math.min(CHUNK, steps - done));
}

/** P1: r² at ten times. D = 1, time 1 whatever the number of steps: ten steps are the exact jumps of a planner. */
const freeDiffusion: Walk = (kernels, size, first, end, sums) => {
  const [x, law, stream] = [kernels.numbers(3 * BLOCK), kernels.numbers(9), streamOf(kernels)];
  for (let axis = 0; axis < 3; axis++) law.set([1, 0, Math.sqrt(2 / size.steps)], 3 * axis);
  for (let block = first; block < end; block++) {
    const count = inBlock(size, block, BLOCK);
    const where = { count, dimensions: 3, stride: count };
    seedLanes(stream, SEED, PURPOSE.demonstration, block);
    x.fill(0);
    for (let record = 0; record < 10; record++) {
      kernels.linearSteps(x, where, law, stream, size.steps / 10);
      sums[SUMS * block + record] = kernels.sumOfSquares(x, 3 * count);
    }
  }
};

/** P2: Σ x, Σ x², and how many made how many steps to the right. */
const coinWalk: Walk = (kernels, size, first, end, sums) => {
  const room = 4096;
  const [sites, stream] = [kernels.words(room), streamOf(kernels)];
  const counts = sums.subarray(sums.length - CELLS);
  for (let block = first; block < end; block++) {
    const count = inBlock(size, block, room);
    seedLanes(stream, SEED, PURPOSE.demonstration, block);
    sites.fill(0);
    kernels.coinSteps(sites, count, stream, size.steps);
    addSites(sums, SUMS * block, sites, count);
    for (let i = 0; i < count; i++) counts[Math.max(0, Math.min(CELLS - 1, ((sites[i] ?? 0) >> 1) + CELLS / 2))]! += 1;
  }
};

/** P3: Σ x, Σ x². */
const overdampedTrap: Walk = (kernels, size, first, end, sums) => {
  const [x, law, stream] = [kernels.numbers(BLOCK), kernels.numbers(3), streamOf(kernels)];
  const decay = Math.exp(-0.01);
  law.set([decay, 0, Math.sqrt(1 - decay * decay)]);
  for (let block = first; block < end; block++) {
    const count = inBlock(size, block, BLOCK);
    seedLanes(stream, SEED, PURPOSE.demonstration, block);
    x.fill(0);
    inChunks(size.steps, (steps) =>
      kernels.linearSteps(x, { count, dimensions: 1, stride: count }, law, stream, steps),
    );
    for (let i = 0; i < count; i++) sums[SUMS * block]! += x[i] ?? 0;
    sums[SUMS * block + 1] = kernels.sumOfSquares(x, count);
  }
};

/** P4: r² and v² at the end, v·v0 after 100 steps. */
const underdamped: Walk = (kernels, size, first, end, sums) => {
  const [x, v, v0] = [kernels.numbers(3 * BLOCK), kernels.numbers(3 * BLOCK), kernels.numbers(3 * BLOCK)];
  const [law, stream] = [kernels.numbers(9), streamOf(kernels)];
  const half = 0.005;
  const decay = Math.exp(-2 * half);
  const spread = Math.sqrt(1 - decay * decay);
  law.set([1, half * (1 + decay), 0, 0, decay, 0, half * spread, spread, 0]);
  for (let block = first; block < end; block++) {
    const count = inBlock(size, block, BLOCK);
    const where = { count, dimensions: 3, stride: count };
    seedLanes(stream, SEED, PURPOSE.demonstration, block);
    x.fill(0);
    kernels.fillNormals(v, 3 * count, stream);
    v0.set(v);
    kernels.phaseSteps(x, v, where, law, stream, 100);
    for (let i = 0; i < 3 * count; i++) sums[SUMS * block + 2]! += (v[i] ?? 0) * (v0[i] ?? 0);
    inChunks(size.steps - 100, (steps) => kernels.phaseSteps(x, v, where, law, stream, steps));
    sums[SUMS * block] = kernels.sumOfSquares(x, 3 * count);
    sums[SUMS * block + 1] = kernels.sumOfSquares(v, 3 * count);
  }
};

/** P5a: Σ x, Σ x². */
const persistentWalk: Walk = (kernels, size, first, end, sums) => {
  const digits = Math.ceil(Math.log2(size.steps + 1));
  const planes = kernels.words(PERSISTENT_WORDS * (digits + 1));
  const [sites, stream] = [kernels.words(PERSISTENT_WALKERS), kernels.words(2 * LANE_STATE)];
  const turn = Math.round(0.1 * 2 ** 32);
  for (let block = first; block < end; block++) {
    seedLanes(stream, SEED, PURPOSE.demonstration, block);
    planes.fill(0);
    // Turning with probability 1/2 from any direction starts them fairly; the step that comes with it is forgotten.
    kernels.persistentSteps(planes, digits, 2 ** 31, stream, 1);
    planes.fill(0, PERSISTENT_WORDS);
    inChunks(size.steps, (steps) => kernels.persistentSteps(planes, digits, turn, stream, steps));
    kernels.persistentSites(sites, planes, digits, size.steps);
    addSites(sums, SUMS * block, sites, inBlock(size, block, PERSISTENT_WALKERS));
  }
};

/** P5b: Σ cos(k x / n^(2/3)) for k = 1/2, 1, 2. */
const stableFlight: Walk = (kernels, size, first, end, sums) => {
  const [x, stream] = [kernels.numbers(BLOCK), streamOf(kernels)];
  const unit = size.steps ** (-2 / 3);
  for (let block = first; block < end; block++) {
    const count = inBlock(size, block, BLOCK);
    seedLanes(stream, SEED, PURPOSE.demonstration, block);
    x.fill(0);
    inChunks(size.steps, (steps) => kernels.stableSteps(x, count, 1.5, 1, stream, steps));
    for (let k = 0; k < 3; k++)
      for (let i = 0; i < count; i++) sums[SUMS * block + k]! += Math.cos(0.5 * (1 << k) * unit * (x[i] ?? 0));
  }
};

function addSites(sums: Float64Array, at: number, sites: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const site = sites[i] ?? 0;
    sums[at]! += site;
    sums[at + 1]! += site * site;
  }
}

const million = (steps: number): Size => ({ walkers: 1_000_000, steps });
const tenth = (steps: number): Size => ({ walkers: 100_000, steps });

/** All of them; names are those of the C programs. */
export const WORKLOADS: readonly Workload[] = [
  {
    name: "free-diffusion",
    title: "P1, free diffusion in 3-D, records at 10 times",
    size: million(1000),
    small: { walkers: 50_000, steps: 1000 },
    block: BLOCK,
    walk: freeDiffusion,
  },
  {
    name: "coin-walk",
    title: "P2, fair steps of ±1, 32 to a word",
    size: million(10_000),
    small: { walkers: 200_000, steps: 10_000 },
    block: 4096,
    walk: coinWalk,
    counts: true,
  },
  {
    name: "overdamped-trap",
    title: "P3, overdamped in a harmonic trap",
    size: tenth(10_000),
    small: { walkers: 10_000, steps: 10_000 },
    block: BLOCK,
    walk: overdampedTrap,
  },
  {
    name: "underdamped",
    title: "P4, underdamped in 3-D, BAOAB",
    size: tenth(10_000),
    small: { walkers: 5_000, steps: 10_000 },
    block: BLOCK,
    walk: underdamped,
  },
  {
    name: "persistent-walk",
    title: "P5a, persistent steps of ±1, bits of 256 walkers side by side",
    size: million(1000),
    small: { walkers: 200_000, steps: 1000 },
    block: PERSISTENT_WALKERS,
    walk: persistentWalk,
  },
  {
    name: "stable-flight",
    title: "P5b, symmetric stable steps of index 1.5",
    size: million(1000),
    small: { walkers: 20_000, steps: 1000 },
    block: BLOCK,
    walk: stableFlight,
  },
];

/** Exact jumps to the ten records of P1, as a planner makes them. */
export const JUMPS: Workload = {
  ...WORKLOADS[0]!,
  name: "free-diffusion-jumps",
  title: "P1, exact jumps to the 10 records",
  size: million(10),
  small: { walkers: 500_000, steps: 10 },
};

/** Room for the sums of all blocks, and for counts behind them. */
export function makeSums({ block, counts }: Workload, { walkers }: Size): Float64Array {
  return new Float64Array(SUMS * Math.ceil(walkers / block) + (counts ? CELLS : 0));
}

/** Sums over blocks, in their order. */
export function totals({ block }: Workload, { walkers }: Size, sums: Float64Array): Float64Array {
  const total = new Float64Array(SUMS);
  for (let i = 0; i < SUMS * Math.ceil(walkers / block); i++) total[i % SUMS]! += sums[i] ?? 0;
  return total;
}
