/**
 * Fractional Brownian motion: Gaussian, with stationary steps that remember each other.
 *
 *     <x(s) x(t)> = K (s^2H + t^2H - |t - s|^2H)    along each axis, from x(0) = 0
 *
 * so that <x²> = 2 K t^2H. Steps over equal times are correlated by
 *
 *     ρ_k = ½ [ (k + 1)^2H - 2 k^2H + (k - 1)^2H ],
 *
 * whatever the length of the step: negative for H < 1/2 (steps are taken back), zero for H = 1/2, positive above.
 *
 * @see B. B. Mandelbrot and J. W. Van Ness, SIAM Rev. 10, 422 (1968), doi:10.1137/1010093 (not opened)
 * @module
 */

import type { FractionalBrownian } from "#model/motion-law.ts";
import { pow } from "#numerics/elementary.ts";
import type { Area, Time } from "#units/flavour.ts";
import type { CoarseGraining } from "./coarse-grained.ts";

/** <(x(t) - x(0))²> = 2 K t^2H along one axis [m^2]. */
export function fractionalVariance({ hurst, K }: FractionalBrownian, time: Time): Area {
  return 2 * K * pow(time, 2 * hurst);
}

/** <(x(s) - x(0)) (x(t) - x(0))> along one axis [m^2]. */
export function fractionalCovariance({ hurst, K }: FractionalBrownian, s: Time, t: Time): Area {
  const power = (u: number): number => pow(Math.abs(u), 2 * hurst);
  return K * (power(s) + power(t) - power(t - s));
}

/** ρ_k: correlation of a step with the one k steps later; 1 at k = 0. */
export function stepCorrelation(hurst: number, k: number): number {
  const power = (u: number): number => pow(u, 2 * hurst);
  return 0.5 * (power(k + 1) - 2 * power(k) + power(Math.abs(k - 1)));
}

/** What `perrin check` prints of fractional Brownian motion. */
export const coarseFractionalBrownian: CoarseGraining<FractionalBrownian> = {
  numbers({ hurst, K, dimensions }) {
    const exponent = Number((2 * hurst).toPrecision(12));
    return [
      { symbol: "alpha", value: exponent, unit: "1", formula: "<r²> grows as t^alpha, alpha = 2 H", holds: "exact" },
      { symbol: "K", value: K, unit: `m^2 s^-${exponent}`, formula: `<r²> = ${2 * dimensions} K t^2H`, holds: "exact" },
      ...[1, 2].map((k) => ({
        symbol: `rho_${k}`,
        value: stepCorrelation(hurst, k),
        unit: "1",
        formula: "½ [(k + 1)^2H - 2 k^2H + (k - 1)^2H], correlation of steps k apart",
        holds: "exact, for steps of any length",
      })),
      { symbol: "excess kurtosis", value: 0, unit: "1", formula: "Gaussian", holds: "exact" },
      {
        symbol: "ergodicity breaking",
        value: 0,
        unit: "1",
        formula: "Var / mean² of the time-averaged msd",
        holds: "in the limit of tracks much longer than the lag",
      },
    ];
  },
  note({ hurst }) {
    if (hurst === 0.5) return undefined;
    const limit = hurst < 0.5 ? "falls towards 0" : "grows without end";
    return `There is no diffusion coefficient: <x²>/2t ${limit} as t^${Number((2 * hurst - 1).toPrecision(12))}.`;
  },
};
