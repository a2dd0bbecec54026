import { describe, expect, test } from "vitest";
import { donnanShift } from "#generator/ions/donnan-shift.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import "../support/matchers.ts";

describe("the step of the potential into fixed charge", () => {
  test.each([
    [100, -500],
    [100, 500],
    [1e-3, -1000],
    [7, 13],
  ])("of a 1:1 salt of %d mM is asinh(X / 2c) at X = %d mM", (c, X) => {
    expect(donnanShift([1, -1], [c, c], X)).toBeNear(Math.asinh(X / (2 * c)), { rel: 1e-14 });
  });

  // u = e^-δ is the root of 2 c u² - 2 c / u + X = 0: a cubic, solved with u as the unknown and X as the answer
  test.each([0.01, 0.5, 3, 40])("of a 2:1 salt, where the ratio of a monovalent cation is %d", (u) => {
    const c = 10;
    const X = -(2 * c * u * u - (2 * c) / u);
    expect(donnanShift([2, -1], [c, 2 * c], X)).toBeNear(-Math.log(u), { rel: 1e-13 });
  });

  test("leaves a charge that is 0 where it is, and what has no charge out", () => {
    expect(donnanShift([1, -1, 0], [5, 5, 1000], 0)).toBe(0);
    expect(donnanShift([1, -1, 0], [100, 100, 1e6], -500)).toBe(donnanShift([1, -1], [100, 100], -500));
  });

  test("brings ions that are not neutral themselves to neutrality", () => {
    const δ = donnanShift([1, -1], [90, 30], 0);
    expect(90 * Math.exp(-δ)).toBeNear(30 * Math.exp(δ), { rel: 1e-13 });
  });

  test("needs an ion of the other sign", () => {
    expect(() => donnanShift([1, -1], [0, 10], -5)).toThrow(NumericalFailure);
    expect(() => donnanShift([1], [10], 5)).toThrow(NumericalFailure);
  });
});
