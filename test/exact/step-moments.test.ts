import { describe, expect, test } from "vitest";
import type { StepLaw } from "#model/motion-law.ts";
import { rawMoments, stepAlongAxis, stepCharacteristic, stepCumulants } from "#step-law/step-moments.ts";
import "../support/matchers.ts";

const skewed: StepLaw = {
  kind: "table",
  moves: [
    { by: 2, probability: 1 / 3 },
    { by: -1, probability: 2 / 3 },
  ],
};
const long: StepLaw = {
  kind: "table",
  moves: [1, -1].flatMap((s) => [
    { by: s, probability: 0.4 },
    { by: 5 * s, probability: 0.1 },
  ]),
};
const rounding = { rel: 1e-14 };

describe("the moments of one step", () => {
  test.each<[string, StepLaw, readonly number[]]>([
    ["normal steps: 1, 3, 15, 105", { kind: "gaussian", deviation: 2 }, [0, 4, 0, 3 * 16, 0, 15 * 64, 0, 105 * 256]],
    ["uniform steps: 1/(2k + 1)", { kind: "uniform", halfWidth: 3 }, [0, 3, 0, 81 / 5, 0, 729 / 7, 0, 6561 / 9]],
    ["Laplace steps: (2k)!", { kind: "laplace", scale: 0.5 }, [0, 0.5, 0, 1.5, 0, 720 / 64, 0, 40320 / 256]],
    ["a table: sums over its moves", skewed, [0, 2, 2, 6, 10, 22, 42, 86]],
    ["the stable law of index 2 is normal with variance 2", { kind: "stable", index: 2, scale: 1 }, [0, 2, 0, 12]],
  ])("%s", (_, step, moments) => {
    const found = rawMoments(step, moments.length) as readonly number[];
    moments.forEach((m, i) => {
      expect(found[i]).toBeNear(m, { rel: 1e-14, abs: 1e-14 });
    });
  });

  test("cumulants: Laplace 12 a^4, uniform -2/15 a^4, and those of a biased step", () => {
    expect(stepCumulants({ kind: "laplace", scale: 1 })).toEqual({ mean: 0, variance: 2, third: 0, fourth: 12 });
    expect(stepCumulants({ kind: "uniform", halfWidth: 1 })?.fourth).toBeNear(-2 / 15, rounding);
    expect(stepCumulants(long)?.fourth).toBeNear(125.8 - 3 * 5.8 ** 2, rounding);
    const biased = stepCumulants({ kind: "lattice", spacing: 1, right: 0.7, stay: 0 });
    expect(biased?.mean).toBeNear(0.4, rounding);
    expect(biased?.variance).toBeNear(0.84, rounding);
    expect(biased?.third).toBeNear(-2 * 0.4 * 0.84, rounding);
    expect(biased?.fourth).toBeNear(0.84 * (4 - 6 * 0.84), rounding);
  });

  test("steps of infinite variance have none", () => {
    expect(stepCumulants({ kind: "stable", index: 1.5, scale: 1 })).toBeUndefined();
    expect(rawMoments({ kind: "zipf", index: 2, spacing: 1 }, 2)).toBeUndefined();
  });

  test("a step to one of 2d neighbours is along one axis with 1/d", () => {
    const step = stepAlongAxis({ kind: "lattice", spacing: 3, right: 0.5, stay: 0.4 }, 3);
    expect(stepCumulants(step)?.variance).toBeNear((0.6 / 3) * 9, rounding);
  });
});

describe("the characteristic function of one step", () => {
  // With h = 1e-3, <e^(ihl)> = 1 + i h m1 - h² m2/2 - i h³ m3/6 + h⁴ m4/24 but for h⁶ m6/720 and h⁵ m5/120.
  const h = 1e-3;
  test.each<StepLaw>([
    { kind: "gaussian", deviation: 2 },
    { kind: "uniform", halfWidth: 3 },
    { kind: "laplace", scale: 0.5 },
    { kind: "lattice", spacing: 1, right: 0.7, stay: 0.2 },
    { kind: "stable", index: 2, scale: 1 },
    skewed,
  ])("has the moments as its derivatives at 0: %o", (step) => {
    const [m1, m2, m3, m4, m5, m6] = rawMoments(step, 6) as [number, number, number, number, number, number];
    const { re, im } = stepCharacteristic(step, h);
    expect(re).toBeNear(1 - (h * h * m2) / 2 + (h ** 4 * m4) / 24, { abs: (h ** 6 * m6) / 700 + 2e-16 });
    expect(im).toBeNear(h * m1 - (h ** 3 * m3) / 6, { abs: (h ** 5 * Math.abs(m5)) / 100 + 2e-16 });
  });

  test("far out: e^(-s²k²/2), sin(ak)/ak, 1/(1 + a²k²), e^(-|ak|^α)", () => {
    expect(stepCharacteristic({ kind: "gaussian", deviation: 1 }, 2).re).toBeNear(Math.exp(-2), rounding);
    expect(stepCharacteristic({ kind: "uniform", halfWidth: 1 }, 2).re).toBeNear(Math.sin(2) / 2, rounding);
    expect(stepCharacteristic({ kind: "laplace", scale: 1 }, 2).re).toBeNear(0.2, rounding);
    expect(stepCharacteristic({ kind: "stable", index: 1.5, scale: 1 }, -4).re).toBeNear(Math.exp(-8), rounding);
  });

  test("a power law on a lattice has none in closed form", () => {
    expect(() => stepCharacteristic({ kind: "zipf", index: 1.5, spacing: 1 }, 1)).toThrow(/closed form/);
  });
});
