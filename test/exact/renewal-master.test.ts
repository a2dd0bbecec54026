/**
 * The master equation of steps on a lattice against the closed forms: convolution by convolution here, by squared powers
 * and incomplete gamma functions there. Both sum positive terms, some thousand roundings.
 */
import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { renewalMaster } from "#levels/master/renewal-master.ts";
import type { RenewalClock, StepLaw } from "#model/motion-law.ts";
import { measureOf, solved, taskOf, valueAt } from "../support/models.ts";
import {
  BIASED,
  fixedClock,
  gammaWaits,
  heavyWaits,
  poissonWaits,
  RARE_LONG,
  renewalModel,
  renewalOf,
  SKEWED,
  tableOf,
} from "../support/renewals.ts";

const names = [
  "mean",
  "variance",
  "skewness",
  "excess_kurtosis",
  "msd",
  "mean_distance",
  "entropy",
  "normal_distance",
] as const;
const measures = [
  ...names.map((name) => measureOf(name)),
  measureOf("probability", "x > 1.5"),
  measureOf("probability", "x == 4"),
  { key: "quantile(walker, 0.3)", name: "quantile" as const, species: "walker", argument: 0.3 },
  { key: "moment(walker, 3)", name: "moment" as const, species: "walker", argument: 3 },
];

const readings = (step: StepLaw, clock: RenewalClock, times: readonly number[]) => {
  const model = renewalModel(renewalOf(step, clock), times, { start: 0.5 });
  const task = taskOf(model, [...measures, measureOf("diffusivity"), measureOf("drift_velocity")]);
  return { exact: solved(closedForm.solve(task)), found: solved(renewalMaster.solve(task)) };
};

describe("the master equation of steps on a lattice", () => {
  test.each<[string, StepLaw, RenewalClock]>([
    ["+2 and -1 by a fixed clock", SKEWED, fixedClock()],
    ["±1 and ±5 by a fixed clock", RARE_LONG, fixedClock()],
    ["±1 and ±5 by a Poisson clock", RARE_LONG, poissonWaits()],
    ["steps to one side only", tableOf([1, 0.3], [3, 0.7]), poissonWaits(0.5)],
    ["a bias by a gamma clock of four stages", BIASED, gammaWaits(4)],
    ["a table by a gamma clock of two stages", SKEWED, gammaWaits(2, 0.7)],
    ["steps that may rest", tableOf([0, 0.5], [2, 0.25], [-2, 0.25]), fixedClock(0.25)],
  ])("%s: as in closed form", (_, step, clock) => {
    const { exact, found } = readings(step, clock, [3, 40, 300]);
    expect(found.readings.length).toBeGreaterThanOrEqual(3 * (measures.length - 1));
    for (const { key } of measures)
      for (const t of [3, 40, 300]) {
        const [a, b] = [valueAt(found, key, t), valueAt(exact, key, t)];
        // odd moments of even laws are the rounding of 0
        expect([key, t, a]).toEqual([key, t, expect.any(Number)]);
        expect(a, `${key} at ${t}`).toBeNear(b, { rel: 1e-10, abs: 1e-9 });
      }
    expect(found.invariants.massDrift).toBeLessThan(1e-12);
  });

  test("v and D are the slopes of mean and variance, exact where these are straight", () => {
    const { found } = readings(BIASED, gammaWaits(4), [50, 100, 150]);
    expect(valueAt(found, "diffusivity(walker)", "timeless")).toBeNear(0.44, { rel: 1e-11 });
    expect(valueAt(found, "drift_velocity(walker)", "timeless")).toBeNear(0.4, { rel: 1e-11 });
  });

  test("v and D grow as the spacing and its square, by a fixed clock and by a gamma clock alike", () => {
    const wide: StepLaw = { kind: "lattice", spacing: 3, right: 0.7, stay: 0 };
    for (const clock of [gammaWaits(4, 0.5), fixedClock(0.5)]) {
      const { found } = readings(wide, clock, [25, 50, 75]);
      // steps of 3 by a clock of 0.5: 0.4 · 3 / 0.5 on the average; V a step is 0.84 · 9, and by a gamma clock of four
      // stages that of the number of steps adds a quarter of 0.4² · 9
      const variance = 9 * (0.84 + (clock.kind === "gamma" ? 0.16 / 4 : 0));
      expect(valueAt(found, "drift_velocity(walker)", "timeless")).toBeNear(2.4, { rel: 1e-11 });
      expect(valueAt(found, "diffusivity(walker)", "timeless")).toBeNear(variance, { rel: 1e-11 });
    }
  });

  test("before the first step all is at the start", () => {
    const { found } = readings(SKEWED, fixedClock(), [0, 0.9, 1]);
    expect(valueAt(found, "mean(walker)", 0.9)).toBe(0.5);
    expect(valueAt(found, "variance(walker)", 0)).toBe(0);
    expect(valueAt(found, "variance(walker)", 1)).toBeNear(2, { rel: 1e-14 });
  });
});

describe("refused, with what to do instead", () => {
  test.each<[string, StepLaw, RenewalClock, string]>([
    ["a density has no sites", { kind: "uniform", halfWidth: 1 }, fixedClock(), "lie on no lattice"],
    ["incommensurable moves have none", tableOf([1, 0.5], [-Math.SQRT2, 0.5]), fixedClock(), "lie on no lattice"],
    ["heavy waits remember", SKEWED, heavyWaits(0.5), "remember how long they have lasted"],
    ["half stages do not exist", SKEWED, gammaWaits(2.5), "without a whole shape"],
  ])("%s", (_, step, clock, because) => {
    const answer = renewalMaster.accepts(renewalModel(renewalOf(step, clock), [1]), "walker");
    expect(answer).toMatchObject({ accepts: false, because: expect.stringContaining(because) });
  });

  test("more sites than it can hold", () => {
    const answer = renewalMaster.accepts(renewalModel(renewalOf(RARE_LONG, fixedClock()), [1e6]), "walker");
    expect(answer).toMatchObject({ accepts: false, because: expect.stringContaining("too many") });
  });

  test("a plane", () => {
    const answer = renewalMaster.accepts(
      renewalModel(renewalOf({ kind: "lattice", spacing: 1, right: 0.5, stay: 0 }, gammaWaits(2), 2), [1]),
      "walker",
    );
    expect(answer).toMatchObject({ accepts: false, because: expect.stringContaining("along a line only") });
  });
});
