import { describe, expect, test } from "vitest";
import {
  chiSquareTail,
  fisherTail,
  gamma,
  logBinomial,
  logGamma,
  regularisedBeta,
  regularisedGammaP,
  regularisedGammaQ,
  studentQuantile,
} from "#numerics/gamma-function.ts";
import { references, worstError } from "../support/references.ts";

const tables = references("special-functions.json");

describe("against 40 digits, small values included", () => {
  // Relative errors that the doc comments promise.
  test.each([
    ["logGamma", logGamma, 1e-15],
    ["gamma", gamma, 4e-15],
    ["regularisedGammaP", regularisedGammaP, 1e-13],
    ["regularisedGammaQ", regularisedGammaQ, 1e-13],
    ["regularisedBeta", regularisedBeta, 1e-13],
    ["fisherTail", fisherTail, 1e-13],
    ["studentQuantile", studentQuantile, 1e-12],
    ["logBinomial", logBinomial, 1e-14],
  ] as const)("%s", (name, f, relative) => {
    const worst = worstError(f as (...x: number[]) => number, tables[name], Math.abs);
    expect(worst.error, worst.at).toBeLessThan(relative);
  });
});

test("factorials up to 22! are exact, and half of an odd number brings in √π", () => {
  let factorial = 1;
  for (let n = 1; n <= 23; n++) {
    expect(gamma(n)).toBe(factorial);
    factorial *= n;
  }
  expect(gamma(0.5)).toBeNear(Math.sqrt(Math.PI), { rel: 1e-15 });
  expect(gamma(-1.5)).toBeNear((4 / 3) * Math.sqrt(Math.PI), { rel: 1e-15 });
});

test("the poles and the ends of Γ", () => {
  const infinity = Number.POSITIVE_INFINITY;
  expect([gamma(0), gamma(-0), gamma(171.7), gamma(infinity), gamma(-200.5)]).toEqual([
    infinity,
    -infinity,
    infinity,
    infinity,
    0,
  ]);
  expect([gamma(-1), gamma(-infinity), gamma(Number.NaN)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  // A subnormal: |Γ(-171.5)| = π / (171.5 Γ(171.5)) and Γ(171.5) is 9.483367566824795e307.
  expect(gamma(-171.5)).toBeNear(Math.PI / 171.5 / 9.483367566824795e307, { rel: 1e-12 });
  expect([logGamma(1), logGamma(2), logGamma(0), logGamma(-3), logGamma(infinity)]).toEqual([
    0,
    0,
    infinity,
    infinity,
    infinity,
  ]);
  expect(logGamma(-0.5)).toBeNear(Math.log(2 * Math.sqrt(Math.PI)), { rel: 1e-15 });
  expect(logGamma(-1e-300)).toBeNear(300 * Math.LN10, { rel: 1e-15 });
  expect(logGamma(Number.NaN)).toBeNaN();
});

test("a gamma law of shape 1 is the exponential law, of shape 3 the wait for three events", () => {
  for (const x of [1e-12, 0.3, 2, 40, 600]) {
    expect(regularisedGammaQ(1, x)).toBeNear(Math.exp(-x), { rel: 1e-15 });
    expect(regularisedGammaP(1, x)).toBeNear(-Math.expm1(-x), { rel: 1e-15 });
    expect(regularisedGammaQ(3, x)).toBeNear(Math.exp(-x) * (1 + x + (x * x) / 2), { rel: 1e-14 });
  }
});

test("a beta law with a whole second shape is a polynomial, also for a shape of a million", () => {
  // I_x(a, 3) = x^a (1 + a y + a (a + 1) y²/2), y = 1 - x; 30 digits from python's mpmath
  expect(regularisedBeta(1e6, 3, 0.99999)).toBeNear(0.002769259518250689, { rel: 1e-12 });
  expect(regularisedBeta(2, 3, 0.25)).toBeNear(67 / 256, { rel: 1e-15 });
  expect(regularisedBeta(0.5, 0.5, 0.5)).toBeNear(0.5, { rel: 1e-15 });
  expect([regularisedBeta(2, 3, 0), regularisedBeta(2, 3, 1)]).toEqual([0, 1]);
});

test("printed tables: 5 % points", () => {
  // The values that every textbook table rounds: chi-square 18.307 (10), F 3.326 (5, 10), t 2.228 (10).
  expect(chiSquareTail(18.307, 10)).toBeNear(0.05, { abs: 1e-6 });
  expect(fisherTail(3.3258, 5, 10)).toBeNear(0.05, { abs: 1e-5 });
  expect(studentQuantile(0.975, 10)).toBeNear(2.228, { abs: 5e-4 });
  expect(fisherTail(Number.POSITIVE_INFINITY, 3, 4)).toBe(0);
  expect(chiSquareTail(0, 3)).toBe(1);
});

test("Student's law has closed quantiles for one and two degrees of freedom, and is normal for many", () => {
  for (const p of [1e-9, 0.2, 0.4, 0.6, 0.99]) {
    expect(studentQuantile(p, 1)).toBeNear(-1 / Math.tan(Math.PI * p), { rel: 1e-12 });
    expect(studentQuantile(p, 2)).toBeNear((2 * p - 1) / Math.sqrt(2 * p * (1 - p)), { rel: 1e-12 });
  }
  // z (1 + (z² + 1)/(4 dof)): the correction is 1.2e-12 here
  expect(studentQuantile(0.975, 1e12)).toBeNear(1.959963984540054, { rel: 3e-12 });
  expect([studentQuantile(0, 5), studentQuantile(0.5, 5), studentQuantile(1, 5)]).toEqual([
    Number.NEGATIVE_INFINITY,
    0,
    Number.POSITIVE_INFINITY,
  ]);
});

test("a binomial coefficient of few is the logarithm of a whole number", () => {
  expect([logBinomial(7, 0), logBinomial(7, 7), logBinomial(0, 0)]).toEqual([0, 0, 0]);
  expect([logBinomial(100, 100), logBinomial(1000, 998)]).toEqual([0, logBinomial(1000, 2)]);
  expect(logBinomial(7, 3)).toBeNear(Math.log(35), { rel: 1e-15 });
  expect(logBinomial(1e15, 2)).toBeNear(Math.log(0.5e30), { rel: 1e-15 });
});

test("what has no meaning is refused by name", () => {
  expect(() => regularisedGammaP(0, 1)).toThrow("a = 0: the shape of a gamma law is positive");
  expect(() => regularisedGammaQ(1, -1)).toThrow("x = -1");
  expect(() => regularisedBeta(1, 1, 1.5)).toThrow("x = 1.5");
  expect(() => regularisedBeta(1, -1, 0.5)).toThrow("b = -1");
  expect(() => chiSquareTail(1, 0)).toThrow("dof = 0");
  expect(() => fisherTail(-1, 1, 1)).toThrow("f = -1");
  expect(() => studentQuantile(2, 1)).toThrow("p = 2");
  expect(() => logBinomial(3, 4)).toThrow("k = 4");
  expect(() => logBinomial(3.5, 1)).toThrow("n = 3.5");
  expect(() => studentQuantile(1e-3, 0.02)).toThrow("no convergence");
});
