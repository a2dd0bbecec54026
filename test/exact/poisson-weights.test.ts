/** Weights of discrete laws against their closed forms; j places from the mode a weight has lost about j ε. */
import { describe, expect, test } from "vitest";
import { binomialWeights } from "#numerics/binomial-weights.ts";
import { poissonWeights } from "#numerics/poisson-weights.ts";

describe("Poisson weights", () => {
  test("are e^-μ μ^k / k!", () => {
    const { first, weights } = poissonWeights(3.5, 1e-20);
    expect(first).toBe(0);
    let expected = Math.exp(-3.5);
    for (let k = 0; k < 25; k++) {
      expect(weights[k] as number).toBeNear(expected, { rel: 1e-14 });
      expected *= 3.5 / (k + 1);
    }
  });

  test.each([0.01, 1, 30, 1e4, 1e8])("of mean %d add up to 1, with mean and variance μ", (mean) => {
    const { first, weights } = poissonWeights(mean, 1e-20);
    let total = 0;
    let centred = 0;
    let square = 0;
    for (let i = 0; i < weights.length; i++) {
      const k = first + i - mean;
      total += weights[i] as number;
      centred += k * (weights[i] as number);
      square += k * k * (weights[i] as number);
    }
    // Plain sums of at most 2e5 terms here, of products of size √μ: 2e5 ε.
    expect(total).toBeNear(1, { rel: 4e-11 });
    expect(centred).toBeNear(0, { abs: 4e-11 * Math.sqrt(mean) });
    expect(square).toBeNear(mean, { rel: 4e-11 });
  });

  test("leave out no more than the tolerance, and little less", () => {
    for (const tolerance of [1e-6, 1e-12]) {
      const { first, weights } = poissonWeights(400, tolerance);
      const all = poissonWeights(400, 1e-30);
      let kept = 0;
      let outside = 0;
      for (let i = 0; i < all.weights.length; i++) {
        const k = all.first + i;
        if (k >= first && k < first + weights.length) kept += all.weights[i] as number;
        else outside += all.weights[i] as number;
      }
      expect(kept + outside).toBeNear(1, { rel: 1e-13 });
      expect(outside).toBeLessThan(tolerance);
      expect(outside).toBeGreaterThan(tolerance / 1000);
    }
  });

  test("of mean 0 are certain of 0", () => {
    expect(poissonWeights(0, 1e-20)).toEqual({ first: 0, weights: Float64Array.of(1) });
    expect(() => poissonWeights(-1, 1e-20)).toThrow("mean");
    expect(() => poissonWeights(1, 0)).toThrow("tolerance");
  });
});

describe("binomial weights", () => {
  test("are C(n, k) p^k q^(n-k)", () => {
    const { first, weights } = binomialWeights(4, 0.25, 1e-20);
    expect(first).toBe(0);
    const expected = [81, 108, 54, 12, 1].map((c) => c / 256);
    for (const [k, w] of expected.entries()) expect(weights[k] as number).toBeNear(w, { rel: 1e-15 });
    expect(weights.length).toBe(5);
  });

  test("of a sure thing are sure", () => {
    expect(binomialWeights(7, 1, 1e-20)).toEqual({ first: 7, weights: Float64Array.of(1) });
    expect(binomialWeights(7, 0, 1e-20)).toEqual({ first: 0, weights: Float64Array.of(1) });
    expect(binomialWeights(0, 0.3, 1e-20)).toEqual({ first: 0, weights: Float64Array.of(1) });
  });
});
