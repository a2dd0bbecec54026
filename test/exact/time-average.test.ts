import { describe, expect, test } from "vitest";
import { gamma } from "#numerics/gamma-function.ts";
import { integrate } from "#numerics/quadrature.ts";
import { ergodicityBreakingLimit, operationalCorrelation, subdiffusiveKurtosis } from "#step-law/subdiffusion.ts";
import {
  fractionalBreaking,
  operationalMoments,
  subdiffusiveBreaking,
  subdiffusiveTimeAverage,
} from "#step-law/time-average.ts";

const brownian = (hurst: number, dimensions: 1 | 2 | 3 = 1) =>
  ({ kind: "fractional-brownian", dimensions, hurst, K: 1 }) as const;
const resting = (index: number) => ({ kind: "subdiffusion", index, K: 1 }) as const;

describe("Brownian tracks", () => {
  test("of n steps scatter by 2/n at lag 1, and by 4k/3n at lags 1 << k << n", () => {
    expect(fractionalBreaking(brownian(0.5), 50, 1)).toBeNear(2 / 50, { rel: 1e-14 });
    // corrections of relative order 1/k² and k/n
    expect(fractionalBreaking(brownian(0.5), 1e6, 1000)).toBeNear(4e-3 / 3, { rel: 2e-3 });
  });

  test("are both the fractional motion of H = 1/2 and the subdiffusion of index 1", () => {
    const moments = operationalMoments(1, 60);
    for (const lag of [1, 2, 7, 30, 59, 60])
      expect(subdiffusiveBreaking(moments, lag)).toBeNear(fractionalBreaking(brownian(0.5), 60, lag), { rel: 1e-11 });
  });

  test("along d axes scatter by 1/d of it", () => {
    expect(fractionalBreaking(brownian(0.5, 3), 40, 5)).toBeNear(fractionalBreaking(brownian(0.5), 40, 5) / 3, {
      rel: 1e-14,
    });
  });
});

describe("fractional Brownian motion", () => {
  test("averages itself: the scatter falls with the length of the track, faster than as 1/n for no H", () => {
    for (const hurst of [0.1, 0.25, 0.5, 0.7]) {
      const [short, long] = [1000, 100_000].map((steps) => fractionalBreaking(brownian(hurst), steps, 1));
      expect(long).toBeLessThan(short / 50);
    }
  });

  test("one window is one Gaussian: EB = 2", () => {
    expect(fractionalBreaking(brownian(0.3), 20, 20)).toBeNear(2, { rel: 1e-14 });
  });
});

describe("subdiffusion", () => {
  test("one window has the kurtosis of its law: EB = κ + 2", () => {
    for (const index of [0.3, 0.5, 0.8])
      expect(subdiffusiveBreaking(operationalMoments(index, 12), 12)).toBeNear(
        subdiffusiveKurtosis(resting(index)) + 2,
        {
          rel: 1e-12,
        },
      );
  });

  test("the scatter tends to 2Γ(1+a)²/Γ(1+2a) - 1 as (k/n)^a: .5707963 for a = 1/2, .3293266 for a = .7", () => {
    expect(ergodicityBreakingLimit(resting(0.5))).toBeNear(0.5707963, { abs: 5e-8 });
    expect(ergodicityBreakingLimit(resting(0.7))).toBeNear(0.3293266, { abs: 5e-8 });
    for (const index of [0.5, 0.7]) {
      const excess = [100, 200, 400].map(
        (steps) => subdiffusiveBreaking(operationalMoments(index, steps), 1) - ergodicityBreakingLimit(resting(index)),
      ) as [number, number, number];
      // the ratio of excesses is 2^a, up to what is left of higher orders: they halve with the length
      expect(excess[1] / excess[2]).toBeNear(2 ** index, { rel: 0.02 });
    }
  });

  test("operational time by its renewals: <S(s) S(t)> = ∫ m(u) U(t - u) du + ∫ m(u) U(s - u) du over u in [0, s]", () => {
    // renewal density m(u) = u^(a-1)/Γ(a), renewal function U(t) = t^a/Γ(1+a); w = u^a takes the singularity away
    const [a, s, t] = [0.6, 0.7, 1.9];
    const later = (until: number) =>
      integrate((w) => (until - w ** (1 / a)) ** a / gamma(1 + a) / gamma(1 + a), 0, s ** a);
    expect(operationalCorrelation(a, s, t)).toBeNear(later(t) + later(s), { rel: 1e-9 });
    expect(operationalCorrelation(a, 0, t)).toBe(0);
  });

  test("time averages start at the msd of one window and lie below it for all others", () => {
    const law = resting(0.5);
    expect(subdiffusiveTimeAverage(law, 0.1, 100, 100)).toBeNear((2 * 10 ** 0.5) / 0.886226925452758, { rel: 1e-14 });
    expect(subdiffusiveTimeAverage(law, 0.1, 100, 1)).toBeLessThan((2 * 0.1 ** 0.5) / 0.886226925452758 / 5);
  });
});
