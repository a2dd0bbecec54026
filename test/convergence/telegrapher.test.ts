import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { densityAt } from "#levels/continuum/telegrapher-readings.ts";
import {
  exchange,
  type Telegrapher,
  type TelegraphState,
  telegraphState,
} from "#levels/continuum/telegrapher-scheme.ts";
import { observedOrder } from "#numerics/statistics.ts";
import { frontMass, reversingDensity, reversingFlux, reversingMoment } from "#physics/goldstein-kac.ts";
import { answer, measure } from "../support/closed-form.ts";
import { solved, taskOf, valueAt } from "../support/models.ts";
import { movingModel, persistent, running } from "../support/runs.ts";

const law: Telegrapher = { speed: 1, rate: 1 }; // alpha = 2

function stateAt(time: number, steps: number, q?: number): TelegraphState {
  const run = telegraphState(law, time, steps, q);
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}

const msd = ({ site, whole }: TelegraphState) => whole.reduce((sum, p, k) => sum + p * (site[k] ?? 0) ** 2, 0);
const exact = reversingMoment(law, 1, 2);

describe("the telegrapher equation on a lattice in step with its speed", () => {
  const leading = (steps: number) => law.rate / steps; // q = alpha tau / 2

  test("errs by +0.053 % of the msd in 40 steps with q = (1 - e^(-alpha tau)) / 2, by -1.17 % with q = alpha tau / 2", () => {
    expect(100 * (msd(stateAt(1, 40)) / exact - 1)).toBeNear(0.053, { abs: 5e-4 });
    expect(100 * (msd(stateAt(1, 40, leading(40))) / exact - 1)).toBeNear(-1.17, { abs: 5e-3 });
  });

  const orderOf = (error: (steps: number) => number) =>
    observedOrder([40, 80, 160, 320].map((steps) => ({ h: 1 / steps, error: Math.abs(error(steps)) })));

  test("is of second order in the msd, and of the first only with the leading order of q", () => {
    expect(orderOf((n) => msd(stateAt(1, n)) / exact - 1)).toBeNear(2, { abs: 0.05 });
    expect(orderOf((n) => msd(stateAt(1, n, leading(n))) / exact - 1)).toBeNear(1, { abs: 0.05 });
  });

  test("is of second order in the density, at the middle, between and near the front", () => {
    for (const x of [0, 0.4, 0.93])
      expect(orderOf((n) => densityAt(stateAt(1, n), x) - reversingDensity(law, 1, x))).toBeNear(2, { abs: 0.2 });
  });

  test("is of second order in the flux", () => {
    const model = movingModel(running("reversals", 1), [1]);
    const flux = (refinement: number) =>
      valueAt(
        solved(continuum.solve(taskOf(model, [measure("flux(walker, 0.4)")], { refinement }))),
        "flux(walker, 0.4)",
        1,
      );
    const errors = [1 / 25, 2 / 25, 4 / 25, 8 / 25].map((refinement) => ({
      h: 1 / refinement,
      error: Math.abs(flux(refinement) - reversingFlux(law, 1, 0.4)),
    }));
    expect(observedOrder(errors)).toBeNear(2, { abs: 0.2 });
  });

  test("is positive, keeps its mass and its fronts, and has nothing ahead of them, however few its steps", () => {
    for (const steps of [1, 2, 3, 10, 100])
      for (const time of [0.01, 1, 30]) {
        const { mass, frontMass: front, whole, site, edge } = stateAt(time, steps);
        expect(mass.every((m) => m >= 0)).toBe(true);
        expect(front).toBe(frontMass(law, time));
        expect(whole.reduce((sum, p) => sum + p, 0)).toBeNear(1, { rel: 1e-14 });
        expect(mass.reduce((sum, m) => sum + m, 0) + 2 * front).toBeNear(1, { rel: 1e-13 });
        expect(Math.max(...site, ...edge)).toBeNear(time, { rel: 1e-15 });
      }
  });

  test("exchanges directions as a time tau does", () => {
    // an odd number of reversals: e^(-lambda tau) sinh(lambda tau)
    expect(exchange({ speed: 1, rate: 3 }, 0.2)).toBeNear(Math.exp(-0.6) * Math.sinh(0.6), { rel: 1e-15 });
  });
});

describe("the level continuum", () => {
  const texts = [
    "msd(walker)",
    "moment(walker, 4)",
    "mean_distance(walker)",
    "c(walker, 0.4)",
    "probability(walker, x > 0.3)",
    "excess_kurtosis(walker)",
  ];

  test("carries runs within the error of a thousand steps", () => {
    const model = movingModel(running("reversals", 1), [0.5, 1, 4]);
    const result = solved(continuum.solve(taskOf(model, texts.map(measure))));
    // (lambda tau)² / 3, 5e-6 at 4 s; a condition is right to 1/8192 of a cell of 2 c tau
    for (const text of texts)
      for (const time of [0.5, 1, 4])
        expect(valueAt(result, text, time)).toBeNear(answer(model, text, time), { rel: 2e-5 });
  });

  test("carries a persistent walk in the limit that forgets as the walk does", () => {
    const model = movingModel(persistent(0.9), [50]);
    const result = solved(continuum.solve(taskOf(model, [measure("msd(walker)")])));
    const alpha = -Math.log(0.8);
    const limit = (2 / alpha ** 2) * (50 * alpha - 1 + Math.exp(-50 * alpha));
    expect(valueAt(result, "msd(walker)", 50)).toBeNear(limit, { rel: 1e-4 });
    expect(result.method).toMatch(/0\.413 % below that of the walk/);
  });

  test.each([
    [persistent(0.5), /persistence: above 0.5/],
    [persistent(1), /below 1/],
    [running("reversals", 1e3), /give D: 0.000500000 m\^2\/s/],
    [running("tumbles", 1), /closed-form and walk/],
  ])("says why it does not carry %j", (motion, change) => {
    const accepted = continuum.accepts(movingModel(motion, [1]), "walker");
    expect(accepted.accepts ? "" : accepted.change).toMatch(change);
  });
});
