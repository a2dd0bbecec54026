import { describe, expect, test } from "vitest";
import { GAMMA, OF_ERROR, OF_MIDDLE, OF_RATE, OF_START, STAGE, secondDifference } from "#numerics/tr-bdf2.ts";
import "../support/matchers.ts";

/** Value at t = 1 of one step from 0 at t = 0, of a rate that is a function of time. */
function oneStep(rate: (t: number) => number): number {
  const middle = STAGE * (rate(0) + rate(GAMMA));
  return OF_MIDDLE * middle + OF_RATE * rate(1);
}

// a handful of products and sums of numbers about 1
const ROUNDING = { abs: 1e-15 };

describe("the coefficients of TR-BDF2", () => {
  test("leave a value that does not change, with one matrix in both stages", () => {
    expect(OF_MIDDLE - OF_START).toBeNear(1, ROUNDING);
    expect(OF_RATE).toBeNear(STAGE, ROUNDING);
  });

  test("are of second order, with the error that they state at the third", () => {
    expect(oneStep(() => 1)).toBeNear(1, ROUNDING);
    expect(oneStep((t) => t)).toBeNear(1 / 2, ROUNDING);
    expect(1 / 3 - oneStep((t) => t * t)).toBeNear(OF_ERROR * secondDifference(0, GAMMA * GAMMA, 1), ROUNDING);
  });

  test("see of the rates their second difference alone: that of t² is 1", () => {
    const rounding = { abs: 4e-15 };
    expect(secondDifference(1, 1, 1)).toBeNear(0, rounding);
    expect(secondDifference(0, GAMMA, 1)).toBeNear(0, rounding);
    expect(secondDifference(0, GAMMA * GAMMA, 1)).toBeNear(1, rounding);
  });
});
