/** The constants of step laws against closed forms: a few roundings, so 1e-14; and against the texts' decimals. */
import { describe, expect, test } from "vitest";
import {
  axisStep,
  characteristicFunction,
  cumulantRates,
  diffusivity,
  driftVelocity,
  equivalentLaw,
  excessKurtosisAfter,
  leadingOrderDiffusivity,
  skewnessAfter,
  stepsUntil,
} from "#step-law/lattice-law.ts";
import { fixed, poissonClock, walkLaw } from "../support/lattice-walks.ts";

const rounding = { rel: 1e-14 };

describe("the drift and the diffusion of a walk", () => {
  test.each([
    [0.51, 0.9996],
    [0.55, 0.99],
    [0.6, 0.96],
    [0.7, 0.84],
    [0.9, 0.36],
    [0.99, 0.0396],
  ])("with p = %d on a fixed clock have D = %d l²/2τ, below the leading order", (right, factor) => {
    const law = walkLaw({ right, spacing: 3, clock: fixed(0.2) });
    expect(diffusivity(law)).toBeNear((factor * 9) / 0.4, rounding);
    expect(leadingOrderDiffusivity(law)).toBeNear(9 / 0.4, rounding);
    expect(driftVelocity(law)).toBeNear(((2 * right - 1) * 3) / 0.2, { rel: 1e-13 }); // 2p - 1 of a rounded p
  });

  test("on a Poisson clock have the leading order exactly, whatever the bias", () => {
    const law = walkLaw({ right: 0.9, spacing: 3, clock: poissonClock(0.2) });
    expect(diffusivity(law)).toBeNear(9 / 0.4, rounding);
    expect(driftVelocity(law)).toBeNear((0.8 * 3) / 0.2, rounding);
  });

  test("in d dimensions have D = l²/2dτ, less what stays", () => {
    for (const dimensions of [2, 3] as const) {
      const law = walkLaw({ dimensions, stay: 0.25, spacing: 2, clock: fixed(0.5) });
      expect(diffusivity(law)).toBeNear((0.75 * 4) / (2 * dimensions * 0.5), rounding);
      expect(leadingOrderDiffusivity(law)).toBeNear(diffusivity(law), rounding);
    }
  });

  test("follow Var(l) + <l>² cv² when some steps stay and the walk is biased", () => {
    const moments = { mean: 0.6 * 0.4, square: 0.6 };
    const law = walkLaw({ right: 0.7, stay: 0.4 });
    expect(diffusivity(law)).toBeNear((moments.square - moments.mean ** 2) / 2, rounding);
    expect(diffusivity({ ...law, clock: poissonClock(1) })).toBeNear(moments.square / 2, rounding);
  });
});

describe("the shape of the law", () => {
  test("of a biased walk after 1000 steps is that of its binomial", () => {
    const law = walkLaw({ right: 0.7 });
    expect(skewnessAfter(law, 1000)).toBeNear(-0.4 / Math.sqrt(1000 * 0.21), rounding);
    expect(excessKurtosisAfter(law, 1000)).toBeNear((1 - 6 * 0.21) / (1000 * 0.21), { rel: 1e-13 });
  });

  test("of a ±1 walk has excess kurtosis -2/n, of a Poisson clock +1/n", () => {
    expect(excessKurtosisAfter(walkLaw(), 50)).toBeNear(-2 / 50, rounding);
    expect(excessKurtosisAfter(walkLaw({ clock: poissonClock(1) }), 50)).toBeNear(1 / 50, rounding);
  });

  test("has the cumulants of one step, calculated from its three places", () => {
    const law = walkLaw({ right: 0.8, stay: 0.3, spacing: 2, clock: fixed(0.1) });
    const places: [number, number][] = [
      [2, 0.56],
      [-2, 0.14],
      [0, 0.3],
    ];
    const mean = places.reduce((sum, [x, p]) => sum + x * p, 0);
    const central = (k: number) => places.reduce((sum, [x, p]) => sum + (x - mean) ** k * p, 0);
    const { first, second, third, fourth } = cumulantRates(law);
    expect(first).toBeNear(mean / 0.1, rounding);
    expect(second).toBeNear(central(2) / 0.1, rounding);
    expect(third).toBeNear(central(3) / 0.1, { rel: 1e-13 });
    expect(fourth).toBeNear((central(4) - 3 * central(2) ** 2) / 0.1, { rel: 1e-13 });
  });
});

describe("the characteristic function", () => {
  test("is Σ P e^{ikx} over the places of one step", () => {
    const law = walkLaw({ right: 0.8, stay: 0.3, spacing: 2 });
    const k = 0.37;
    const { re, im } = characteristicFunction(law, [k]);
    expect(re).toBeNear(0.3 + 0.7 * Math.cos(2 * k), rounding);
    expect(im).toBeNear((0.56 - 0.14) * Math.sin(2 * k), rounding);
  });

  test("in a plane is the mean of two cosines, and needs two components", () => {
    const { re, im } = characteristicFunction(walkLaw({ dimensions: 2 }), [0.3, 1.1]);
    expect(re).toBeNear((Math.cos(0.3) + Math.cos(1.1)) / 2, rounding);
    expect(im).toBe(0);
    expect(() => characteristicFunction(walkLaw({ dimensions: 2 }), [0.3])).toThrow("2 dimensions");
  });
});

describe("the walk that is made for a wanted D", () => {
  test.each([1, 2, 3] as const)("in %i dimensions has it exactly, and no excess kurtosis", (dimensions) => {
    const law = equivalentLaw({ diffusivity: 0.37, dimensions, until: 5 });
    expect(diffusivity(law)).toBeNear(0.37, rounding);
    expect(driftVelocity(law)).toBe(0);
    expect(excessKurtosisAfter(law, 1000)).toBeNear(0, { abs: 1e-17 }); // κ4 = 0 of terms 1/9: ε/9 of 1000
    expect(stepsUntil(law, 5)).toBe(1000);
  });

  test("on a line has the wanted drift too, with as many steps as that takes", () => {
    for (const drift of [0.3, -40]) {
      const law = equivalentLaw({ diffusivity: 0.37, dimensions: 1, until: 5, drift });
      const { forward, backward } = axisStep(law);
      expect(driftVelocity(law)).toBeNear(drift, { rel: 1e-12 }); // δ = 0.008 of probabilities rounded to 1e-16
      expect(diffusivity(law)).toBeNear(0.37, { rel: 1e-13 });
      expect(Math.min(forward, backward)).toBeGreaterThanOrEqual(0);
    }
  });

  test("is refused without D, without time, or with a drift in a plane", () => {
    expect(() => equivalentLaw({ diffusivity: 0, dimensions: 1, until: 1 })).toThrow("must be positive");
    expect(() => equivalentLaw({ diffusivity: 1, dimensions: 1, until: 0 })).toThrow("must be positive");
    expect(() => equivalentLaw({ diffusivity: 1, dimensions: 2, until: 1, drift: 1 })).toThrow("one dimension");
  });
});

test("a fixed clock has ticked n times at n τ, however n τ is rounded", () => {
  const law = walkLaw({ clock: fixed(1e-9) });
  for (const n of [0, 1, 3, 7, 1000, 123_457, 1e9]) expect(stepsUntil(law, n * 1e-9)).toBe(n);
  expect(stepsUntil(law, 2.999e-9)).toBe(2);
});
