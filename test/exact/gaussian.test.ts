import { describe, expect, test } from "vitest";
import { gaussianMoments } from "#levels/closed-form/gaussian.ts";
import "../support/matchers.ts";

describe("the integrals of p, x p and x² p of a normal law", () => {
  const [mean, variance] = [0.7, 4];
  const law = { mean, variance };
  // at a distance a σ: φ(a) and its tail, a = 1
  const density = Math.exp(-0.5) / Math.sqrt(2 * Math.PI);
  const tail = 0.15865525393145705;

  test("over the whole line are 1, m and m² + σ²", () => {
    const all = gaussianMoments({ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }, law);
    [1, mean, mean * mean + variance].forEach((value, i) => {
      expect(all[i]).toBeNear(value, { rel: 1e-15 });
    });
  });

  test("beyond one σ are those of the tail, and over what is left the rest", () => {
    // with x = m + σ s: ∫ s φ = φ(1), ∫ s² φ = φ(1) + tail
    const first = mean * tail + 2 * density;
    const second = mean * mean * tail + 2 * mean * 2 * density + 4 * (density + tail);
    const right = gaussianMoments({ from: mean + 2, to: Number.POSITIVE_INFINITY }, law);
    [tail, first, second].forEach((value, i) => {
      expect(right[i]).toBeNear(value, { rel: 1e-14 });
    });
    const left = gaussianMoments({ from: Number.NEGATIVE_INFINITY, to: mean + 2 }, law);
    [1 - tail, mean - first, mean * mean + variance - second].forEach((value, i) => {
      expect(left[i]).toBeNear(value, { rel: 1e-14 });
    });
  });
});
