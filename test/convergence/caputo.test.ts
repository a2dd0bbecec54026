/**
 * The L1 rule for Caputo D_t^a u = -u, u(0) = 1, whose solution E_a(-t^a) starts with an infinite slope: order 2 - a on
 * the graded mesh, order 1 on a uniform one.
 */
import { describe, expect, test } from "vitest";
import { fillL1Weights, gradedTimes, l1Grading } from "#numerics/caputo.ts";
import { mittagLeffler } from "#numerics/mittag-leffler.ts";
import { observedOrder } from "#numerics/statistics.ts";

/** Relative error at t = 1. */
function errorOf(a: number, steps: number, grading: number): number {
  const { times } = gradedTimes([1], steps, grading);
  const weights = new Float64Array(steps + 1);
  const u = [1];
  for (let n = 1; n <= steps; n++) {
    fillL1Weights(weights, times, n, a);
    let past = 0;
    for (let j = 1; j < n; j++) past += weights[j] * (u[j] - u[j - 1]);
    u.push((weights[n] * u[n - 1] - past) / (weights[n] + 1));
  }
  return Math.abs(u[steps] / mittagLeffler(a, 1) - 1);
}

const study = (a: number, grading: number) =>
  [80, 160, 320, 640].map((steps) => ({ h: 1 / steps, error: errorOf(a, steps, grading) }));

test("160 steps at a = 1/2 err by 1.9e-4 graded and by 1.0e-3 uniform", () => {
  expect(errorOf(0.5, 160, l1Grading(0.5))).toBeNear(1.9e-4, { abs: 5e-6 });
  expect(errorOf(0.5, 160, 1)).toBeNear(1.0e-3, { abs: 5e-5 });
});

describe.each([0.3, 0.5, 0.7, 0.9])("index %d", (a) => {
  test("order 2 - a on the graded mesh", () => {
    expect(observedOrder(study(a, l1Grading(a)))).toBeNear(2 - a, { abs: 0.1 });
  });

  test("order 1 on a uniform mesh", () => {
    expect(observedOrder(study(a, 1))).toBeNear(1, { abs: 0.1 });
  });
});

test("at index 1 it is backward Euler", () => {
  expect(errorOf(1, 50, l1Grading(1))).toBeNear(Math.abs((1 + 1 / 50) ** -50 * Math.E - 1), { rel: 1e-10 });
});
