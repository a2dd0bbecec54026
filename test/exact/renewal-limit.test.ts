/** The continuum limit of independent steps: which v and D it takes, what it says it drops, and which walks have none. */
import { describe, expect, test } from "vitest";
import { renewalLimit } from "#levels/continuum/renewal-limit.ts";
import type { RenewalClock, StepLaw } from "#model/motion-law.ts";
import { measureOf, solved, taskOf, valueAt } from "../support/models.ts";
import {
  BIASED,
  fixedClock,
  gammaWaits,
  heavyWaits,
  paretoWaits,
  renewalModel,
  renewalOf,
  SKEWED,
} from "../support/renewals.ts";

const NORMAL: StepLaw = { kind: "gaussian", deviation: 1 };

const solve = (step: StepLaw, clock: RenewalClock, dimensions: 1 | 2 | 3 = 1) => {
  const model = renewalModel(renewalOf(step, clock, dimensions), [100]);
  expect(renewalLimit.accepts(model, "walker")).toEqual({ accepts: true });
  return solved(renewalLimit.solve(taskOf(model, [measureOf("mean"), measureOf("variance"), measureOf("msd")])));
};

describe("advection and diffusion with the long-time v and D", () => {
  // hops with exact v and spread: mean and variance to the tolerance of the steps in time, some thousand of 1e-8
  const inTime = { rel: 1e-6 };

  test("a bias by a gamma clock: v = 0.4, D = 0.44", () => {
    const { readings, method, sharesRatesWith } = solve(BIASED, gammaWaits(4));
    expect(readings.find(({ measure }) => measure === "mean(walker)")?.value).toBeNear(40, inTime);
    expect(readings.find(({ measure }) => measure === "variance(walker)")?.value).toBeNear(88, inTime);
    expect(method).toContain("skewness -0.0503, excess kurtosis -0.00726 and a variance of 0.997 times 2 D t");
    expect(sharesRatesWith).toEqual(["closed-form"]);
  });

  test("+2 and -1 by a fixed clock: D = 1, and skewness 1/√(2n) is dropped", () => {
    const result = solve(SKEWED, fixedClock());
    expect(valueAt(result, "variance(walker)", 100)).toBeNear(200, inTime);
    expect(result.method).toContain("skewness 0.0707");
  });

  test("in a plane each axis has its D", () => {
    // a grid along the radius is of second order: 200 cells to seven standard deviations
    expect(valueAt(solve(NORMAL, fixedClock(), 2), "msd(walker)", 100)).toBeNear(200, { rel: 2e-3 });
  });

  test("Pareto waits of finite mean, of which no shape is known", () => {
    const result = solve(NORMAL, paretoWaits(1.5));
    expect(valueAt(result, "variance(walker)", 100)).toBeNear(50, inTime);
    expect(result.method).toContain("long-time v and D");
    expect(result.method).not.toContain("skewness");
  });
});

describe("walks whose limit is not diffusion are refused, with the limit that they have", () => {
  test.each<[string, StepLaw, RenewalClock, string]>([
    ["heavy steps", { kind: "stable", index: 1.5, scale: 1 }, fixedClock(), "Lévy flight"],
    ["heavy waits", NORMAL, heavyWaits(0.5), "subdiffusion"],
    ["Pareto waits without a mean", NORMAL, paretoWaits(1), "subdiffusion"],
    ["a bias with waits of infinite variance", BIASED, paretoWaits(1.5), "faster than diffusion"],
  ])("%s", (_, step, clock, because) => {
    const answer = renewalLimit.accepts(renewalModel(renewalOf(step, clock), [1]), "walker");
    expect(answer).toMatchObject({ accepts: false, because: expect.stringContaining(because) });
  });
});
