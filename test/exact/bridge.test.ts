import { describe, expect, test } from "vitest";
import { firstPassage, lowestPoint } from "#levels/langevin/bridge.ts";
import { integrate } from "#numerics/quadrature.ts";

describe("the lowest point of a Brownian path between known ends", () => {
  test("is below m with probability exp(-(a - m)(b - m)/h)", () => {
    for (const [a, b, h] of [
      [0.3, 0.5, 0.1],
      [0.3, -0.2, 0.1],
      [2, 0, 5],
    ] as const)
      for (const uniform of [1e-9, 0.1, 0.5, 0.999]) {
        const m = lowestPoint(a, b, h, uniform);
        expect(m).toBeLessThanOrEqual(Math.min(a, b));
        expect(Math.exp((-(a - m) * (b - m)) / h)).toBeNear(uniform, { rel: 1e-12 });
      }
  });

  test("pushes a path that ends at the foot of a wall by the local time of a reflected one", () => {
    // Lévy: -lowest of a path from 0, end averaged over its Gaussian, has the law of |N(0, 2h)|: mean √(4h/π).
    const h = 0.7;
    const meanOver = (end: number) => integrate((u) => -lowestPoint(0, end, h, u), 0, 1, { relative: 1e-9 });
    const mean = integrate(
      (end) => (meanOver(end) * Math.exp((-end * end) / (4 * h))) / Math.sqrt(4 * Math.PI * h),
      -12,
      12,
      { relative: 1e-7 },
    );
    expect(mean).toBeNear(Math.sqrt((4 * h) / Math.PI), { rel: 1e-6 });
  });
});

describe("the first passage of a level that a path reached", () => {
  /** Mean of τ over the sampler: Gauss over the normal by the midpoint rule, over the uniform exactly (two branches). */
  const meanBySampler = (before: number, after: number, h: number): number => {
    let sum = 0;
    const n = 20000;
    for (let i = 0; i < n; i++) {
      const z = -8 + (16 * (i + 0.5)) / n;
      const weight = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * (16 / n);
      const small = firstPassage(before, after, h, z, 0);
      const large = firstPassage(before, after, h, z, 1);
      // s = τ/(h - τ) small is taken with probability μ/(μ + s), μ = before/after.
      const mean = before / Math.abs(after);
      const chance = mean / (mean + small / (h - small));
      sum += weight * (chance * small + (1 - chance) * large);
    }
    return sum;
  };

  /** The same from the density of first passage of a bridge, τ^{-3/2} (h - τ)^{-1/2} e^{-α²/4τ - β²/4(h - τ)}. */
  const meanByDensity = (before: number, after: number, h: number): number => {
    const density = (t: number) =>
      t > 0 && t < h
        ? t ** -1.5 * (h - t) ** -0.5 * Math.exp((-before * before) / (4 * t) - (after * after) / (4 * (h - t)))
        : 0;
    const [mass, first] = [(t: number) => density(t), (t: number) => t * density(t)].map((f) =>
      integrate(f, 0, h, { relative: 1e-9 }),
    );
    return first / mass;
  };

  test("has the mean of the density of first passage of a bridge", () => {
    for (const [before, after, h] of [
      [0.3, 0.2, 0.1],
      [0.3, -0.2, 0.1],
      [1, 0.05, 2],
      [0.1, 1, 0.5],
    ] as const)
      expect(meanBySampler(before, after, h)).toBeNear(meanByDensity(before, Math.abs(after), h), { rel: 1e-5 });
  });

  test("lies within the step, also where an end is on the level", () => {
    for (const [before, after] of [
      [0, 0.3],
      [0.3, 0],
      [1e-200, 1e-200],
      [1e3, 1e-9],
    ] as const)
      for (const normal of [0, 1e-9, -2, 5])
        for (const uniform of [1e-16, 0.5, 1 - 1e-16]) {
          const time = firstPassage(before, after, 0.4, normal, uniform);
          expect(time >= 0 && time <= 0.4).toBe(true);
        }
  });
});
