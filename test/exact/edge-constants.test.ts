import { describe, expect, test } from "vitest";
import {
  absorbingWallShift,
  binningVariance,
  blurFactor,
  clockVariance,
  continuousTimeKurtosis,
  eulerMaruyamaVariance,
  fixedClockKurtosis,
  inertialOffset,
  scharfetterGummelSpread,
  telegrapherSpread,
  upwindSpread,
} from "#agreement/edge-constants.ts";
import { bernoulli } from "#numerics/bernoulli.ts";
import { logBinomial } from "#numerics/gamma-function.ts";
import "../support/matchers.ts";

describe("clocks", () => {
  // p = 0.7, 1000 steps of ±1: variance 4 p (1 - p) n = 840 with a fixed clock, n with a Poisson clock.
  test("a biased walk on a fixed clock spreads less by v² τ t", () => {
    expect(1000 - clockVariance(0.4, 1, 1000)).toBeNear(840, { rel: 1e-15 });
    expect(clockVariance(-0.4, 2, 3)).toBeNear(0.96, { rel: 1e-15 });
  });

  test("in continuous time the kurtosis is that of two Poisson counts", () => {
    // Cumulants of a difference of two Poisson counts of mean G t each: 2 G t both for variance and fourth.
    const mean = 3 * 0.7;
    expect(continuousTimeKurtosis(3, 0.7)).toBeNear((2 * mean) / (2 * mean) ** 2, { rel: 1e-15 });
  });

  test("on a fixed clock the kurtosis is that of a binomial law", () => {
    for (const n of [1, 2, 10, 40]) {
      let [m2, m4] = [0, 0];
      for (let k = 0; k <= n; k++) {
        const p = Math.exp(logBinomial(n, k) - n * Math.LN2);
        m2 += p * (2 * k - n) ** 2;
        m4 += p * (2 * k - n) ** 4;
      }
      // 41 terms of relative error about 1e-14 (an exponent of up to 28), taken off 3.
      expect(fixedClockKurtosis(n)).toBeNear(m4 / m2 ** 2 - 3, { abs: 1e-12 });
    }
  });
});

describe("rates", () => {
  // D = 1, v = 2: D_eff = (h²/2)(k+ + k-), tabulated; Pe = 2 h.
  test.each([
    [1, 1.313035285499, 2],
    [0.5, 1.081976706869, 1.5],
    [0.25, 1.020747041268, 1.25],
    [0.125, 1.005202916047, 1.125],
  ])("at spacing %f Scharfetter-Gummel spreads %f times as fast, upwind %f times", (h, spread, upwind) => {
    expect(scharfetterGummelSpread(2 * h)).toBeNear(spread, { rel: 1e-12 });
    expect(scharfetterGummelSpread(-2 * h)).toBeNear((bernoulli(2 * h) + bernoulli(-2 * h)) / 2, { rel: 1e-15 });
    expect(upwindSpread(-2 * h)).toBe(upwind);
  });

  test("without drift there is no excess spread", () => {
    expect(scharfetterGummelSpread(0)).toBe(1);
    expect(scharfetterGummelSpread(1e-7)).toBeNear(1, { rel: 1e-15 });
    expect(scharfetterGummelSpread(2e-3)).toBeNear(1 + 4e-6 / 12, { rel: 1e-13 }); // next term Pe⁴/720 = 2e-14
  });
});

describe("integrators", () => {
  test("Euler-Maruyama in a well settles where its own recursion does", () => {
    for (const step of [0.01, 0.1, 1]) {
      let variance = 0; // over the exact one
      for (let i = 0; i < 5000; i++) variance = (1 - step) ** 2 * variance + 2 * step;
      expect(eulerMaruyamaVariance(step, 1)).toBeNear(variance, { rel: 1e-12 });
    }
    expect(eulerMaruyamaVariance(0.1, 1)).toBeNear(1.052631579, { rel: 1e-9 });
    expect(() => eulerMaruyamaVariance(2, 1)).toThrow("diverges");
  });

  // -ζ(½) = η(½) / (√2 - 1); the alternating η by Euler's transformation.
  test("an absorbing wall seems -ζ(½)/√2π steps farther off", () => {
    let row = Array.from({ length: 60 }, (_, k) => 1 / Math.sqrt(k + 1));
    let eta = 0;
    for (let n = 0; n < 55; n++) {
      eta += (row[0] as number) / 2 ** (n + 1);
      row = row.slice(1).map((x, k) => (row[k] as number) - x);
    }
    const zeta = -eta / (Math.SQRT2 - 1);
    expect(absorbingWallShift(1, 0.5)).toBeNear(-zeta / Math.sqrt(2 * Math.PI), { rel: 1e-13 });
    expect(absorbingWallShift(2, 4) / absorbingWallShift(1, 0.5)).toBeNear(4, { rel: 1e-15 });
  });

  test("inertia takes 2 D τ from the mean squared displacement", () => {
    const [D, tau] = [3, 0.25];
    for (const t of [0.01, 1, 20]) {
      const msd = 2 * D * (t - tau * (1 - Math.exp(-t / tau)));
      // At short times two numbers of size 2 D t nearly cancel, each rounded a few times.
      expect(2 * D * t + inertialOffset(D, tau, t)).toBeNear(msd, { abs: 4 * Number.EPSILON * 2 * D * t });
    }
    expect(inertialOffset(D, tau, 100)).toBe(-2 * D * tau);
  });
});

// Mean squared displacement n (1 + ρ)/(1 - ρ) of a persistent walk at long times, ρ = 2p - 1; telegrapher l²/2τ(1-p).
test("a persistent walk spreads p times as fast as the telegrapher's equation says", () => {
  for (const p of [0.5, 0.75, 0.9]) {
    const rho = 2 * p - 1;
    const walk = (1 + rho) / (2 * (1 - rho));
    expect(telegrapherSpread(p) / (2 * (1 - p))).toBeNear(walk, { rel: 1e-14 });
  }
  expect(() => telegrapherSpread(1)).toThrow("repeat = 1");
});

describe("recording", () => {
  test("an exposure of one relaxation time blurs the variance to 0.7358", () => {
    expect(blurFactor(1, 1)).toBeNear(0.7357588823, { rel: 1e-10 });
  });

  test("the series for short exposures meets the formula", () => {
    const formula = (a: number) => (2 * (a + Math.expm1(-a))) / a ** 2;
    // The formula itself loses eps/a² there.
    expect(blurFactor(0.000999, 1)).toBeNear(formula(0.000999), { rel: 1e-9 });
    expect(blurFactor(0.001001, 1)).toBeNear(formula(0.001001), { rel: 1e-9 });
    expect(blurFactor(0, 1)).toBe(1);
    expect(() => blurFactor(-1, 1)).toThrow("not negative");
  });

  test("a cell of width 1 adds the variance of a uniform law", () => {
    const n = 1000; // midpoints: 1/12 - 1/12n²
    let sum = 0;
    for (let i = 0; i < n; i++) sum += ((i + 0.5) / n - 0.5) ** 2 / n;
    expect(binningVariance(1)).toBeNear(sum + 1 / (12 * n * n), { rel: 1e-12 });
    expect(binningVariance(3)).toBe(0.75);
  });
});

test("before the first step nothing spreads", () => {
  expect(() => fixedClockKurtosis(0)).toThrow("first step");
  expect(() => continuousTimeKurtosis(1, 0)).toThrow("first hop");
});
