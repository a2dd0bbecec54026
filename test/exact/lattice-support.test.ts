import { describe, expect, test } from "vitest";
import { latticeSupport } from "#step-law/lattice-support.ts";
import "../support/matchers.ts";

const table = (...moves: readonly (readonly [number, number])[]) =>
  latticeSupport({ kind: "table", moves: moves.map(([by, probability]) => ({ by, probability })) });

describe("the lattice on which steps lie", () => {
  test("+2 and -1 nm lie on one of 1 nm, ±3 on one of 3, 1.5 and -1 on one of 0.5", () => {
    const skewed = table([2e-9, 1 / 3], [-1e-9, 2 / 3]);
    expect(skewed?.spacing).toBeNear(1e-9, { rel: 1e-12 });
    expect(skewed?.moves.map(({ sites }) => sites)).toEqual([-1, 2]);
    expect(table([3, 0.5], [-3, 0.5])?.spacing).toBe(3);
    expect(table([1.5, 0.4], [-1, 0.6])?.moves.map(({ sites }) => sites)).toEqual([-2, 3]);
  });

  test("decimals that no double holds are still commensurable", () => {
    expect(table([0.3, 0.5], [-0.1, 0.5])?.moves.map(({ sites }) => sites)).toEqual([-1, 3]);
    expect(table([1.1e-7, 0.5], [-7e-8, 0.5])?.moves.map(({ sites }) => sites)).toEqual([-7, 11]);
  });

  test("one move named twice is one, and staying is a move of no sites", () => {
    const { moves = [] } = table([1, 0.2], [1, 0.3], [0, 0.1], [-1, 0.4]) ?? {};
    expect(moves.map(({ sites }) => sites)).toEqual([-1, 0, 1]);
    expect(moves[2]?.probability).toBeNear(0.5, { rel: 1e-15 });
  });

  test("1 and √2 lie on none, nor does a density", () => {
    expect(table([1, 0.5], [-Math.SQRT2, 0.5])).toBeUndefined();
    expect(latticeSupport({ kind: "gaussian", deviation: 1 })).toBeUndefined();
  });

  test("a step of a lattice: its bias and its rest", () => {
    const found = latticeSupport({ kind: "lattice", spacing: 2, right: 1, stay: 0.25 });
    expect(found).toEqual({
      spacing: 2,
      moves: [
        { sites: 0, probability: 0.25 },
        { sites: 1, probability: 0.75 },
      ],
    });
  });
});
