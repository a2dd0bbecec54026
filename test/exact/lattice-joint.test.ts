import { expect, test } from "vitest";
import { jointLaw } from "#levels/closed-form/lattice-joint.ts";
import { fixed, poissonClock, walkLaw } from "../support/lattice-walks.ts";
import "../support/matchers.ts";

test("sites are summed as far as their axis law is above 1e-25, some ten standard deviations, however long the walk", () => {
  for (const [dimensions, clock, n] of [
    [2, fixed(1), 10_000],
    [3, fixed(1), 10_000],
    [2, poissonClock(1), 10_000],
  ] as const) {
    const { reach } = jointLaw(walkLaw({ dimensions, clock }), n);
    // e^{-k²/2} / σ √(2π) = 1e-25; an excess kurtosis of 2/n or less moves k σ by k³ σ / 24 of it, less than a site
    const sigma = Math.sqrt(n / dimensions);
    const k = Math.sqrt(2 * (25 * Math.LN10 - Math.log(sigma * Math.sqrt(2 * Math.PI))));
    expect(reach).toBeNear(k * sigma, { abs: 2 });
  }
  // a short one goes as far as it has steps
  expect(jointLaw(walkLaw({ dimensions: 2 }), 12).reach).toBe(12);
});
