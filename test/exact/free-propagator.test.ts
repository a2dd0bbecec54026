import { describe, expect, test } from "vitest";
import type { Model } from "#model/model.ts";
import { answer, textOf } from "../support/closed-form.ts";
import { modelWith, walkerWith } from "../support/models.ts";
import "../support/matchers.ts";

interface Free {
  readonly dimensions?: 1 | 2 | 3;
  readonly D: number;
  readonly at?: readonly number[];
  readonly amount?: number;
  readonly drift?: number;
}

function freeModel({ dimensions = 1, D, at = [0], amount = 1, drift }: Free): Model {
  const geometry = (["line", "plane", "space"] as const)[dimensions - 1];
  return modelWith({
    domain: { kind: "free", geometry, dimensions },
    species: [
      walkerWith({
        media: [{ medium: "", diffusivity: textOf(D), partition: textOf(1) }],
        initial: { kind: "point", at, amount },
        ...(drift === undefined ? {} : { drift: textOf(drift) }),
      }),
    ],
  });
}

describe("perfume in still air: 0.1 mmol in three dimensions, D = 0.118 cm^2/s", () => {
  const perfume = freeModel({ dimensions: 3, D: 1.18e-5, amount: 1e-4 });

  test("concentration at 3 m, after an hour and at its peak", () => {
    expect(answer(perfume, "c(walker, 3)", 3600)).toBeNear(2.54696365602e-27, { rel: 1e-11 });
    expect(answer(perfume, "c(walker, 3)", 9 / (6 * 1.18e-5))).toBeNear(2.7265068462e-7, { rel: 1e-10 });
  });

  test("the same point by its three coordinates", () => {
    expect(answer(perfume, "c(walker, [1,2,2])", 3600)).toBeNear(answer(perfume, "c(walker, 3)", 3600), { rel: 1e-14 });
  });

  test("the r.m.s. distance after an hour", () => {
    expect(Math.sqrt(answer(perfume, "msd(walker)", 3600))).toBeNear(0.504856415231, { rel: 1e-11 });
  });
});

describe("a walker on a line, D = 0.5, t = 2", () => {
  const line = freeModel({ D: 0.5 });

  test("a distance from the origin counts both sides, also of a cloud that drifts or starts beside it", () => {
    for (const free of [{ drift: 0.25 }, { at: [0.5] }, { at: [-0.5] }]) {
      const model = freeModel({ D: 1, ...free });
      expect(answer(model, "probability(walker, r < 1)", 2)).toBeNear(
        answer(model, "probability(walker, abs(x) < 1)", 2),
        { rel: 1e-14 },
      );
    }
  });

  test("density and probability", () => {
    expect(answer(line, "c(walker, 0)", 2)).toBeNear(0.282094791773878, { rel: 1e-14 });
    expect(answer(line, "c(walker, 1)", 2)).toBeNear(0.219695644733861, { rel: 1e-14 });
    expect(answer(line, "probability(walker, abs(x) < 1)", 2)).toBeNear(0.520499877813047, { rel: 1e-14 });
    expect(answer(line, "probability(walker, not (x <= -1 or 1 <= x))", 2)).toBeNear(0.520499877813047, { rel: 1e-14 });
    expect(answer(line, "probability(walker, x^2 < 1)", 2)).toBeNear(0.520499877813047, { rel: 1e-14 });
    expect(answer(line, "probability(walker, r < 1)", 2)).toBeNear(0.520499877813047, { rel: 1e-14 });
  });

  test("a tail keeps its relative accuracy far out", () => {
    // erfc(20 / 2) / 2
    expect(answer(line, "probability(walker, x > 20)", 2)).toBeNear(2.088487583762545e-45 / 2, { rel: 1e-13 });
  });
});

describe("the radius in two and three dimensions", () => {
  test("P(r > 2) in space", () => {
    const space = freeModel({ dimensions: 3, D: 0.5 });
    expect(answer(space, "probability(walker, r > 2)", 2)).toBeNear(0.57240670447088, { rel: 1e-13 });
  });

  test("P(r > R) in the plane is e^{-R^2/4Dt}", () => {
    const plane = freeModel({ dimensions: 2, D: 0.5 });
    expect(answer(plane, "probability(walker, r > 3)", 2)).toBeNear(Math.exp(-9 / 4), { rel: 1e-13 });
    expect(answer(plane, "probability(walker, y < 0)", 2)).toBeNear(0.5, { rel: 1e-15 });
  });

  test("mean distances are sqrt(4Dt/pi), sqrt(pi D t), 4 sqrt(Dt/pi)", () => {
    const mean = (dimensions: 1 | 2 | 3) => answer(freeModel({ dimensions, D: 0.5 }), "mean_distance(walker)", 2);
    expect(mean(1)).toBeNear(Math.sqrt(4 / Math.PI), { rel: 1e-14 });
    expect(mean(2)).toBeNear(Math.sqrt(Math.PI), { rel: 1e-14 });
    expect(mean(3)).toBeNear(4 / Math.sqrt(Math.PI), { rel: 1e-14 });
  });

  test("with drift, the mean distance is that of a shifted Gaussian (by quadrature)", () => {
    // <|r|> of a unit Gaussian cloud at distance 1.5: mpmath, int_0^oo r^d/1.5^(d/2-1) e^{-(r^2+2.25)/2} I_{d/2-1}(1.5 r).
    const moved = { D: 0.5, drift: 1.5 };
    const mean = (dimensions: 1 | 2 | 3) => answer(freeModel({ dimensions, ...moved }), "mean_distance(walker)", 1);
    expect(mean(1)).toBeNear(MOVED[0], { rel: 1e-13 });
    expect(mean(2)).toBeNear(MOVED[1], { rel: 1e-13 });
    expect(mean(3)).toBeNear(MOVED[2], { rel: 1e-13 });
  });
});

const MOVED = [1.55861358752521, 1.87493574940562, 2.1362039858334];

describe("moments on a line with drift", () => {
  const carried = freeModel({ D: 0.5, drift: -3, at: [2], amount: 5 });

  test("the cloud moves by v t and widens by 2 D t", () => {
    expect(answer(carried, "mean(walker)", 2)).toBeNear(-4, { rel: 1e-15 });
    expect(answer(carried, "variance(walker)", 2)).toBeNear(2, { rel: 1e-15 });
    expect(answer(carried, "msd(walker)", 2)).toBeNear(38, { rel: 1e-15 });
    expect(answer(carried, "skewness(walker)", 2)).toBe(0);
    expect(answer(carried, "excess_kurtosis(walker)", 2)).toBe(0);
    expect(answer(carried, "diffusivity(walker)", "timeless")).toBe(0.5);
    expect(answer(carried, "drift_velocity(walker)", "timeless")).toBe(-3);
    expect(answer(carried, "amount(walker, all)", 2)).toBe(5);
  });

  test("flux and concentration obey the law of conservation dc/dt = -dJ/dx", () => {
    const [x, t, h] = [-2.5, 2, 1e-4];
    const c = (time: number) => answer(carried, `c(walker, ${x})`, time);
    const J = (place: number) => answer(carried, `flux(walker, ${place})`, t);
    // Central differences of step 1e-4: errors of order h^2 = 1e-8 beside slopes of order 1.
    expect((c(t + h) - c(t - h)) / (2 * h)).toBeNear(-(J(x + h) - J(x - h)) / (2 * h), { rel: 1e-7 });
  });
});
