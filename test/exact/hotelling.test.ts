import { expect, test } from "vitest";
import { hotellingT2 } from "#numerics/hotelling.ts";

const batches = [
  [2.04, -2.56, 0.42],
  [-0.57, -0.45, -0.22],
  [-2.02, -0.23, -0.87],
  [3.32, 0.23, -0.35],
  [-0.28, -0.67, -1.06],
  [-0.39, 0.48, -0.24],
  [0.96, -0.2, 0.02],
  [1.55, 0.55, -0.51],
].map((row) => Float64Array.from(row));

test("eight batches of three outputs: T² and p as numpy and scipy.stats find them", () => {
  const { t2, p } = hotellingT2({ batches, expected: Float64Array.of(0.2, -0.1, 0.3) });
  expect(t2).toBeNear(35.6158334071137, { rel: 1e-12 });
  expect(p).toBeNear(0.020924902651563947, { rel: 1e-12 });
});

test("T² does not depend on the units or on mixing the outputs", () => {
  const mix = ([a, b, c]: readonly number[]) => Float64Array.of(1e9 * a!, b! + 2 * c!, 1e-9 * (c! - 0.5 * a!));
  const mixed = hotellingT2({ batches: batches.map((b) => mix([...b])), expected: mix([0.2, -0.1, 0.3]) });
  expect(mixed.t2).toBeNear(35.6158334071137, { rel: 1e-11 });
});

test("one output is Student's t test: T² = t²", () => {
  // Values 1, 2, 3 against 0: t = 2 √3, and the tail of t² with 1 and 2 degrees is 1 - |t|/√(2 + t²).
  const { t2, p } = hotellingT2({ batches: [1, 2, 3].map((x) => Float64Array.of(x)), expected: Float64Array.of(0) });
  expect(t2).toBeNear(12, { rel: 1e-14 });
  expect(p).toBeNear(1 - Math.sqrt(12 / 14), { rel: 1e-13 });
});

test("too few batches, unequal lengths and outputs that follow from others are refused", () => {
  const expected = Float64Array.of(0, 0, 0);
  expect(() => hotellingT2({ batches: batches.slice(0, 3), expected })).toThrow(/at least 4 batches/);
  expect(() => hotellingT2({ batches: [...batches, Float64Array.of(1)], expected })).toThrow(/each batch has 3/);
  expect(() => hotellingT2({ batches: [], expected: new Float64Array(0) })).toThrow(/at least one output/);
  const dependent = batches.map(([a, b]) => Float64Array.of(a!, b!, a! + b!));
  expect(() => hotellingT2({ batches: dependent, expected })).toThrow(/not positive definite/);
});
