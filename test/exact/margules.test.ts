import { describe, expect, test } from "vitest";
import { idealActivity } from "#physics/activity/ideal.ts";
import { margulesActivity } from "#physics/activity/margules.ts";

describe("a regular solution, A = 1.5", () => {
  const { lnGamma, thermodynamicFactor } = margulesActivity(1.5);

  test("Γ = 1 - 2 A x (1-x) is least in the middle, 1/4", () => {
    expect(thermodynamicFactor(0.5)).toBe(0.25);
    // One rounding for each of three operations.
    expect(thermodynamicFactor(0.3)).toBeNear(1 - 3 * 0.21, { rel: 1e-15 });
  });

  test("ln γ = A (1-x)²: A in pure solvent, 0 in pure solute", () => {
    expect(lnGamma(0)).toBe(1.5);
    expect(lnGamma(1)).toBe(0);
    expect(lnGamma(0.2)).toBeNear(0.96, { rel: 1e-15 });
  });
});

describe("two parameters", () => {
  const { lnGamma, osmoticCoefficient } = margulesActivity({ solute: 2, solvent: 0.5 });

  test("each is ln γ of its component in the other one", () => {
    expect(lnGamma(0)).toBe(2);
    // ln γ1 = -φ x/(1-x) - ln(1-x) tends to A1 as the solvent vanishes; 1e-6 of it is left.
    const x = 1 - 1e-6;
    expect((-osmoticCoefficient(x) * x) / (1 - x) - Math.log1p(-x)).toBeNear(0.5, { abs: 1e-5 });
  });

  test("ln γ2 = (1-x)² [A2 + 2 (A1 - A2) x]", () => {
    expect(lnGamma(0.25)).toBeNear(0.5625 * (2 - 3 * 0.25), { rel: 1e-15 });
  });
});

test("without interaction it is Raoult's law", () => {
  const [mixture, ideal] = [margulesActivity(0), idealActivity("mole-fraction")];
  for (const x of [0, 1e-3, 0.4, 1]) {
    expect(mixture.lnGamma(x)).toBeNear(0, { abs: 0 });
    expect(mixture.osmoticCoefficient(x)).toBeNear(ideal.osmoticCoefficient(x), { rel: 1e-15 });
  }
});

test("a parameter that is no number is refused", () => {
  expect(() => margulesActivity(Number.NaN)).toThrow("parameter = NaN");
  expect(() => margulesActivity(1).lnGamma(1.2)).toThrow("mole-fraction = 1.2: a fraction lies between 0 and 1 [1].");
});
