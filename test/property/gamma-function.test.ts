import * as fc from "fast-check";
import { expect, test } from "vitest";
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

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const settings = { numRuns: 300 };

test("Γ(x + 1) = x Γ(x), across all the ranges of its formulas", () =>
  // x + 1 is rounded: the digamma function, at most 6, times an ulp of 171
  fc.assert(
    fc.property(between(0.01, 170), (x) => {
      expect(gamma(x + 1)).toBeNear(x * gamma(x), { rel: 1e-14 + 1e-15 * x });
    }),
    settings,
  ));

test("the logarithm of Γ is that of Γ", () =>
  fc.assert(
    fc.property(
      between(-20, 170).filter((x) => Math.abs(x) > 1e-300 && (x > 0 || !Number.isInteger(x))),
      (x) => {
        expect(logGamma(x)).toBeNear(Math.log(Math.abs(gamma(x))), { rel: 1e-14, abs: 2e-13 });
      },
    ),
    settings,
  ));

test("below and above make 1, for shapes small and large", () =>
  fc.assert(
    fc.property(between(-5, 12), between(0, 2), (logShape, ratio) => {
      const a = Math.exp(logShape);
      expect(regularisedGammaP(a, a * ratio) + regularisedGammaQ(a, a * ratio)).toBeNear(1, { rel: 1e-13 });
    }),
    settings,
  ));

test("P falls by x^a e^-x / Γ(a + 1) from one shape to the next, whatever method each one takes", () =>
  fc.assert(
    fc.property(between(0.1, 160), between(0.2, 2), (a, ratio) => {
      const x = a * ratio;
      const step = Math.exp(a * Math.log(x) - x - logGamma(a + 1));
      expect(regularisedGammaP(a, x) - regularisedGammaP(a + 1, x)).toBeNear(step, { rel: 1e-12, abs: 2e-13 });
    }),
    settings,
  ));

test("a beta law read from the other end", () =>
  fc.assert(
    fc.property(between(0.05, 300), between(0.05, 300), fc.integer({ min: 1, max: 1023 }), (a, b, k) => {
      const x = k / 1024; // so that 1 - x is exact
      expect(regularisedBeta(a, b, x) + regularisedBeta(b, a, 1 - x)).toBeNear(1, { rel: 1e-13 });
    }),
    settings,
  ));

test("a ratio of variances turned over", () =>
  fc.assert(
    fc.property(between(-4, 4), between(1, 100), between(1, 100), (k, d1, d2) => {
      const f = 2 ** Math.round(k);
      expect(fisherTail(f, d1, d2) + fisherTail(1 / f, d2, d1)).toBeNear(1, { rel: 1e-13 });
    }),
    settings,
  ));

test("Student's law squared is Fisher's with one degree of freedom above, and a quantile has its probability", () =>
  fc.assert(
    fc.property(between(0.001, 0.49), between(0.5, 500), (tail, dof) => {
      const t = studentQuantile(1 - tail, dof);
      expect(fisherTail(t * t, 1, dof)).toBeNear(2 * tail, { rel: 1e-12 });
      expect(studentQuantile(tail, dof)).toBeNear(-t, { rel: 1e-12 });
    }),
    settings,
  ));

test("two more degrees of freedom add (q/2)^(dof/2) e^(-q/2) / Γ(dof/2 + 1) above q", () =>
  fc.assert(
    fc.property(between(0.1, 300), between(0.5, 300), (q, dof) => {
      const step = Math.exp((dof / 2) * Math.log(q / 2) - q / 2 - logGamma(dof / 2 + 1));
      expect(chiSquareTail(q, dof + 2) - chiSquareTail(q, dof)).toBeNear(step, { rel: 1e-12, abs: 2e-13 });
    }),
    settings,
  ));

test("Pascal's triangle", () =>
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 900 }), fc.nat(), (n, seed) => {
      const k = 1 + (seed % (n - 1));
      const parts =
        Math.exp(logBinomial(n - 1, k - 1) - logBinomial(n, k)) + Math.exp(logBinomial(n - 1, k) - logBinomial(n, k));
      // each logarithm, at most 620, is good to 1e-14 of itself
      expect(parts).toBeNear(1, { rel: 2e-11 });
    }),
    settings,
  ));
