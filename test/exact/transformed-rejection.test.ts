import { describe, expect, test } from "vitest";
import { logBinomialProbability, logPoisson } from "#numerics/log-probability.ts";
import { rejectionHat } from "#numerics/transformed-rejection.ts";

/** Largest of P/hat, which must not pass 1, and least of P/hat less the squeeze, which must not be negative. */
function coverage(mean: number, variance: number, p: number, largest: number, logP: (k: number) => number) {
  const { a, b, alpha, centre, squeeze } = rejectionHat(mean, Math.sqrt(variance), p);
  let highest = 0;
  let margin = 1;
  const modal = logP(Math.floor(mean + p));
  for (let step = 1; step <= 4000; step++) {
    // Dense at the ends of u, where k runs away.
    const us = step <= 1000 ? 1e-6 * 1e4 ** (step / 1000) : 0.01 + 0.49 * ((step - 1000) / 3000);
    for (const side of [-1, 1]) {
      const u = side * (0.5 - us);
      const k = Math.floor(((2 * a) / us + b) * u + centre);
      const ratio = k >= 0 && k <= largest ? Math.exp(logP(k) - modal) * ((a / us ** 2 + b) / alpha) : 0;
      highest = Math.max(highest, ratio);
      if (us >= 0.07) margin = Math.min(margin, ratio - squeeze);
    }
  }
  return { highest, margin };
}

describe("the hat covers the law and the law covers the squeeze, so the rejection is exact", () => {
  const means = [10, 10.4, 11, 12.7, 15, 19.9, 30, 50.5, 100, 1000, 1e5, 1e8, 1e12];

  test.each(means)("Poisson, mean %d", (mean) => {
    const { highest, margin } = coverage(mean, mean, 0, Number.POSITIVE_INFINITY, (k) => logPoisson(k, mean));
    expect(highest).toBeLessThan(1);
    expect(highest).toBeGreaterThan(0.9); // or the hat would be wasteful, or the scan blind
    expect(margin).toBeGreaterThan(0);
  });

  test.each(means)("binomial, mean %d", (mean) => {
    for (const p of [1e-5, 0.01, 0.1, 0.3, 0.5]) {
      const n = Math.ceil(mean / p);
      const { highest, margin } = coverage(n * p, n * p * (1 - p), p, n, (k) => logBinomialProbability(k, n, p));
      expect(highest).toBeLessThan(1);
      expect(highest).toBeGreaterThan(0.9);
      expect(margin).toBeGreaterThan(0);
    }
  });
});
