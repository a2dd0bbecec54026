import { describe, expect, test } from "vitest";
import { integrate } from "#numerics/quadrature.ts";
import {
  frontMass,
  reversingDensity,
  reversingDistance,
  reversingFlux,
  reversingMoment,
  reversingProbability,
} from "#physics/goldstein-kac.ts";
import { growthOfRuns, squareOfRuns } from "#physics/turns.ts";
import { answer } from "../support/closed-form.ts";
import { movingModel, running } from "../support/runs.ts";

const law = { speed: 1, rate: 1 };

describe("Goldstein-Kac with c = 1 and alpha = 2", () => {
  test.each([
    [1, 0, 0.336835011471674],
    [1, 0.4, 0.326613604338],
    [2, 0, 0.261888805901],
    [5, 0, 0.173756539777],
  ])("at t = %d the density at x = %f is %f", (t, x, value) => {
    // 12 to 15 digits are given
    expect(reversingDensity(law, t, x)).toBeNear(value, { rel: 3e-12 });
  });

  test("each front carries e^-1 / 2 at t = 1", () =>
    expect(frontMass(law, 1)).toBeNear(0.183939720585721, { rel: 3e-15 }));

  test.each([
    [1, 0.567667641618306, 0.4849853757254],
    [2, 1.509157819444, undefined],
    [5, 4.500022699965, 49.49911470137],
  ])("at t = %d the whole law has the msd %f", (t, second, fourth) => {
    expect(reversingMoment(law, t, 2)).toBeNear(second, { rel: 3e-13 });
    expect(squareOfRuns(1, 2, t)).toBeNear(second, { rel: 3e-13 });
    if (fourth !== undefined) expect(reversingMoment(law, t, 4)).toBeNear(fourth, { rel: 3e-13 });
  });
});

describe("the density of those that have turned", () => {
  const rates = [1e-3, 0.3, 1, 20, 1e3, 1e6];

  test.each(rates)("holds 1 with the fronts, at %d reversals", (rate) => {
    const each = { speed: 2, rate };
    const whole = reversingProbability(each, 1, -5, 5) + 2 * frontMass(each, 1);
    expect(whole).toBeNear(1, { rel: 1e-12 });
  });

  test.each(rates)("gives the moments and the mean distance with the fronts, at %d reversals", (rate) => {
    const each = { speed: 1, rate };
    const width = Math.min(1, 30 / Math.sqrt(rate));
    const mean = (f: (x: number) => number) =>
      2 * (integrate((x) => f(x) * reversingDensity(each, 1, x), 0, width) + f(1) * frontMass(each, 1));
    for (const order of [2, 4, 6])
      expect(mean((x) => x ** order)).toBeNear(reversingMoment(each, 1, order), { rel: 1e-11 });
    expect(mean((x) => x)).toBeNear(reversingDistance(each, 1), { rel: 1e-11 });
  });

  test("is nothing beyond the front, and finite at it", () => {
    expect(reversingDensity(law, 1, 1.0000001)).toBe(0);
    // (lambda / 2c) e^(-lambda t) (1 + lambda t / 2)
    expect(reversingDensity(law, 1, 1)).toBeNear(0.5 * Math.exp(-1) * 1.5, { rel: 1e-15 });
    expect(reversingDensity(law, 1, 1 - 1e-15)).toBeNear(0.5 * Math.exp(-1) * 1.5, { rel: 1e-13 });
  });

  test("becomes the normal law of D = c² / alpha when it has turned often", () => {
    const often = { speed: 1, rate: 1e6 };
    const D = 0.5e-6;
    // corrections of order 1 / (lambda t)
    for (const x of [0, 1e-3, 2e-3])
      expect(reversingDensity(often, 1, x)).toBeNear(Math.exp((-x * x) / (4 * D)) / Math.sqrt(4 * Math.PI * D), {
        rel: 2e-5,
      });
  });

  test("obeys the telegrapher equation, and its flux conserves it", () => {
    const h = 1e-3;
    const P = (t: number, x: number) => reversingDensity(law, t, x);
    for (const [t, x] of [
      [1, 0.3],
      [2, -1.2],
      [5, 0.7],
    ] as const) {
      const [before, now, after] = [P(t - h, x), P(t, x), P(t + h, x)];
      const rate = (after - before) / (2 * h);
      const bend = (after - 2 * now + before) / (h * h);
      const curvature = (P(t, x + h) - 2 * now + P(t, x - h)) / (h * h);
      const outflow = (reversingFlux(law, t, x + h) - reversingFlux(law, t, x - h)) / (2 * h);
      // differences of second order: h² times derivatives of order one
      expect(bend + 2 * rate - curvature).toBeNear(0, { abs: 1e-6 });
      expect(rate + outflow).toBeNear(0, { abs: 1e-6 });
    }
  });
});

describe("moments of runs", () => {
  test("by the memory of direction and by the number of turns are the same, from ballistic to diffusive", () => {
    for (const rate of [1e-9, 1e-4, 0.1, 0.49, 0.51, 3, 1e3, 1e7])
      expect(squareOfRuns(1, 2 * rate, 1)).toBeNear(reversingMoment({ speed: 1, rate }, 1, 2), { rel: 1e-14 });
  });

  test("grow as the msd does", () => {
    const h = 1e-4;
    expect(growthOfRuns(1, 2, 1)).toBeNear((squareOfRuns(1, 2, 1 + h) - squareOfRuns(1, 2, 1 - h)) / (2 * h), {
      rel: 1e-8,
    });
  });
});

describe("what the level answers of runs on a line", () => {
  const model = movingModel(running("reversals", 1), [1, 2]);

  test("probabilities count a front where the condition holds there", () => {
    const front = 0.183939720585721;
    const inside = reversingProbability(law, 1, 0.5, 1);
    expect(answer(model, "probability(walker, x == 1)", 1)).toBeNear(front, { rel: 1e-14 });
    expect(answer(model, "probability(walker, abs(x) >= 1)", 1)).toBeNear(2 * front, { rel: 1e-14 });
    expect(answer(model, "probability(walker, x > 1)", 1)).toBe(0);
    expect(answer(model, "probability(walker, x > 0.5)", 1)).toBeNear(inside + front, { rel: 1e-13 });
    expect(answer(model, "probability(walker, x > 0.5 and x < 1)", 1)).toBeNear(inside, { rel: 1e-13 });
    expect(answer(model, "probability(walker, r > 0.5)", 1)).toBeNear(2 * (inside + front), { rel: 1e-13 });
    expect(answer(model, "probability(walker, x < 3)", 1)).toBeNear(1, { rel: 1e-13 });
  });

  test("a quantile lies on the front as long as the front holds it, and splits the law after", () => {
    expect(answer(model, "quantile(walker, 0.1)", 1)).toBe(-1);
    expect(answer(model, "quantile(walker, 0.9)", 1)).toBe(1);
    const quarter = answer(model, "quantile(walker, 0.25)", 1);
    expect(answer(model, `probability(walker, x < ${quarter})`, 1)).toBeNear(0.25, { rel: 1e-12 });
    expect(answer(model, "quantile(walker, 0.5)", 1)).toBeNear(0, { abs: 1e-14 });
  });

  test("memory, running diffusivity and the slope of the msd", () => {
    expect(answer(model, "vacf(walker)", 1)).toBeNear(Math.exp(-2), { rel: 1e-15 });
    expect(answer(model, "green_kubo(walker)", 1)).toBeNear(0.5 * (1 - Math.exp(-2)), { rel: 1e-14 });
    expect(answer(model, "diffusivity(walker)", 1)).toBe(0.5);
    // 2 t green_kubo / msd
    expect(answer(model, "msd_slope(walker)", 1)).toBeNear((1 - Math.exp(-2)) / 0.567667641618306, { rel: 1e-13 });
    expect(answer(model, "excess_kurtosis(walker)", 1)).toBeNear(0.4849853757254 / 0.567667641618306 ** 2 - 3, {
      rel: 1e-11,
    });
  });
});
