import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import type { Level } from "#levels/contract.ts";
import { master } from "#levels/master/master.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import { coarseGrained, coarseNote } from "#step-law/coarse-grained.ts";
import { measureAt } from "../support/langevin-models.ts";
import { measureOf, solved, taskOf, valueAt } from "../support/models.ts";
import { motor, STEP } from "../support/motors.ts";

const BOTH = [closedForm, master] as const;
const read = (level: Level, model: Model, measure: Measure, when: number | "timeless" = "timeless") =>
  valueAt(solved(level.solve(taskOf(model, [measure]))), measure.key, when);
const reach = (steps: number) => measureAt("hitting_probability", { kind: "point", at: [steps * STEP] });

const TWO = [150, 300];

describe("a motor of two substeps", () => {
  const model = motor({ forward: TWO, times: [0.1, 0.4, 0.7, 1] });

  test.each(BOTH)("has made so many steps, with so much scatter: $name", (level) => {
    for (const [time, mean, variance] of [
      [0.1, 9.777777777778, 5.58024691358],
      [1, 99.77777777778, 55.58024691358],
    ] as const) {
      expect(read(level, model, measureOf("mean"), time) / STEP).toBeNear(mean, { rel: 1e-12 });
      expect(read(level, model, measureOf("variance"), time) / STEP ** 2).toBeNear(variance, { rel: 1e-12 });
    }
  });

  test.each(
    BOTH,
  )("goes at d k1 k2 / (k1 + k2), with (k1² + k2²) / (k1 + k2)² of the scatter of chance: $name", (level) => {
    expect(read(level, model, measureOf("drift_velocity"))).toBeNear(800e-9, { rel: 1e-11 });
    expect(read(level, model, measureOf("diffusivity"))).toBeNear(1777.777777778e-18, { rel: 1e-10 });
  });

  test("is lost nowhere in the row of states", () => {
    const { invariants } = solved(master.solve(taskOf(model, [measureOf("mean")])));
    expect(invariants.massDrift).toBeLessThan(1e-12);
  });

  test("has the randomness 5/9", () => {
    expect(read(closedForm, model, measureOf("randomness"))).toBeNear(5 / 9, { rel: 1e-13 });
  });

  test("is told apart from steps at random times", () => {
    const [species] = model.species as [Species];
    expect(coarseNote(species, model)).toMatch(/0\.5556 of the v l \/ 2 = 3\.20000e-15/);
    const numbers = coarseGrained(species, model);
    expect(numbers.find(({ symbol }) => symbol === "randomness")?.value).toBeNear(5 / 9, { rel: 1e-13 });
  });
});

describe("a motor that steps back", () => {
  const model = motor({ forward: [110], backward: [10], times: [0.25, 0.5, 0.75, 1] });

  test.each(BOTH)("spreads as d² (k+ + k-) t, its steps being Poisson both ways: $name", (level) => {
    expect(read(level, model, measureOf("mean"), 1)).toBeNear(100 * STEP, { rel: 1e-12 });
    expect(read(level, model, measureOf("variance"), 1)).toBeNear(120 * STEP ** 2, { rel: 1e-12 });
    expect(read(level, model, measureOf("diffusivity"))).toBeNear(3840e-18, { rel: 1e-11 });
    expect(read(level, model, measureOf("skewness"), 1)).toBeNear(100 / 120 ** 1.5, { rel: 1e-10 });
    expect(read(level, model, measureOf("excess_kurtosis"), 1)).toBeNear(1 / 120, { rel: 1e-8 });
  });

  test("has the randomness (k+ + k-) / (k+ - k-), which a clock with the same odds has not", () => {
    expect(read(closedForm, model, measureOf("randomness"))).toBeNear(1.2, { rel: 1e-13 });
    expect(coarseNote(model.species[0] as Species, model)).toMatch(/p = 0\.9167, would have .* = 0\.3667/);
  });

  test("has been behind a place with the probability of Skellam's law", () => {
    const behind = measureOf("probability", `x < ${20.5 * STEP}`);
    expect(read(closedForm, model, behind, 0.25)).toBeNear(read(master, model, behind, 0.25), { rel: 1e-12 });
  });
});

describe("a cycle with backward substeps", () => {
  const forward = [40, 90, 25];
  const backward = [3, 11, 6];
  const model = motor({ forward, backward, detachment: 0.5, times: [0.05, 0.3, 2, 3] });

  test("moves alike by its moments and by its row of states", () => {
    for (const name of ["mean", "variance", "skewness", "excess_kurtosis", "msd", "survival"] as const)
      for (const time of [0.05, 0.3, 2])
        expect(read(closedForm, model, measureOf(name), time)).toBeNear(read(master, model, measureOf(name), time), {
          rel: 1e-9,
        });
  });

  test("goes forward at the rate of forward cycles less that of backward ones", () => {
    // J = (k1 k2 k3 - b1 b2 b3) / sum of the trees of transitions that lead to each state
    const [a, b, c] = forward as [number, number, number];
    const [x, y, z] = backward as [number, number, number];
    const net = a * b * c - x * y * z;
    const weights = [b * c + y * c + y * z, c * a + z * a + z * x, a * b + x * b + x * y];
    const rate = net / weights.reduce((sum, weight) => sum + weight, 0);
    expect(read(closedForm, model, measureOf("drift_velocity"))).toBeNear(rate * STEP, { rel: 1e-12 });
  });

  test("runs as far, and gets anywhere as often, by the cycle as by the row", () => {
    for (const measure of [measureOf("mean_run_length"), reach(1), reach(7), reach(0)])
      expect(read(closedForm, model, measure)).toBeNear(read(master, model, measure), { rel: 1e-11 });
  });
});

describe("a motor that may fall off", () => {
  const one = motor({ forward: [100], detachment: 0.8, times: [1] });
  const two = motor({ forward: TWO, detachment: 0.8, times: [1] });

  test.each(BOTH)("runs so far on average: $name", (level) => {
    expect(read(level, one, measureOf("mean_run_length"))).toBeNear(1000e-9, { rel: 1e-11 });
    expect(read(level, two, measureOf("mean_run_length"))).toBeNear(998.2253771e-9, { rel: 1e-9 });
    expect(read(level, two, measureOf("mean_exit_time"))).toBeNear(1.25, { rel: 1e-11 });
  });

  test.each(BOTH)("makes 125 steps or more so often: $name", (level) => {
    expect(read(level, one, reach(125))).toBeNear((100 / 100.8) ** 125, { rel: 1e-11 });
    expect(read(level, two, reach(125))).toBeNear(0.3686952481, { rel: 1e-9 });
    expect(read(level, two, reach(0))).toBe(1);
  });

  test.each(BOTH)("is still on its track with e^(-koff t), and moves as if none fell off: $name", (level) => {
    expect(read(level, two, measureOf("survival"), 1)).toBeNear(Math.exp(-0.8), { rel: 1e-12 });
    expect(read(level, two, measureOf("mean"), 1) / STEP).toBeNear(99.77777777778, { rel: 1e-11 });
  });

  test("with backward steps gets to the next step as the smaller root of a quadratic says", () => {
    const model = motor({ forward: [30], backward: [20], detachment: 2, times: [1] });
    const h = (52 - Math.sqrt(52 ** 2 - 4 * 20 * 30)) / (2 * 20);
    for (const level of BOTH) expect(read(level, model, reach(3))).toBeNear(h ** 3, { rel: 1e-12 });
  });
});

describe("a motor that goes to and fro and hardly ever falls off", () => {
  const model = motor({ forward: [100], backward: [100], detachment: 1e-9, times: [1] });
  const odd = motor({ forward: [100, 40, 70], backward: [70, 100, 40], detachment: 1e-9, times: [1] });

  // The chance q never to make the next step solves b q² + k q - k = 0, k = koff, here to nine digits of q.
  test("gets 300 000 steps ahead as the quadratic without its cancelling root says", () => {
    const q = (2 * 1e-9) / (1e-9 + Math.sqrt(1e-18 + 400e-9));
    expect(read(closedForm, model, reach(300_000))).toBeNear(Math.exp(300_000 * Math.log1p(-q)), { rel: 1e-9 });
  });

  // Without a drift h^n is e^(-n √(koff/D)) to leading order in koff; the next is n koff/k of it, 3e-6.
  test("gets ahead as a diffusing particle that dies does", () => {
    const D = read(closedForm, odd, measureOf("diffusivity")) / STEP ** 2;
    const n = 100_000;
    const expected = Math.exp(-n * Math.sqrt(1e-9 / D));
    expect(read(closedForm, odd, reach(n))).toBeNear(expected, { rel: 1e-5 });
  });

  test("is not stated by a row of states that it leaves behind", () => {
    for (const measure of [reach(10), measureOf("mean_run_length")])
      expect(() => read(master, model, measure)).toThrow(/no reading/);
  });

  test("steps on for certain if it never falls off", () => {
    const bound = motor({ forward: [100], backward: [100], times: [1] });
    expect(read(closedForm, bound, reach(1000))).toBe(1);
  });
});

describe("the randomness of N equal substeps", () => {
  test.each([1, 2, 3, 4, 7])("is 1/%d", (N) => {
    const model = motor({ forward: new Array<number>(N).fill(100), times: [1] });
    expect(read(closedForm, model, measureOf("randomness"))).toBeNear(1 / N, { rel: 1e-12 });
  });

  test.each([
    [1, 19.51219512e-9, 0.9524092802],
    [40, 400e-9, 0.5],
  ])("at %d uM of ATP is that of binding at 2.5/uM/s and 100/s after it", (ATP, speed, randomness) => {
    const model = motor({ forward: [2.5 * ATP, 100], times: [1] });
    expect(read(closedForm, model, measureOf("drift_velocity"))).toBeNear(speed, { rel: 1e-9 });
    expect(read(closedForm, model, measureOf("randomness"))).toBeNear(randomness, { rel: 1e-9 });
  });
});

test("a cycle that is broken stands still", () => {
  const model = motor({ forward: [100, 0], times: [1] });
  expect(read(closedForm, model, measureOf("mean"), 1)).toBe(0);
  expect(read(master, model, measureOf("variance"), 1)).toBe(0);
});
