import { describe, expect, test } from "vitest";
import { meanOf, sumOf, weightedSum } from "#numerics/compensated-sum.ts";

describe("sumOf", () => {
  test("keeps small terms among large ones that cancel, in any order", () => {
    expect(sumOf([1, 1e100, 1, -1e100])).toBe(2);
    expect(sumOf([1e100, 1, -1e100, 1])).toBe(2);
    expect(sumOf([-1e100, 1e100, 1, 1])).toBe(2);
  });

  test("adds a million tenths to 100 000 to the last bit, where a plain sum is off by 1e-6", () => {
    expect(sumOf(new Float64Array(1e6).fill(0.1))).toBe(100_000);
  });

  test("of nothing is 0; infinities and NaN are not hidden", () => {
    expect(sumOf([])).toBe(0);
    expect(sumOf([1, Number.POSITIVE_INFINITY, 2])).toBe(Number.POSITIVE_INFINITY);
    expect(sumOf([1, Number.NEGATIVE_INFINITY])).toBe(Number.NEGATIVE_INFINITY);
    expect(sumOf([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])).toBeNaN();
    expect(sumOf([1, Number.NaN])).toBeNaN();
  });
});

test("the mean is the sum over the number, and nothing has no mean", () => {
  expect(meanOf([1e100, 6, -1e100])).toBe(2);
  expect(() => meanOf([])).toThrow(/at least one value/);
});

test("a weighted sum keeps small products, and needs a weight for each value", () => {
  expect(weightedSum([2, 3, 2], [1e100, 5, -1e100])).toBe(15);
  expect(() => weightedSum([1], [1, 2])).toThrow(/one weight for each of 2 values/);
});
