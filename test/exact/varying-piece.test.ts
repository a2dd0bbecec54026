import { expect, test } from "vitest";
import type { Piece } from "#levels/closed-form/stack.ts";
import { driftExponent } from "#levels/closed-form/varying-piece.ts";
import "../support/matchers.ts";

const constant = (value: number) => ({ constant: value, at: () => value });
const exponent = (drift: object, diffusivity: object, a: number, b: number) =>
  driftExponent({ drift, diffusivity } as Piece, a, b);

test("the exponent of a drift is ∫ v/D dx, whatever the drift", () => {
  for (const v of [-2, 1, 3]) {
    expect(exponent(constant(v), constant(4), 0.5, 2)).toBeNear((1.5 * v) / 4, { rel: 1e-15 });
    expect(exponent(constant(v), { constant: undefined, at: (x: number) => 1 / x }, 0.5, 2)).toBeNear(1.875 * v, {
      rel: 1e-12,
    });
  }
  const rising = { constant: undefined, at: (x: number) => 3 * x * x };
  expect(exponent(rising, constant(4), 0.5, 2)).toBeNear((8 - 0.125) / 4, { rel: 1e-12 });
  expect(exponent(rising, constant(4), 2, 0.5)).toBeNear((0.125 - 8) / 4, { rel: 1e-12 });
  for (const diffusivity of [constant(4), rising]) expect(exponent(constant(0), diffusivity, 0.5, 2)).toBe(0);
  expect(exponent(rising, rising, 2, 2)).toBe(0);
});
