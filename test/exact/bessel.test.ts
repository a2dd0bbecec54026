import { describe, expect, test } from "vitest";
import { besselI0, besselI1, scaledBesselI, scaledBesselISequence } from "#numerics/bessel.ts";
import { references, worstError } from "../support/references.ts";

const tables = references("special-functions.json");

describe("against 40 digits", () => {
  // Relative errors that the doc comments promise.
  test.each([
    ["besselI0", besselI0, 2e-15],
    ["besselI1", besselI1, 2e-15],
    ["scaledBesselI", scaledBesselI, 1e-14],
  ] as const)("%s", (name, f, relative) => {
    const worst = worstError(f as (...x: number[]) => number, tables[name], Math.abs);
    expect(worst.error, worst.at).toBeLessThan(relative);
  });
});

test("the sequence and the single orders are one function", () => {
  for (const x of [1e-3, 0.7, 12, 900, -5]) {
    const sequence = scaledBesselISequence(25, x);
    for (let n = 0; n <= 25; n++) expect(sequence[n]).toBeNear(scaledBesselI(n, x), { rel: 2e-14 });
  }
});

test("a walk that has not started is where it was", () => {
  expect([...scaledBesselISequence(2, 0)]).toEqual([1, 0, 0]);
  expect([besselI0(0), besselI1(0), besselI0(800), besselI1(-800)]).toEqual([1, 0, Infinity, -Infinity]);
  expect(scaledBesselI(1, 1e-200)).toBe(5e-201);
});

test("orders of either sign are equal, and odd ones change sign with x", () => {
  expect(scaledBesselI(-3, 2)).toBe(scaledBesselI(3, 2));
  expect(scaledBesselI(3, -2)).toBe(-scaledBesselI(3, 2));
  expect(scaledBesselI(4, -2)).toBe(scaledBesselI(4, 2));
  expect(besselI1(-2)).toBe(-besselI1(2));
});

test("an order that is no whole number is refused", () => {
  expect(() => scaledBesselI(0.5, 1)).toThrow("order = 0.5");
  expect(() => scaledBesselISequence(-1, 1)).toThrow("maxOrder = -1");
  expect(() => scaledBesselI(1, Number.POSITIVE_INFINITY)).toThrow("finite argument");
});
