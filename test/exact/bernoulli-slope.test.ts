import { describe, expect, test } from "vitest";
import { bernoulli } from "#numerics/bernoulli.ts";
import { bernoulliSlope } from "#numerics/bernoulli-slope.ts";
import "../support/matchers.ts";

describe("the slope of Bernoulli's function", () => {
  // B'(x) = (e^x - 1 - x e^x) / (e^x - 1)^2 by decimal arithmetic of 50 digits
  test.each([
    [0, -0.5],
    [1e-3, -0.4998333333388889],
    [0.04, -0.4933336888685725],
    [0.06, -0.4900011998457328],
    [1, -0.3386968873384659],
    [-1, -0.6613031126615341],
    [5, -0.02736470949465605],
    [-30, -0.9999999999972863],
  ])("at %f it is %f", (x, slope) => {
    expect(bernoulliSlope(x)).toBeNear(slope, { rel: 2e-14 });
  });

  test("is that of a parabola through three values near by", () => {
    for (const x of [-20, -3, -0.5, -0.01, 0.02, 0.3, 2, 9]) {
      const h = 1e-4;
      // central difference: h² B'''/6 < 1e-10, rounding 2^-52 B / h < 5e-11
      const difference = (bernoulli(x + h) - bernoulli(x - h)) / (2 * h);
      expect(Math.abs(bernoulliSlope(x) - difference)).toBeLessThan(5e-10);
    }
  });

  test("B'(-x) = -1 - B'(x), since B(-x) = B(x) + x", () => {
    for (const x of [1e-9, 0.049, 0.051, 0.7, 4, 40, 400, 1000])
      expect(bernoulliSlope(x) + bernoulliSlope(-x)).toBeNear(-1, { rel: 1e-13 });
  });
});
