import { describe, expect, test } from "vitest";
import { quantileFrom, quantileSums } from "#levels/ensemble/quantiles.ts";
import { addToTally, makeTally } from "#levels/ensemble/tally.ts";
import { makeWalkers, RIGHT_OUT } from "#levels/ensemble/walkers.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";

const noise = makeRandomStream(1, PURPOSE.demonstration, 5);

/** Sums of blocks of walkers at these places. */
function sumsOf(
  blocks: readonly (readonly number[])[],
  p: number,
  gone: (i: number) => boolean = () => false,
  spacing?: number,
): number[] {
  const group = quantileSums(p, spacing);
  const tally = makeTally(1, group.width, 1);
  for (const places of blocks) {
    const walkers = makeWalkers(places.length, 1, noise);
    (walkers.axes[0] as Float64Array).set(places);
    places.forEach((_, i) => {
      if (gone(i)) walkers.fate[i] = RIGHT_OUT;
    });
    addToTally(tally, 0, walkers, [group]);
  }
  return Array.from({ length: group.width }, (_, i) => tally.values[i] as number);
}

const grid = (n: number, f: (u: number) => number) => Array.from({ length: n }, (_, i) => f((i + 0.5) / n));

describe("a quantile from counts in the bins of a bracket", () => {
  test.each([0.01, 0.25, 0.5, 0.75, 0.999])("of an even law is its probability: %d", (p) => {
    const blocks = [0, 1, 2, 3].map(() => grid(4096, (u) => u));
    // places of the sample are 1/4096 apart
    expect(quantileFrom(sumsOf(blocks, p), p)).toBeNear(p, { abs: 1 / 4096 });
  });

  test("of a law with heavy tails is as sharp: tan π(u - ½)", () => {
    const blocks = [0, 1].map(() => grid(4096, (u) => Math.tan(Math.PI * (u - 0.5))));
    expect(quantileFrom(sumsOf(blocks, 0.75), 0.75)).toBeNear(1, { rel: 1e-3 });
  });

  test("of a law that is even about 0 is as sharp at its middle as elsewhere", () => {
    // 0 is no place that is special for who stands on no sites
    const blocks = [0, 1].map((b) => grid(4096, (u) => (u - 0.5) ** 3 + 1e-4 * b));
    for (const p of [0.45, 0.5, 0.52])
      expect(quantileFrom(sumsOf(blocks, p), p)).toBeNear((p - 0.5) ** 3 + 0.5e-4, { abs: 2e-4 / 4 });
  });

  test("counts only walkers that are inside, and later blocks that lie elsewhere within the bracket", () => {
    const places = grid(1000, (u) => u);
    expect(
      quantileFrom(
        sumsOf([places], 0.5, (i) => i >= 500),
        0.5,
      ),
    ).toBeNear(0.25, { abs: 2e-3 });
    const shifted = quantileFrom(sumsOf([places, grid(9000, (u) => u + 0.01)], 0.5), 0.5);
    expect(shifted).toBeNear(0.509, { abs: 1e-3 });
  });

  test("of walkers that are all at one place is that place, and of nobody there is none", () => {
    expect(quantileFrom(sumsOf([[2, 2, 2, 2]], 0.3), 0.3)).toBeNear(2, { rel: 1e-15 });
    expect(quantileFrom(sumsOf([[]], 0.3), 0.3)).toBeNaN();
  });

  const onSites = (blocks: readonly (readonly number[])[], p: number, spacing: number) =>
    quantileFrom(
      sumsOf(blocks, p, () => false, spacing),
      p,
    );

  test("on a lattice is a site: the first up to which the probability is reached", () => {
    const places = Array.from({ length: 4000 }, (_, i) => (i < 1000 ? -3 : i < 2500 ? 0 : i < 3990 ? 3 : 600));
    const at = (p: number) => onSites([places, places], p, 3);
    expect([at(0.1), at(0.3), at(0.6), at(0.7)]).toEqual([-3, 0, 0, 3]);
    const wide = Array.from({ length: 4000 }, (_, i) => 3 * Math.floor(i / 2) - 3000);
    expect(onSites([wide], 0.5, 3)).toBe(-3);
  });

  test("on a lattice beyond the first sample is a site of wider and wider bins, each a whole number of sites", () => {
    // The first sample has sites 4 apart, from 0 to 1600, and all of its upper end are edges. Beyond it, bins of 1/16 of
    // its width, twice that and so on: of 25 sites, 50 sites. 10 000 walkers come to 0, and one to each site beyond.
    const first = Array.from({ length: 401 }, (_, i) => 4 * i);
    const beyond = Array.from({ length: 75 }, (_, i) => 1604 + 4 * i);
    const all = 10_476;
    const far = [first, [...new Array<number>(10_000).fill(0), ...beyond]];
    const mirrored = far.map((block) => block.map((site) => -site));
    for (const k of [1, 5, 24, 25, 26, 30, 60, 75]) {
      expect(onSites(far, (10_401 + k - 0.5) / all, 4)).toBe(1600 + 4 * k);
      expect(onSites(mirrored, (75 - k + 0.5) / all, 4)).toBe(-1600 - 4 * k);
    }
  });

  test("of a walk that hops at every tick is a site that it can reach, and never one between", () => {
    // a binomial law of 8 steps of ±1: sites -8, -6 ... 8
    const shares = [1, 8, 28, 56, 70, 56, 28, 8, 1];
    const places = shares.flatMap((share, k) => new Array<number>(16 * share).fill(2 * k - 8));
    for (const [p, site] of [
      [0.1, -4],
      [0.3, -2],
      [0.5, 0],
      [0.637, 2],
      [0.95, 4],
    ] as const)
      expect([p, onSites([places, places], p, 1)]).toEqual([p, site]);
  });
});

test("with heavy tails the reference is the median, and the spread that of the quartiles", () => {
  const tally = makeTally(1, 0, 1);
  const walkers = makeWalkers(4001, 1, noise);
  (walkers.axes[0] as Float64Array).set(grid(4001, (u) => 5 + Math.tan(Math.PI * (u - 0.5))));
  addToTally(tally, 0, walkers, [], true);
  expect(tally.references[0]?.mean).toBeNear(5, { abs: 1e-9 });
  expect(tally.references[0]?.spread).toBeNear(2 / 1.349, { rel: 2e-3 });
});
