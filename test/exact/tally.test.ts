import { describe, expect, test } from "vitest";
import { BATCHES } from "#levels/contract.ts";
import {
  addBatch,
  addToTally,
  batchRow,
  binCount,
  cosines,
  displacementPowers,
  distances,
  fates,
  firstMoments,
  fourMoments,
  makeTally,
  positions,
  type SumGroup,
  totalRow,
} from "#levels/ensemble/tally.ts";
import { LEFT_OUT, makeWalkers, RIGHT_OUT, type Walkers } from "#levels/ensemble/walkers.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";

const noise = makeRandomStream(1, PURPOSE.demonstration, 0);

/** Walkers in a plane: from where to where, those inside first. */
const INSIDE = [
  { from: [1, 2], to: [4, 6] }, // moved by (3, 4)
  { from: [1, 0], to: [-1, 0] }, // by (-2, 0)
  { from: [0, -1], to: [9, 39] }, // by (9, 40)
] as const;
const GONE = { from: [0, 0], to: [100, 100] } as const;

function walkersAt(all: readonly { from: readonly number[]; to: readonly number[] }[], left = 0, right = 0): Walkers {
  const walkers = makeWalkers(all.length, 2, noise);
  for (const [i, { from, to }] of all.entries())
    for (const axis of [0, 1]) {
      (walkers.origin[axis] as Float64Array)[i] = from[axis] as number;
      (walkers.axes[axis] as Float64Array)[i] = to[axis] as number;
    }
  for (let k = 0; k < left + right; k++) walkers.fate[all.length - 1 - k] = k < left ? LEFT_OUT : RIGHT_OUT;
  return walkers;
}

const walkers = walkersAt([...INSIDE, GONE, GONE, GONE], 1, 2);

/** The sums of a group over the walkers, about x = 2. */
function sums(group: SumGroup): number[] {
  const out = new Float64Array(group.width);
  group.fill(out, walkers, { mean: 2, spread: 1 });
  return [...out];
}

describe("sums over walkers leave out those that have left", () => {
  test("walkers by fate", () => expect(sums(fates)).toEqual([3, 1, 2]));

  test("powers of x about the reference", () => {
    // x - 2 = 2, -3, 7
    expect(sums(firstMoments)).toEqual([3, 6, 4 + 9 + 49]);
    expect(sums(fourMoments)).toEqual([3, 6, 62, 8 - 27 + 343, 16 + 81 + 2401]);
  });

  test("x itself", () => expect(sums(positions)).toEqual([3, 12]));

  test("distances from the start, all axes together", () =>
    expect(sums(distances)).toEqual([3, 5 + 2 + 41, 25 + 4 + 1681]));

  test("powers of the displacement along x", () => {
    expect(sums(displacementPowers(1))).toEqual([3, 3 - 2 + 9]);
    expect(sums(displacementPowers(2))).toEqual([3, 9 + 4 + 81]);
    expect(sums(displacementPowers(3))).toEqual([3, 27 - 8 + 729]);
  });

  test("cosines of it", () => {
    const [count, sum] = sums(cosines(0.1));
    expect(count).toBe(3);
    expect(sum).toBeNear(Math.cos(0.3) + Math.cos(0.2) + Math.cos(0.9), { rel: 1e-15 });
  });

  test("weighted counts in bins that hold their left end", () => {
    const bins = [
      { from: -1, to: 4, weight: 10 },
      { from: 4, to: 9, weight: 100 },
    ];
    expect(sums(binCount(() => bins))).toEqual([110]);
    expect(sums(binCount(({ mean }) => [{ from: mean, to: mean + 8, weight: 0.5 }]))).toEqual([1]);
  });
});

describe("a tally", () => {
  test("adds blocks about the mean of the first one, each record and sum in a place of its own", () => {
    const part = makeTally(2, 4, 1);
    addToTally(part, 1, walkers, [firstMoments]);
    addToTally(part, 1, walkersAt([{ from: [0, 0], to: [5, 0] }]), [firstMoments]);
    // about (4 - 1 + 9) / 3 = 4: 0, -5, 5, then 1
    expect(part.references[0]).toBeUndefined();
    expect(part.references[1]?.mean).toBe(4);
    expect(part.references[1]?.spread).toBeNear(Math.sqrt(50 / 3), { rel: 1e-15 });
    expect([...part.values]).toEqual([0, 0, 0, 0, 4, 1, 51, 0]);
  });

  test("puts groups side by side, and batches into the run", () => {
    const run = makeTally(2, 5, BATCHES);
    for (const batch of [0, 3]) {
      const part = makeTally(2, 5, 1, run.references);
      for (const record of [0, 1]) addToTally(part, record, walkers, [fates, positions]);
      if (batch === 3) addToTally(part, 1, walkers, [fates, positions]);
      addBatch(run, batch, part);
    }
    const columns = [0, 1, 2, 3, 4];
    expect(columns.map(batchRow(run, 1, 3))).toEqual([6, 2, 4, 6, 24]);
    expect(columns.map(batchRow(run, 1, 0))).toEqual([3, 1, 2, 3, 12]);
    expect(columns.map(batchRow(run, 1, 1))).toEqual([0, 0, 0, 0, 0]);
    expect(columns.map(totalRow(run, 1))).toEqual([9, 3, 6, 9, 36]);
    expect(columns.map(totalRow(run, 0))).toEqual([6, 2, 4, 6, 24]);
    expect(run.references.map((reference) => reference?.mean)).toEqual([4, 4]);
  });

  test("with heavy tails refers to the median and the quartiles, where a sum asks in order", () => {
    const places = [8, 1, 2, 3, 4, 5, 6, 1000];
    const tally = makeTally(1, 3, 1);
    const ordered = { ...firstMoments, ordered: true } as const;
    addToTally(tally, 0, walkersAt(places.map((x) => ({ from: [0, 0], to: [x, 0] }))), [ordered], true);
    // 1 2 3 4 5 6 8 1000: of eight the places 2, 4 and 6
    expect(tally.references[0]?.mean).toBe(5);
    expect(tally.references[0]?.spread).toBeNear((8 - 3) / 1.349, { rel: 1e-15 });
    expect([...(tally.references[0]?.sorted ?? [])]).toEqual([1, 2, 3, 4, 5, 6, 8, 1000]);
  });

  test("without walkers refers to 0", () => {
    const tally = makeTally(1, 3, 1);
    addToTally(tally, 0, walkersAt([GONE], 1), [firstMoments]);
    expect(tally.references[0]).toEqual({ mean: 0, spread: 0 });
    expect([...tally.values]).toEqual([0, 0, 0]);
  });
});
