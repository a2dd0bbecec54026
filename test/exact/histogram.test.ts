import { expect, test } from "vitest";
import { addToHistogram, makeHistogram, makeSiteHistogram, profileOf } from "#levels/ensemble/histogram.ts";
import { LEFT_OUT, makeWalkers } from "#levels/ensemble/walkers.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";

const noise = makeRandomStream(1, PURPOSE.demonstration, 0);
const layerOf = ([from, to]: readonly [number, number]) => ({ name: "layer", from, to });

/** The profile of walkers at these places, of which some have left, in these layers. */
function profileAt(places: readonly number[], gone: readonly number[], layers: readonly (readonly [number, number])[]) {
  const walkers = makeWalkers(places.length, 1, noise);
  walkers.axes[0]?.set(places);
  for (const i of gone) walkers.fate[i] = LEFT_OUT;
  const histogram = makeHistogram(layers.map(layerOf), { mean: 0, spread: 1 });
  addToHistogram(histogram, walkers);
  return profileOf(histogram, { species: "w", when: 0, walkers: 8, amount: 4 });
}

test("the density of a bin is the amount of its walkers by its width, at its middle; who has left is not counted", () => {
  // two layers of 50 bins: 0.1 wide up to 5, 0.2 wide up to 15
  const { coordinate, values } = profileAt(
    [0, 0.05, 3.01, 5, 14.9, 15, 7, 20],
    [6],
    [
      [0, 5],
      [5, 15],
    ],
  );
  const filled = [...values].flatMap((value, i) => (value > 0 ? [[coordinate[i] as number, value] as const] : []));
  const expected = [
    [0.05, 10], // two walkers of half a mole in 0.1
    [3.05, 5],
    [5.1, 2.5], // a walker on the face of two layers is in the right one
    [14.9, 5], // the last bin holds its right end
  ] as const;
  expect(filled).toHaveLength(expected.length);
  for (const [i, [at, value]] of expected.entries()) {
    // edges are sums of a few roundings of 15
    expect(filled[i]?.[0]).toBeNear(at, { abs: 1e-14 });
    expect(filled[i]?.[1]).toBeNear(value, { rel: 1e-13 });
  }
});

test("without ends it holds four standard deviations to each side of the mean; with one, from there", () => {
  const infinite = Number.POSITIVE_INFINITY;
  const edges = (from: number, to: number): readonly [number, number] => {
    const { edges } = makeHistogram([layerOf([from, to])], { mean: 3, spread: 0.5 });
    return [edges[0] as number, edges.at(-1) as number];
  };
  expect(edges(-infinite, infinite)).toEqual([1, 5]);
  expect(edges(2.5, infinite)).toEqual([2.5, 5]);
  expect(edges(-infinite, 2.5)).toEqual([0.5, 2.5]);
  expect(edges(0, 10)).toEqual([0, 10]);
});

test("of a walk on sites it counts at each site within four standard deviations, and leaves out those that none is at", () => {
  const walkers = makeWalkers(5, 1, noise);
  walkers.axes[0]?.set([0.1, -0.5, 0.1, 0.7, 9]);
  const histogram = makeSiteHistogram(0.1, 0.3, { mean: 0.1, spread: 0.3 });
  if (histogram === undefined) throw new Error("too many sites");
  expect([...histogram.sites]).toEqual([-1.1, -0.8, -0.5, -0.2, 0.1, 0.4, 0.7, 1, 1.3]);
  addToHistogram(histogram, walkers);
  const { quantity, coordinate, values } = profileOf(histogram, { species: "w", when: 0, walkers: 5, amount: 7 });
  expect(quantity).toBe("probability");
  expect([...coordinate]).toEqual([-0.5, 0.1, 0.7]);
  expect([...values]).toEqual([0.2, 0.4, 0.2]);
});

test("of a walk over more than 4000 sites a density is told instead", () => {
  expect(makeSiteHistogram(0, 1, { mean: 0, spread: 499.8 })?.counts).toHaveLength(3999);
  expect(makeSiteHistogram(0, 1, { mean: 0, spread: 500 })).toBeUndefined();
  expect(makeSiteHistogram(0, 1, { mean: 0, spread: Number.NaN })).toBeUndefined();
});
