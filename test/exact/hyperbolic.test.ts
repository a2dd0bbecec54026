import { describe, expect, test } from "vitest";
import { type Complex, real } from "#levels/closed-form/complex.ts";
import {
  cothRemainder,
  cschRemainder,
  halfTanh,
  sinhRatio,
  zCoshRatio,
  zCoth,
  zCsch,
} from "#levels/closed-form/hyperbolic.ts";
import "../support/matchers.ts";

// Real arguments on both sides of every change of method (2, 20, 40), against Math in ways that do not cancel.
const REAL = [1e-12, 1e-3, 0.1, 0.3, 1.9999, 2.0001, 19.9, 20.1, 25, 39.9, 40.1, 300];

describe("hyperbolic functions of a layer", () => {
  test.each(REAL)("of a real thickness z = %d", (z) => {
    const at = (f: (z: Complex) => Complex) => f(real(z)).re;
    expect(at(zCoth)).toBeNear(z / Math.tanh(z), { rel: 1e-15 });
    expect(at(zCsch)).toBeNear(z / Math.sinh(z), { rel: 3e-15 });
    expect(at(halfTanh)).toBeNear(Math.tanh(z / 2) / z, { rel: 1e-15 });
    expect(at((x) => sinhRatio(0.3, x))).toBeNear(Math.sinh(0.3 * z) / Math.sinh(z), { rel: 1e-13 });
    expect(at((x) => zCoshRatio(0.3, x))).toBeNear((z * Math.cosh(0.3 * z)) / Math.sinh(z), { rel: 1e-13 });
  });

  test.each(REAL)("the remainders at z = %d fulfil f + g = tanh(z/2) / z and f(z) - g(z) = f(z/2) / 2", (z) => {
    const [f, g] = [cothRemainder(real(z)).re, cschRemainder(real(z)).re];
    // z coth z - 1 is above 1 where it is subtracted: a few units of rounding throughout.
    expect(f + g).toBeNear(Math.tanh(z / 2) / z, { rel: 2e-15 });
    expect(f - g).toBeNear(cothRemainder(real(z / 2)).re / 2, { rel: 4e-15 });
    if (z < 1e-2) expect(f).toBeNear(1 / 3 - z ** 2 / 45, { rel: 1e-13 });
  });

  test("of complex arguments, by the doubling rules", () => {
    for (const z of [
      { re: 0.01, im: 0.02 },
      { re: 0.2, im: 0.3 },
      { re: 0.7, im: 1.86 },
      { re: 0.9, im: 1.8 },
      { re: 3, im: 5 },
      { re: 11, im: 40 },
      { re: 25, im: 90 },
    ]) {
      const twice = { re: 2 * z.re, im: 2 * z.im };
      // coth z - 1 / sinh 2z = coth 2z;  2z coth 2z = 2 z coth z - 2z / sinh 2z.
      const [left, right, csch] = [zCoth(twice), zCoth(z), zCsch(twice)];
      expect(left.re).toBeNear(2 * right.re - csch.re, { rel: 1e-14 });
      expect(left.im).toBeNear(2 * right.im - csch.im, { rel: 1e-13, abs: 1e-15 });
      const sum = { re: cothRemainder(z).re + cschRemainder(z).re, im: cothRemainder(z).im + cschRemainder(z).im };
      expect(sum.re).toBeNear(halfTanh(z).re, { rel: 4e-15 });
      const half = cothRemainder({ re: z.re / 2, im: z.im / 2 });
      expect(cothRemainder(z).re - cschRemainder(z).re).toBeNear(half.re / 2, { rel: 4e-15 });
      // Rounding of the modulus, which is about 1/2.
      expect(cothRemainder(z).im - cschRemainder(z).im).toBeNear(half.im / 2, { rel: 4e-15, abs: 1e-15 });
      expect(sum.im).toBeNear(halfTanh(z).im, { rel: 1e-13, abs: 1e-15 });
    }
  });
});
