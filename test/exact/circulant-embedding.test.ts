import { describe, expect, test } from "vitest";
import { makeCirculantEmbedding } from "#numerics/circulant-embedding.ts";
import { stepCorrelation } from "#step-law/fractional-brownian.ts";

describe.each([0.05, 0.3, 0.5, 0.7, 0.95])("steps of fractional Brownian motion with H = %d", (hurst) => {
  const { eigenvalues, amplitude, plan } = makeCirculantEmbedding((k) => stepCorrelation(hurst, k), 1024);

  test("have no eigenvalue below zero at n = 1024", () => {
    expect(Math.min(...eigenvalues)).toBeGreaterThan(0);
    expect(plan.length).toBe(2048);
  });

  test("come out with their covariance: what is drawn has Σ a_k² cos(2πjk/2N)", () => {
    for (const j of [0, 1, 2, 17, 1000, 1023]) {
      let sum = 0;
      for (let k = 0; k < plan.length; k++)
        sum += amplitude[k] ** 2 * Math.cos((2 * Math.PI * ((j * k) % plan.length)) / plan.length);
      expect(sum).toBeNear(stepCorrelation(hurst, j), { abs: 2e-13 });
    }
  });
});

test("a covariance that no sequence has is refused", () => {
  expect(() => makeCirculantEmbedding((k) => (k < 2 ? 1 : 0), 16)).toThrow("negative eigenvalue");
});

test("a sequence of one value has its variance", () => {
  const { amplitude } = makeCirculantEmbedding((k) => (k === 0 ? 4 : 0), 1);
  expect(amplitude.reduce((sum, a) => sum + a * a, 0)).toBeNear(4, { rel: 1e-15 });
});
