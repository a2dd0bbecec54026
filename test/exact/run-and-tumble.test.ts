import { describe, expect, test } from "vitest";
import { master } from "#levels/master/master.ts";
import { ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";
import { gamma } from "#numerics/gamma-function.ts";
import { poissonWeights } from "#numerics/poisson-weights.ts";
import { integrate } from "#numerics/quadrature.ts";
import {
  ringMass,
  tumblingBeyond,
  tumblingDensity,
  tumblingDistance,
  tumblingMoment,
  tumblingWithin,
} from "#physics/run-and-tumble.ts";
import { squareOfRuns } from "#physics/turns.ts";
import { answer } from "../support/closed-form.ts";
import { walkerWith } from "../support/models.ts";
import { movingModel, running } from "../support/runs.ts";

const law = { speed: 1, rate: 1 };

describe("run and tumble with c = 1 and a tumble a second", () => {
  test("the densities, the mass within 1 and on the ring, and the msd at t = 2", () => {
    // 13 digits are given
    expect(tumblingDensity(law, 2, 0)).toBeNear(0.07957747154595, { rel: 1e-13 });
    expect(tumblingDensity(law, 2, 1)).toBeNear(0.07028953149199, { rel: 1e-13 });
    expect(tumblingWithin(law, 2, 1)).toBeNear(0.2350533548051, { rel: 3e-13 });
    expect(ringMass(law, 2)).toBeNear(Math.exp(-2), { rel: 1e-15 });
    expect(tumblingMoment(law, 2, 2)).toBeNear(2.270670566473, { rel: 3e-13 });
  });

  test.each([1e-3, 0.5, 1, 30, 1e5])("the density adds up to what lies within r, at %d tumbles", (rate) => {
    const each = { speed: 3, rate };
    for (const r of [0.1, 1, 2.9].map((x) => x / Math.max(1, Math.sqrt(rate)))) {
      const added = integrate((x) => 2 * Math.PI * x * tumblingDensity(each, 1, x), 0, r);
      expect(tumblingWithin(each, 1, r)).toBeNear(added, { rel: 1e-12 });
    }
    expect(tumblingWithin(each, 1, 3) + ringMass(each, 1)).toBeNear(1, { rel: 1e-15 });
  });

  test.each([
    1e-3, 0.5, 2, 30, 1e5,
  ])("moments and mean distance follow from it, ring included, at %d tumbles", (rate) => {
    const each = { speed: 1, rate };
    const width = Math.min(1, 40 / Math.sqrt(rate));
    // with r = sin θ the density is smooth to the ring
    const mean = (f: (r: number) => number) =>
      integrate(
        (theta) =>
          2 *
          Math.PI *
          Math.sin(theta) *
          tumblingDensity(each, 1, Math.sin(theta)) *
          f(Math.sin(theta)) *
          Math.cos(theta),
        0,
        Math.asin(width),
        { relative: 1e-11 },
      ) +
      f(1) * ringMass(each, 1);
    for (const order of [2, 4]) expect(mean((r) => r ** order)).toBeNear(tumblingMoment(each, 1, order), { rel: 1e-9 });
    expect(mean((r) => r)).toBeNear(tumblingDistance(each, 1), { rel: 1e-9 });
    expect(tumblingMoment(each, 1, 2)).toBeNear(squareOfRuns(1, rate, 1), { rel: 1e-13 });
  });

  test("the mean distance given k tumbles is a quotient of gamma functions", () => {
    const { first, weights } = poissonWeights(3, 1e-25);
    const given = (k: number) => (gamma(1.5) * gamma(k / 2 + 1)) / gamma(k / 2 + 1.5);
    const mean = weights.reduce((sum, w, i) => sum + w * given(first + i), 0);
    expect(tumblingDistance({ speed: 1, rate: 3 }, 1)).toBeNear(mean, { rel: 1e-12 });
  });

  test("along one axis: half beyond the start, the ring's arc and each circle's arc beyond X, nothing beyond ct", () => {
    expect(tumblingBeyond(law, 2, 0)).toBeNear(0.5, { rel: 1e-14 });
    const arcs = integrate((r) => 2 * r * tumblingDensity(law, 2, r) * Math.acos(1 / r), 1, 1.999999);
    // between 1.999999 and the ring: e^(s) - 1 of e^-2, with an arc of a third
    const rest = (Math.exp(-2) * Math.expm1(Math.sqrt(4 - 1.999999 ** 2))) / 3;
    expect(tumblingBeyond(law, 2, 1)).toBeNear(arcs + rest + Math.exp(-2) / 3, { rel: 1e-8 });
    expect(tumblingBeyond(law, 2, -1)).toBeNear(1 - tumblingBeyond(law, 2, 1), { rel: 1e-15 });
    expect(tumblingBeyond(law, 2, 2)).toBe(0);
  });

  test("along one axis it becomes normal with D = c² / 2 lambda when it has tumbled often", () => {
    // P(x > sigma) of a normal law; corrections of order 1 / (lambda t)
    expect(tumblingBeyond({ speed: 1, rate: 1e7 }, 1, 1e-3 / Math.sqrt(10))).toBeNear(0.15865525393, { rel: 1e-6 });
  });
});

describe("what the level answers of runs in a plane", () => {
  const model = movingModel(running("tumbles", 1), [2]);

  test("the ring is where r = ct, up to rounding", () => {
    expect(answer(model, "probability(walker, r == 2)", 2)).toBeNear(Math.exp(-2), { rel: 1e-15 });
    expect(answer(model, "probability(walker, r >= 2)", 2)).toBeNear(Math.exp(-2), { rel: 1e-15 });
    expect(answer(model, "probability(walker, r < 2)", 2)).toBeNear(1 - Math.exp(-2), { rel: 1e-14 });
    expect(answer(model, "probability(walker, r < 1)", 2)).toBeNear(0.2350533548051, { rel: 3e-13 });
  });

  test("places have two coordinates, or a radius around the origin", () => {
    expect(answer(model, "c(walker, 0.6, 0.8)", 2)).toBeNear(0.07028953149199, { rel: 1e-13 });
    expect(answer(model, "c(walker, 1)", 2)).toBeNear(0.07028953149199, { rel: 1e-13 });
  });

  test("mean and quantiles lie about the x of the start", () => {
    const initial = { kind: "point", at: [0.3, 0.7], amount: 1 } as const;
    const walker = walkerWith({ motion: running("tumbles", 1), initial });
    const shifted = movingModel(running("tumbles", 1), [2], { species: [walker] });
    expect(answer(shifted, "mean(walker)", 2)).toBe(0.3);
    const upper = answer(model, "quantile(walker, 0.75)", 2);
    expect(answer(shifted, "quantile(walker, 0.75)", 2)).toBeNear(0.3 + upper, { rel: 1e-15 });
    expect(answer(shifted, "c(walker, 0.9, 1.5)", 2)).toBeNear(0.07028953149199, { rel: 1e-13 });
  });

  test("moments along x are those of r times the mean of the cosine", () => {
    expect(answer(model, "variance(walker)", 2)).toBeNear(2.270670566473 / 2, { rel: 3e-13 });
    expect(answer(model, "moment(walker, 4)", 2)).toBeNear((3 / 8) * tumblingMoment(law, 2, 4), { rel: 1e-14 });
    expect(answer(model, "vacf(walker)", 2)).toBeNear(Math.exp(-2), { rel: 1e-15 });
    expect(answer(model, "diffusivity(walker)", 2)).toBe(0.5);
    const upper = answer(model, "quantile(walker, 0.75)", 2);
    expect(answer(model, `probability(walker, x > ${upper})`, 2)).toBeNear(0.25, { rel: 1e-12 });
  });
});

describe("a telegrapher (Cattaneo) equation in a plane", () => {
  /**
   * Its solution from P = δ, P_t = 0: with P = e^(-αt/2) u the equation is u_tt = c² Δu + (α/2)² u, whose answer to
   * u_t = δ is G = cosh(a s) / (2π c s), a = α/2c, s = √(c²t² - r²). Then u = G_t + (α/2) G, and s_t = c² t / s.
   */
  function cattaneo(r: number, { c = 1, alpha = 2, t = 1 } = {}): number {
    const a = alpha / (2 * c);
    const s = Math.sqrt(c * c * t * t - r * r);
    const G = Math.cosh(a * s) / (2 * Math.PI * c * s);
    const rate = ((c * t) / (2 * Math.PI * s)) * ((a * Math.sinh(a * s)) / s - Math.cosh(a * s) / (s * s));
    return Math.exp((-alpha * t) / 2) * (rate + (alpha / 2) * G);
  }

  test("is negative behind its front: -0.489 at r = 0.9 ct and -20.2 at r = 0.99 ct", () => {
    expect(cattaneo(0.9)).toBeNear(-0.489, { abs: 5e-4 });
    expect(cattaneo(0.99)).toBeNear(-20.2, { abs: 0.05 });
  });

  test("the formula obeys the equation", () => {
    const h = 1e-3;
    const P = (t: number, r: number) => cattaneo(r, { t });
    const [t, r] = [1, 0.4];
    const [before, now, after] = [P(t - h, r), P(t, r), P(t + h, r)];
    const [inner, outer] = [P(t, r - h), P(t, r + h)];
    const laplacian = (outer - 2 * now + inner) / (h * h) + (outer - inner) / (2 * h * r);
    const left = (after - 2 * now + before) / (h * h) + (2 * (after - before)) / (2 * h);
    // differences of second order: h² times fourth derivatives, here of order 10
    expect(left - laplacian).toBeNear(0, { abs: 1e-4 });
  });

  test("so reversals in a plane are refused, with these numbers", () => {
    const file = `
perrin: 1
species: {cell: {motion: {run: {speed: 1 um/s, reversals: 1 1/s}}}}
domain: {geometry: plane}
initial: {cell: {at: [0 um, 0 um]}}
solve: {transient: {until: 2 s}}
outputs: {spread: {of: msd(cell), unit: um^2}}
`;
    let issue = "";
    try {
      parseModel(file);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      issue = JSON.stringify(error.issues);
    }
    expect(issue).toMatch(/-0\.489 \/ \(ct\)\^2 at r = 0\.9 ct and -20\.2 \/ \(ct\)\^2 at r = 0\.99 ct/);
    expect(issue).toMatch(/tumbles/);
  });
});

test.each(["reversals", "tumbles"] as const)("runs with %s go nowhere on average", (turning) => {
  expect(answer(movingModel(running(turning, 0.7), []), "drift_velocity(walker)", "timeless")).toBe(0);
});

test("the walk in step that is advised where runs have no rates forgets as they do: e^{-2αt} a step", () => {
  const motion = running("reversals", 3);
  const refused = master.accepts(movingModel(motion, [1]), "walker");
  const change = refused.accepts ? "" : refused.change;
  const [, spacing, persistence, interval] =
    /lattice: (\S+) m, persistence: (\S+)}, clock: {fixed: (\S+) s}/.exec(change)?.map(Number) ?? [];
  // a tenth of a run: twelve and three digits are given
  expect(interval).toBeNear(0.1 / 3, { rel: 2e-3 });
  expect(spacing).toBeNear(0.1 / 3, { rel: 2e-3 });
  expect(2 * (persistence as number) - 1).toBeNear(Math.exp(-2 * 3 * (0.1 / 3)), { rel: 1e-11 });
});
