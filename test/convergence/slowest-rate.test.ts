/**
 * Slowest rates and laws of the exit on ever finer networks: second order, to limits known otherwise.
 *
 * Kramers' double well U = E (x² - 1)²: limits of the smallest rate above zero by meshes of Scharfetter-Gummel hops that
 * were refined elsewhere; a drifting particle: the inverse Gaussian variance 2 D x0 / v³; a box: (π/2L)² D.
 */
import { describe, expect, test } from "vitest";
import { speciesNetwork } from "#generator/motion.ts";
import { slowestNetworkRate } from "#generator/slowest-rate.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import type { Model, Species } from "#model/model.ts";
import { observedOrder } from "#numerics/statistics.ts";
import { lineFrom, measureAt, medium, slabOf, type WalkerModel, walkerModel } from "../support/langevin-models.ts";
import { solved, taskOf, valueAt } from "../support/models.ts";

const wish = { refinement: 1, thinnerThan: 0, most: Number.POSITIVE_INFINITY, graded: false };

function rateOn(cells: number, given: WalkerModel): number {
  const model: Model = walkerModel(given);
  const network = speciesNetwork(model, model.species[0] as Species, { ...wish, cells });
  return slowestNetworkRate(network) ?? Number.NaN;
}

const CELLS = [50, 100, 200, 400];

describe("the slowest rate converges at second order", () => {
  test.each([
    [2, 0.454546602],
    [5, 0.05552281273],
    [8, 0.004574951111],
  ])("over a barrier of %d kT", (E, limit) => {
    const domain = { ...slabOf({ name: "a", thickness: 5 }), start: -2.5 };
    const given: WalkerModel = { domain, media: [medium("a", "1")], start: -1, potential: `${E} * (x^2 - 1)^2` };
    const study = CELLS.map((cells) => ({ h: 5 / cells, error: Math.abs(rateOn(cells, given) - limit) }));
    expect(observedOrder(study)).toBeGreaterThan(1.9);
    // the last mesh, extrapolated, is the limit
    const [coarse, fine] = CELLS.slice(-2).map((cells) => rateOn(cells, given)) as [number, number];
    expect(fine + (fine - coarse) / 3).toBeNear(limit, { rel: 2e-6 });
  });

  test("in a box with one end that absorbs", () => {
    const given: WalkerModel = {
      domain: slabOf({ name: "a", thickness: 2 }),
      media: [medium("a", "1")],
      start: 1,
      right: { kind: "absorbing" },
    };
    const limit = (Math.PI / 4) ** 2;
    const study = CELLS.map((cells) => ({ h: 2 / cells, error: Math.abs(rateOn(cells, given) - limit) }));
    expect(observedOrder(study)).toBeGreaterThan(1.9);
  });
});

test("the variance of the exit time under a drift converges at second order", () => {
  const variance = measureAt("exit_time_variance", { kind: "all" });
  const study = [100, 200, 400].map((cells) => {
    const domain = lineFrom({ from: 0, resolve: { from: 0, to: 10 }, cells });
    const model = walkerModel({ domain, left: { kind: "absorbing" }, start: 1, drift: "-2" });
    const value = valueAt(solved(continuum.solve(taskOf(model, [variance]))), variance.key, "timeless");
    return { h: 10 / cells, error: Math.abs(value - 0.25) };
  });
  expect(observedOrder(study)).toBeGreaterThan(1.9);
});

test("by which end a walker leaves a box is exact on any mesh, as its distances say", () => {
  const ends = (["left", "right"] as const).map((end) => measureAt("exit_probability", { kind: "end", end }));
  const given: WalkerModel = {
    domain: slabOf({ name: "a", thickness: 4, cells: 20 }),
    media: [medium("a", "1")],
    start: 1.1,
    left: { kind: "absorbing" },
    right: { kind: "absorbing" },
  };
  const result = solved(continuum.solve(taskOf(walkerModel(given), ends)));
  const [left, right] = ends.map(({ key }) => valueAt(result, key, "timeless"));
  expect(left).toBeNear(1 - 1.1 / 4, { rel: 1e-12 });
  expect(right).toBeNear(1.1 / 4, { rel: 1e-12 });
});
