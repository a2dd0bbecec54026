import { describe, expect, test } from "vitest";
import { covarianceEstimate, diffusivityEstimate, stepCorrelation } from "#inference/diffusivity-estimate.ts";
import { displacementsOver } from "#inference/displacements.ts";
import { PERRIN_TRACKS } from "../support/fixtures/perrin-1909.ts";
import "../support/matchers.ts";

const perrin = displacementsOver(PERRIN_TRACKS, 30);
const UM2 = 1e-12;

// Reference: the same sums and chi-square quantiles in 30 digits (mpmath); micrometres become metres in doubles.
describe("Perrin's 118 displacements of 30 s", () => {
  test("give D = 0.449 ± 0.041 µm²/s", () => {
    const { diffusivity, standardError, count, degreesOfFreedom } = diffusivityEstimate(perrin);
    expect(diffusivity).toBeNear(0.4492188371836158 * UM2, { rel: 1e-13 });
    expect(standardError).toBeNear(0.0413539459393036 * UM2, { rel: 1e-13 });
    expect([count, degreesOfFreedom]).toEqual([118, 236]);
  });

  test("put D between 0.378 and 0.543 µm²/s at 95 %, exactly", () => {
    const { low, high } = diffusivityEstimate(perrin);
    expect(low).toBeNear(0.3780294002784449 * UM2, { rel: 1e-12 });
    expect(high).toBeNear(0.5427141383686898 * UM2, { rel: 1e-12 });
  });

  test("show no correlation of neighbouring steps, and a slight one of steps two apart", () => {
    expect(stepCorrelation(perrin, 1)?.value).toBeNear(0.007564657560874764, { abs: 1e-15 });
    const second = stepCorrelation(perrin, 2);
    expect(second?.value).toBeNear(-0.1378039263451019, { abs: 1e-15 });
    expect(second?.standardError).toBe(1 / Math.sqrt(224));
    expect(second?.z).toBeNear(-2.0625, { rel: 1e-4 });
  });
});

test("on two axes the covariance estimate of Perrin's steps errs by √(6/N + 4/N²)/√2, for x = 0", () => {
  const { diffusivity, standardError } = covarianceEstimate(perrin)!;
  // D (1 + 2 ρ_1) of the mean-square estimate, but for the steps at the ends.
  expect(diffusivity).toBeNear(0.449218837 * (1 + 2 * 0.00756466) * UM2, { rel: 1e-6 });
  expect(standardError / diffusivity).toBeNear(Math.sqrt((6 / 118 + 4 / 118 ** 2) / 2), { rel: 1e-14 });
});

describe("four steps on a line, by hand", () => {
  // Steps 1, 3, -2, 4 in 0.5 s: <h²> = 30/4, <h h'> = (3 - 6 - 8)/3, <h h''> = (-2 + 12)/2.
  const steps = displacementsOver([{ name: "1", time: [0, 0.5, 1, 1.5, 2], axes: [[0, 1, 4, 2, 6]] }], 0.5);

  test("the mean square over one lag", () => {
    const { diffusivity, standardError } = diffusivityEstimate(steps);
    expect(diffusivity).toBeNear(7.5, { rel: 1e-15 });
    expect(standardError).toBeNear(7.5 * Math.sqrt(0.5), { rel: 1e-15 });
  });

  test("the covariance, each mean over its own number of products", () => {
    const covariance = -11 / 3;
    const estimate = covarianceEstimate(steps);
    const D = 7.5 + covariance / 0.5;
    expect(estimate?.diffusivity).toBeNear(D, { rel: 1e-13 });
    expect(estimate?.localisationVariance).toBeNear(-covariance, { rel: 1e-15 });
    const x = -covariance / (D * 0.5);
    const variance = (6 + 4 * x + 2 * x * x) / 4 + (4 * (1 + x) ** 2) / 16;
    expect(estimate?.standardError).toBeNear(D * Math.sqrt(variance), { rel: 1e-12 });
  });

  test("the correlation of steps two apart", () => {
    expect(stepCorrelation(steps, 2)?.value).toBeNear(5 / 7.5, { rel: 1e-15 });
  });
});

// One track of N displacements without error of localisation: relative SD √(6/N + 4/N²), .46006 for N = 29.
test("without localisation error the covariance estimate has the published standard error", () => {
  const x = Array.from({ length: 30 }, (_, i) => i); // steps of +1: positive covariance, so x is held at 0
  const estimate = covarianceEstimate(displacementsOver([{ name: "1", time: x, axes: [x] }], 1));
  expect((estimate?.standardError ?? 0) / (estimate?.diffusivity ?? 1)).toBeNear(0.46006, { abs: 5e-6 });
});

test("what cannot be estimated is not", () => {
  const one = displacementsOver([{ name: "1", time: [0, 1], axes: [[0, 1]] }], 1);
  expect(covarianceEstimate(one)).toBeUndefined();
  expect(stepCorrelation(one, 1)).toBeUndefined();
  expect(() => diffusivityEstimate(displacementsOver([], 30))).toThrow(
    "number of displacements = 0: none is 30 s long",
  );
});
