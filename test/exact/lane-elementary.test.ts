import { expect, test } from "vitest";
import { exp, log, sin } from "#numerics/elementary.ts";
import { exponential, logarithm, sinePi } from "#numerics/lane-elementary.ts";

const ULP = 2 ** -52;

/** Largest relative difference between two functions [ulp]. */
function worst(f: (x: number) => number, exact: (x: number) => number, places: Iterable<number>): number {
  let found = 0;
  for (const x of places) found = Math.max(found, Math.abs(f(x) / exact(x) - 1) / ULP);
  return found;
}

test("logarithm is within 3 ulp of log over all normal numbers", () => {
  const places: number[] = [];
  for (let k = -1022; k < 1024; k++) for (let i = 0; i < 32; i++) places.push(2 ** k * (1 + i / 32 + 1 / 1024));
  for (let i = 1; i < 100; i++) places.push(1 - i * 1e-9, 1 + i * 1e-3);
  const found = worst(logarithm, log, places);
  expect(found).toBeLessThan(3);
  expect(found).toBeGreaterThan(0.4); // a scan that saw nothing would pass too
});

test("exponential is within 3 ulp of exp, and beyond ±700 stays where it is there", () => {
  const places = Array.from({ length: 15_001 }, (_, i) => -700 + i * (1400 / 15_000));
  expect(worst(exponential, exp, places)).toBeLessThan(3);
  expect(exponential(0)).toBe(1);
  expect(exponential(1e9)).toBe(exponential(700));
  expect(exponential(-1e9)).toBe(exponential(-700));
});

test("sinePi is within 4 ulp of sin(π y), of which one belongs to the rounding of π y", () => {
  const places = Array.from({ length: 5000 }, (_, i) => (i + 1) / 10_000);
  expect(worst(sinePi, (y) => sin(Math.PI * y), places)).toBeLessThan(4);
  expect(sinePi(0)).toBe(0);
  expect(sinePi(2 ** -53)).toBeNear(Math.PI * 2 ** -53, { rel: ULP });
  expect(sinePi(1 / 6)).toBeNear(0.5, { rel: 2 * ULP });
  expect(sinePi(0.5)).toBeNear(1, { rel: ULP });
});
