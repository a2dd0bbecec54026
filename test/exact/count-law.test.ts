import { describe, expect, test } from "vitest";
import type { RenewalClock } from "#model/motion-law.ts";
import { countCumulants, countWeights, factorialMoments, ticksUntil } from "#step-law/count-law.ts";
import "../support/matchers.ts";

const gammaClock = (shape: number, mean = 1): RenewalClock => ({ kind: "gamma", mean, shape });
const heavy = (index: number): RenewalClock => ({ kind: "mittag-leffler", scale: 1, index });

describe("how many steps a clock has ticked", () => {
  test("a fixed clock ticks at τ, not at 0, and misses no tick by rounding", () => {
    expect([0, 0.99, 1, 2.5].map((t) => ticksUntil(1, t))).toEqual([0, 0, 1, 2]);
    expect(ticksUntil(0.1, 0.3)).toBe(3);
    expect(countCumulants({ kind: "fixed", interval: 2 }, 7)).toEqual([3, 0, 0, 0]);
  });

  test("a gamma clock of shape 1 is a Poisson clock", () => {
    const poisson = countWeights({ kind: "poisson", interval: 0.5 }, 3);
    const gamma = countWeights(gammaClock(1, 0.5), 3);
    const at = (law: typeof gamma, n: number) => law?.weights[n - law.first] ?? 0;
    // differences of probabilities near 1: a few 1e-16
    for (let n = 0; n < 25; n++) expect(at(gamma, n)).toBeNear(at(poisson, n), { abs: 2e-15 });
  });

  test("Mittag-Leffler waits of index 1 are exponential, and no other index has a law in closed form", () => {
    expect(countWeights({ kind: "mittag-leffler", scale: 0.5, index: 1 }, 3)).toEqual(
      countWeights({ kind: "poisson", interval: 0.5 }, 3),
    );
    expect(countWeights(heavy(0.5), 3)).toBeUndefined();
    expect(countWeights({ kind: "pareto", scale: 1, index: 2 }, 3)).toBeUndefined();
  });

  test("Erlang waits of two stages: P(N = 0) = e^(-2t)(1 + 2t), <N> = t - 1/4 + e^(-4t)/4", () => {
    const law = countWeights(gammaClock(2), 1.5);
    expect(law?.first).toBe(0);
    expect(law?.weights[0]).toBeNear(Math.exp(-3) * 4, { rel: 1e-13 });
    expect(countCumulants(gammaClock(2), 1.5)?.[0]).toBeNear(1.25 + Math.exp(-6) / 4, { rel: 1e-13 });
  });

  test("at long times <N> = t + (cv² - 1)/2 and Var N = cv² t + a constant", () => {
    const [early, late] = [countCumulants(gammaClock(4), 100), countCumulants(gammaClock(4), 300)];
    expect(early?.[0]).toBeNear(100 - 3 / 8, { rel: 1e-12 });
    expect(((late?.[1] ?? 0) - (early?.[1] ?? 0)) / 200).toBeNear(1 / 4, { rel: 1e-11 });
  });

  test("Mittag-Leffler waits: <N> = t^a/Γ(1 + a), and of index 1 Poisson's cumulants", () => {
    expect(countCumulants(heavy(0.5), 4)?.[0]).toBeNear(2 / (Math.sqrt(Math.PI) / 2), { rel: 1e-14 });
    expect(countCumulants(heavy(0.5), 4)?.[1]).toBeNear(8 + 4 / Math.sqrt(Math.PI) - 16 / Math.PI, { rel: 1e-14 });
    for (const k of countCumulants(heavy(1), 3) ?? []) expect(k).toBeNear(3, { rel: 1e-13 });
    // of an index next to 1 the moments come from the other formula
    for (const k of countCumulants(heavy(1 - 1e-13), 3) ?? []) expect(k).toBeNear(3, { rel: 1e-10 });
    expect(factorialMoments(heavy(0.5), 1, 2)?.[1]).toBeNear(2, { rel: 1e-14 });
  });

  test("factorial moments of a fixed clock: n, n(n-1), n(n-1)(n-2) ... and 0", () => {
    expect(factorialMoments({ kind: "fixed", interval: 1 }, 3, 5)).toEqual([3, 6, 6, 0, 0]);
    for (const [i, f] of (factorialMoments({ kind: "poisson", interval: 1 }, 2, 4) ?? []).entries())
      expect(f).toBeNear(2 ** (i + 1), { rel: 1e-13 });
  });

  test("a Pareto clock has no closed form", () => {
    const pareto: RenewalClock = { kind: "pareto", scale: 1, index: 3 };
    expect(countWeights(pareto, 1)).toBeUndefined();
    expect(countCumulants(pareto, 1)).toBeUndefined();
  });
});
