import { describe, expect, test } from "vitest";
import { fractionalWeights, jumpsBeyond } from "#numerics/fractional-differences.ts";

describe("weights of the fractional centred difference", () => {
  test("of index 1.5 are those of the table", () => {
    const table = [1.573787465355, -0.6744803422949, -0.06131639475408, -0.02043879825136];
    for (const [k, g] of fractionalWeights(1.5, 4).entries()) expect(g).toBeNear(table[k] as number, { rel: 5e-13 });
  });

  test("of index 2 are those of the second difference", () => {
    expect([...fractionalWeights(2, 5)]).toEqual([2, -1, -0, -0, -0]);
  });

  test("of index 1 are 4/π(1 - 4k²)", () => {
    for (const [k, g] of fractionalWeights(1, 50).entries())
      expect(g).toBeNear(4 / (Math.PI * (1 - 4 * k * k)), { rel: 1e-13 });
  });

  test.each([
    0.3, 0.5, 1, 1.5, 1.9,
  ])("index %d: jumps over any distance take away what stays, and none is negative", (a) => {
    const g = fractionalWeights(a, 60);
    for (let m = 1; m < 60; m++) {
      let near = (g[0] as number) / 2;
      for (let k = 1; k < m; k++) near += g[k] as number;
      expect(jumpsBeyond(a, m, g[m] as number)).toBeNear(near, { abs: 1e-14 });
      expect(g[m]).toBeLessThan(0);
    }
  });

  test.each([0.5, 1, 1.5])("index %d: a wave is multiplied by |2 sin(k/2)|^a", (a) => {
    const n = 200_000;
    const g = fractionalWeights(a, n);
    const k = 1.3;
    let sum = g[0] as number;
    for (let j = 1; j < n; j++) sum += 2 * (g[j] as number) * Math.cos(k * j);
    // the alternating rest is at most its first term
    expect(sum).toBeNear((2 * Math.sin(k / 2)) ** a, { abs: 4 * Math.abs(g[n - 1] as number) + 1e-12 });
  });

  test("there are none beyond index 2", () => expect(() => fractionalWeights(2.1, 3)).toThrow());
});
