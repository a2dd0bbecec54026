import { describe, expect, test } from "vitest";
import { hurwitzZeta, riemannZeta } from "#numerics/zeta.ts";
import { makeZipfInverse, makeZipfSampler } from "#numerics/zipf-sampler.ts";

describe("the size of a power-law step as a function of the probability of exceeding it", () => {
  test.each([0.1, 0.5, 1, 1.5, 2])("index %d: changes from k to k + 1 exactly at Q(k)", (index) => {
    const size = makeZipfInverse(index);
    for (const k of [1, 2, 3, 100, 254, 255, 256, 257, 1000, 1e5, 1e7]) {
      const exceeded = hurwitzZeta(1 + index, k + 1) / riemannZeta(1 + index);
      // 1e-14 of Q(k) moves the place by 1e-14 k / index.
      const margin = Math.max(1e-14, (1e-11 * index) / k);
      expect([size(exceeded * (1 + margin)), size(exceeded * (1 - margin))]).toEqual([k, k + 1]);
    }
  });

  test("a probability of 1 is exceeded by no step shorter than 1", () => expect(makeZipfInverse(1.5)(1)).toBe(1));

  test("the longest step that 52 bits can make is finite for an index of 0.1, and too long for a double at 0.01", () => {
    expect(makeZipfInverse(0.1)(2 ** -53)).toBeLessThan(Number.MAX_VALUE);
    expect(makeZipfInverse(0.01)(2 ** -53)).toBe(Number.POSITIVE_INFINITY);
  });
});

test("an index of 0 or below is refused: the probabilities would not add up", () => {
  for (const index of [0, -1, Number.NaN]) expect(() => makeZipfSampler(index)).toThrow();
});
