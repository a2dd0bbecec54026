import { describe, expect, test } from "vitest";
import { absorption, membraneCrossing, partitionCrossing } from "#levels/langevin/plane-kernel.ts";
import { erfc, erfcx } from "#numerics/error-function.ts";
import { integrate } from "#numerics/quadrature.ts";

/** A membrane in scaled lengths: rates a = κ/√D of side 1 and side 2. */
interface Membrane {
  readonly a: readonly [number, number];
}

const gauss = (from: number, to: number, time: number): number =>
  (Math.exp(-((to - from) ** 2) / (4 * time)) + Math.exp(-((to + from) ** 2) / (4 * time))) /
  Math.sqrt(4 * Math.PI * time);

/** Density to arrive at Y on side `to` from X on side `from` (0 or 1), by the sampler's rule. */
function kernel({ a }: Membrane, from: 0 | 1, X: number, to: 0 | 1, Y: number, time: number): number {
  const crossing = membraneCrossing(a[from], a[0] + a[1], X, Y, time);
  return gauss(X, Y, time) * (from === to ? 1 - crossing : crossing);
}

/** Integral over a half-line that is empty beyond `to`, cut where the integrand bends. */
const over = (f: (u: number) => number, to: number, ...cuts: number[]): number => {
  const ends = [0, ...cuts.filter((cut) => cut > 0 && cut < to), to].sort((p, q) => p - q);
  return ends.slice(1).reduce((sum, end, i) => sum + integrate(f, ends[i], end, { relative: 1e-13 }), 0);
};

describe("one exact step at a membrane", () => {
  // κ1 = 2, κ2 = 0.5, D1 = 1, D2 = 0.25: a1 = 2, a2 = 1.
  const membrane: Membrane = { a: [2, 1] };

  test("the chance to have crossed after dt = 0.05 is what the Laplace inversion says", () => {
    const crossed = (from: 0 | 1, x: number) => {
      const X = x / (from === 0 ? 1 : 0.5);
      return over((Y) => kernel(membrane, from, X, from === 0 ? 1 : 0, Y, 0.05), 6, X);
    };
    // Printed with 11 decimals.
    expect(crossed(0, 0.3)).toBeNear(0.07993421222, { abs: 1e-11 });
    expect(crossed(1, 0.3)).toBeNear(0.00526062104, { abs: 1e-11 });
    for (const [side, x] of [
      [0, 0.3],
      [1, 0.6],
    ] as const) {
      const u = x / (2 * Math.sqrt(0.05));
      const own = membrane.a[side] / 3;
      const closed = own * (erfc(u) - Math.exp(3 * x + 9 * 0.05) * erfc(u + 3 * Math.sqrt(0.05)));
      expect(crossed(side, 0.3)).toBeNear(closed, { rel: 1e-11 });
    }
  });

  test("two steps are one step of the summed time (Chapman-Kolmogorov)", () => {
    for (const [from, X, to, Y] of [
      [0, 0.3, 0, 0.2],
      [0, 0.3, 1, 0.5],
      [1, 0.1, 0, 0.4],
      [1, 0.7, 1, 0.05],
    ] as const) {
      const [t1, t2] = [0.05, 0.11];
      const two = ([0, 1] as const).reduce<number>(
        (sum, s) => sum + over((U) => kernel(membrane, from, X, s, U, t1) * kernel(membrane, s, U, to, Y, t2), 8, X, Y),
        0,
      );
      expect(two).toBeNear(kernel(membrane, from, X, to, Y, t1 + t2), { rel: 1e-11 });
    }
  });

  test("no walker is lost: stay and crossing are probabilities that sum to one", () => {
    for (const time of [1e-3, 0.1, 10, 1e4])
      for (const X of [0, 0.01, 0.3, 5])
        for (const Y of [0, 0.02, 0.5, 7]) {
          const crossing = membraneCrossing(2, 3, X, Y, time);
          expect(crossing).toBeGreaterThanOrEqual(0);
          expect(crossing).toBeLessThan(1);
        }
  });

  test("detailed balance: side i carries the weight √D_i/κ_i per scaled length", () => {
    for (const [X, Y, time] of [
      [0.3, 0.5, 0.05],
      [0.01, 2, 0.4],
      [1, 1, 3],
    ] as const) {
      const there = kernel(membrane, 0, X, 1, Y, time) / membrane.a[0];
      const back = kernel(membrane, 1, Y, 0, X, time) / membrane.a[1];
      expect(there).toBeNear(back, { rel: 1e-13 });
    }
  });
});

describe("one exact step at a wall", () => {
  test("a partially absorbing wall leaves what Carslaw and Jaeger say", () => {
    for (const [a, x, time] of [
      [2, 0.3, 0.05],
      [0.5, 0, 1],
      [10, 1, 0.3],
    ] as const) {
      const killed = over(
        (Y) => gauss(x, Y, time) * membraneCrossing(a, a, x, Y, time),
        x + 12 * Math.sqrt(2 * time),
        x,
      );
      const u = x / (2 * Math.sqrt(time));
      const survival = 1 - erfc(u) + Math.exp(-u * u) * erfcx(u + a * Math.sqrt(time));
      expect(1 - killed).toBeNear(survival, { rel: 1e-11 });
    }
  });

  test("an absorbing wall is the limit of a large κ, and keeps the image law", () => {
    expect(membraneCrossing(1e7, 1e7, 0.3, 0.2, 0.1)).toBeNear(absorption(0.3, 0.2, 0.1), { rel: 1e-6 });
    const kept = gauss(0.3, 0.2, 0.1) * (1 - absorption(0.3, 0.2, 0.1));
    const image = (Math.exp(-0.01 / 0.4) - Math.exp(-0.25 / 0.4)) / Math.sqrt(0.4 * Math.PI);
    expect(kept).toBeNear(image, { rel: 1e-13 });
  });
});

describe("one exact step at a partition", () => {
  test("is the limit of a membrane with both rates large", () => {
    expect(membraneCrossing(3e7, 4e7, 0.3, 0.2, 0.1)).toBeNear(partitionCrossing(0.75, 0.3, 0.2, 0.1), { rel: 1e-6 });
  });

  test("a walker at the plane goes to the side that weighs more, in proportion", () => {
    expect(partitionCrossing(0.75, 0, 0.2, 0.1)).toBe(0.75);
  });
});
