import { expect, test } from "vitest";
import { displacementsOver, squaredLengths } from "#inference/displacements.ts";
import { PERRIN_TRACKS } from "../support/fixtures/perrin-1909.ts";

const track = (time: readonly number[], x: readonly number[]) => ({ name: "1", time, axes: [x] });

test("displacements are those of neighbours a lag apart, in chains without a gap", () => {
  const { chains, count, dimensions } = displacementsOver([track([0, 1, 2, 4, 5, 6.5], [0, 1, 3, 7, 12, 20])], 1);
  expect(chains).toEqual([[[1, 2]], [[5]]]);
  expect(count).toBe(3);
  expect(dimensions).toBe(1);
});

test("over a longer lag no two displacements share time", () => {
  const { chains } = displacementsOver([track([0, 1, 2, 3, 4, 5], [0, 1, 4, 9, 16, 25])], 2);
  expect(chains).toEqual([[[4, 12]]]);
});

test("a position in between does not hide the one a lag away", () => {
  const { chains } = displacementsOver([track([0, 0.5, 1, 1.25, 1.5], [0, 1, 5, 6, 8])], 1);
  expect(chains).toEqual([[[5]]]);
});

test("times written in decimals are a lag apart though their differences round", () => {
  const { count } = displacementsOver([track([0.1, 0.2, 0.30000000000000004, 0.4], [0, 1, 2, 3])], 0.1);
  expect(count).toBe(3);
});

test("tracks do not run into each other", () => {
  const { chains, count } = displacementsOver([track([0, 1], [0, 1]), track([1, 2], [5, 7])], 1);
  expect(chains).toEqual([[[1]], [[2]]]);
  expect(count).toBe(2);
});

test("no pair a lag apart gives no displacement", () => {
  expect(displacementsOver([track([0, 1, 2], [0, 1, 2])], 0.7).count).toBe(0);
  expect(displacementsOver([], 1)).toEqual({ lag: 1, dimensions: 0, count: 0, chains: [] });
});

test("squared lengths add the axes", () => {
  const plane = {
    name: "1",
    time: [0, 1, 2],
    axes: [
      [0, 3, 3],
      [0, 4, 6],
    ],
  };
  expect([...squaredLengths(displacementsOver([plane], 1))]).toEqual([25, 4]);
});

test("Perrin's three grains make 118 displacements of 30 s in three chains", () => {
  const { count, chains, dimensions } = displacementsOver(PERRIN_TRACKS, 30);
  expect(count).toBe(118);
  expect(dimensions).toBe(2);
  expect(chains.map(([x]) => x?.length)).toEqual([48, 30, 40]);
});
