import { describe, expect, test } from "vitest";
import { decimalOf, nearestDouble, parseDecimal, sumOf } from "#units/decimal.ts";

describe("parseDecimal", () => {
  test.each([
    ["0", 0n, 0],
    ["150", 150n, 0],
    ["-2.10e-9", -210n, -11],
    [".5", 5n, -1],
    ["5.", 5n, 0],
    ["+1E3", 1n, 3],
    ["-0.00", 0n, 0],
    ["0e99999999999", 0n, 0],
  ])("reads %s digit by digit", (text, digits, exponent) => {
    expect(parseDecimal(text)).toEqual({ digits, exponent });
  });

  test.each(["", ".", "1e", "e5", "--1", "1 ", "0x10", "NaN", "Infinity", "1_000"])("%j is no number", (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });
});

test("the decimal of a double is the shortest one, and stands for the same double", () => {
  expect(decimalOf(0.1)).toEqual({ digits: 1n, exponent: -1 });
  for (const x of [0, -1.5, Math.PI, 5e-324, Number.MAX_VALUE, 1e21]) expect(nearestDouble(decimalOf(x))).toBe(x);
  expect(() => decimalOf(Number.NaN)).toThrow(RangeError);
});

test("sums are exact: 0.1 + 0.2 is 0.3, which it is not in doubles", () => {
  expect(nearestDouble(sumOf(decimalOf(0.1), decimalOf(0.2)))).toBe(0.3);
  expect(nearestDouble(sumOf(decimalOf(1e5), decimalOf(-0.25)))).toBe(99999.75);
});
