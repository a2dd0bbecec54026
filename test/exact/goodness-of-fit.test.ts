import { describe, expect, test } from "vitest";
import { chiSquareTest, kolmogorovSmirnov } from "#numerics/goodness-of-fit.ts";

describe("Pearson's chi-square", () => {
  test("of 16 18 16 14 12 12 against 16 16 16 16 16 8 is 3.5 with 5 degrees of freedom, pooling the last two", () => {
    // Unpooled it is 3.5 on 5; the cell that expects 8 joins the one before: (2² + 2²)/16 + 0 = 0.5 on 4.
    const found = chiSquareTest([16, 18, 16, 14, 12, 12], [16, 16, 16, 16, 16, 8]);
    expect(found).toMatchObject({ statistic: 0.5, dof: 4 });
    expect(found.p).toBeNear(Math.exp(-0.25) * 1.25, { rel: 1e-13 }); // tail of 4 degrees: e^{-q/2} (1 + q/2)
  });

  test("of doubled counts is not pooled", () => {
    const found = chiSquareTest([32, 36, 32, 28, 24, 24], [32, 32, 32, 32, 32, 16]);
    expect(found).toMatchObject({ statistic: 7, dof: 5 });
  });

  test("pools thin cells at either end and in the middle with their neighbours", () => {
    const found = chiSquareTest([1, 5, 30, 2, 1, 30, 4, 1], [2, 8, 20, 3, 5, 30, 5, 1]);
    // pools: 1 + 5 of 10, 30 of 20, 2 + 1 + 30 of 38, and the 4 + 1 of 6 that cannot stand alone join those
    expect(found.dof).toBe(2);
    expect(found.statistic).toBeNear(16 / 10 + 100 / 20 + 36 / 44, { rel: 1e-14 });
  });

  test("has nothing to say when all pools into one cell, or nothing is expected", () => {
    expect(chiSquareTest([3, 4], [2, 5])).toEqual({ statistic: 0, dof: 0, p: 1 });
    expect(chiSquareTest([0, 0], [0, 0])).toEqual({ statistic: 0, dof: 0, p: 1 });
  });

  test("refuses totals that differ, lengths that differ, and counts that are negative or NaN", () => {
    expect(() => chiSquareTest([20, 20], [20, 19])).toThrow(/sum to 39/);
    expect(() => chiSquareTest([20], [20, 20])).toThrow(/2 are expected/);
    expect(() => chiSquareTest([20, 20], [41, -1])).toThrow(/expected\[1\] = -1/);
    expect(() => chiSquareTest([Number.NaN, 20], [20, 20])).toThrow(/observed\[0\] = NaN/);
  });
});

describe("Kolmogorov-Smirnov", () => {
  /** n values whose empirical distribution function is at most d from the uniform law, and d at the first. */
  const displaced = (n: number, d: number) =>
    Float64Array.from({ length: n }, (_, i) => Math.min(1, (i + 0.5) / n + d - 0.5 / n));
  // Exact tails from scipy.stats.kstwo.
  test.each([
    [5, 0.3, 0.664, 3e-3],
    [5, 0.6, 0.03008, 1e-3],
    [10, 0.3, 0.27053557479999946, 3e-2],
    [10, 0.8, 2.208e-7, 1e-10],
    [100, 0.05, 0.9532159710635725, 1e-3],
    [100, 0.2, 0.0005551927327988775, 1e-8],
    [1000, 0.07, 0.00010494206285958879, 1e-8],
    [10000, 0.0101, 0.25770453019685235, 5e-4],
    [10000, 0.02, 0.0006616848639387309, 1e-8],
    [10001, 0.02, 0.0006611556806932119, 1e-2],
    [100000, 0.008, 5.491331159979234e-6, 1e-2],
  ])("%d values at a distance of %d: p = %d", (n, d, p, rel) => {
    const found = kolmogorovSmirnov(displaced(n, d), (x) => x);
    expect(found.statistic).toBeNear(d, { rel: 1e-9 });
    expect(found.p).toBeNear(p, { rel });
  });

  test("sees distances on both sides, whatever the order of the values", () => {
    expect(kolmogorovSmirnov([0.9, 0.5, 0.7], (x) => x).statistic).toBeNear(0.5, { rel: 1e-15 });
    expect(kolmogorovSmirnov([0.1, 0.5, 0.3], (x) => x).statistic).toBeNear(0.5, { rel: 1e-15 });
  });

  test("refuses an empty sample and a distribution function that is none", () => {
    expect(() => kolmogorovSmirnov([], (x) => x)).toThrow(/at least one value/);
    expect(() => kolmogorovSmirnov([0.5, Number.NaN], (x) => x)).toThrow(/distribution function = NaN/);
    expect(() => kolmogorovSmirnov([2], (x) => x)).toThrow(/distribution function = 2/);
  });
});
