import { expect, test } from "vitest";
import { boundedCoordinate } from "#inference/bounded-coordinate.ts";
import "../support/matchers.ts";

test.each([
  ["no end", {}],
  ["a lower end", { above: 1 }],
  ["an upper end", { below: 9 }],
  ["two ends", { above: 1, below: 9 }],
])("with %s a coordinate and its parameter are each other's inverse, and the slope is the derivative", (_what, bounds) => {
  const { parameter, coordinate, slope } = boundedCoordinate(3, bounds);
  for (const p of [1.5, 3, 8]) {
    const q = coordinate(p);
    expect(parameter(q)).toBeNear(p, { rel: 1e-14 });
    const h = 1e-5; // differences are off by h² / 6 of the third derivative, which is of the order of the first
    expect(slope(q)).toBeNear((parameter(q + h) - parameter(q - h)) / (2 * h), { rel: 1e-9 });
  }
});

test("far along its coordinate a parameter comes to its ends and not beyond", () => {
  const { parameter } = boundedCoordinate(3, { above: 1, below: 9 });
  expect(parameter(-1000)).toBe(1);
  expect(parameter(1000)).toBe(9);
});
