/**
 * Time averages along a track, and how much they differ from track to track.
 *
 *     δ²(k) = 1/(n - k + 1) Σ_i |x_(i+k) - x_i|²,   i = 0 ... n - k,    EB = Var δ² / <δ²>²
 *
 * of a track of n steps, for a lag of k steps. Where time averages tell what ensemble averages do, EB goes to 0 with
 * k/n; for Brownian motion EB = 4k/3n to leading order. All sums below are exact for finite n and k.
 *
 * @see Y. He, S. Burov, R. Metzler and E. Barkai, Phys. Rev. Lett. 101, 058101 (2008), doi:10.1103/PhysRevLett.101.058101 (not opened)
 * @see W. Deng and E. Barkai, Phys. Rev. E 79, 011112 (2009), doi:10.1103/PhysRevE.79.011112 (not opened)
 * @module
 */

import type { FractionalBrownian, Subdiffusion } from "#model/motion-law.ts";
import { pow } from "#numerics/elementary.ts";
import { gamma } from "#numerics/gamma-function.ts";
import type { Area, Time } from "#units/flavour.ts";
import { operationalCorrelation } from "./subdiffusion.ts";

/** EB of fractional Brownian motion: steps are Gaussian, so that 4th moments are squares of covariances. */
export function fractionalBreaking({ hurst, dimensions }: FractionalBrownian, steps: number, lag: number): number {
  const windows = steps - lag + 1;
  const power = (u: number): number => pow(Math.abs(u), 2 * hurst);
  const own = 2 * power(lag);
  let sum = 0;
  for (let m = windows - 1; m > 0; m--) {
    const correlation = (power(m + lag) + power(m - lag) - 2 * power(m)) / own;
    sum += 2 * (windows - m) * correlation * correlation;
  }
  return (2 * (sum + windows)) / (dimensions * windows * windows);
}

/** <δ²(k)> of subdiffusion [m^2]: the mean of 2 K [(t + Δ)^a - t^a] / Γ(1 + a) over the windows, which telescopes. */
export function subdiffusiveTimeAverage({ index, K }: Subdiffusion, spacing: Time, steps: number, lag: number): Area {
  const windows = steps - lag + 1;
  let sum = 0;
  for (let i = 0; i < windows; i++) sum += pow((i + lag) * spacing, index) - pow(i * spacing, index);
  return (2 * K * sum) / (gamma(1 + index) * windows);
}

/** Second moments of the operational time on a grid of that many steps of 1, and sums of them. */
export interface OperationalMoments {
  readonly index: number;
  readonly steps: number;
  /** Entry i (steps + 2) + j: Σ <S_p S_q> over p < i, q < j. */
  readonly corner: Float64Array;
  /** Entry i (steps + 1) + l: Σ <(S_(p+l) - S_p)²> over p < i, for p + l <= steps. */
  readonly growth: Float64Array;
}

/** The table for {@link subdiffusiveBreaking}: some n² incomplete beta functions. */
export function operationalMoments(index: number, steps: number): OperationalMoments {
  const n = steps + 1;
  const at = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = i; j < n; j++) at[i * n + j] = at[j * n + i] = operationalCorrelation(index, i, j);
  const corner = new Float64Array((n + 1) * (n + 1));
  for (let i = 0; i < n; i++)
    for (let j = 0, row = 0; j < n; j++) {
      row += at[i * n + j];
      corner[(i + 1) * (n + 1) + j + 1] = corner[i * (n + 1) + j + 1] + row;
    }
  const growth = new Float64Array((n + 1) * n);
  for (let p = 0; p < n; p++)
    for (let l = 0; l < n; l++) {
      const q = p + l;
      const square = q < n ? at[q * n + q] + at[p * n + p] - 2 * at[p * n + q] : 0;
      growth[(p + 1) * n + l] = growth[p * n + l] + square;
    }
  return { index, steps, corner, growth };
}

/**
 * EB of subdiffusion, exact for a finite track. Given the operational times, steps are Gaussian, so that with the
 * increments A of S over the first window, B over the second and O over what they share,
 *
 *     <Δx_i² Δx_j²> = 4 K² ( <A B> + 2 <O²> ).
 */
export function subdiffusiveBreaking({ index, steps, corner, growth }: OperationalMoments, lag: number): number {
  const n = steps + 1;
  const windows = n - lag;
  const block = (i: number, j: number): number => {
    const sum = (p: number, q: number): number => corner[p * (n + 1) + q];
    return sum(i + windows, j + windows) - sum(i, j + windows) - sum(i + windows, j) + sum(i, j);
  };
  const both = block(lag, lag) - 2 * block(0, lag) + block(0, 0);
  let shared = 0;
  for (let m = 0; m < lag && m < windows; m++) {
    const l = lag - m;
    const ways = m === 0 ? 1 : 2;
    shared += ways * (growth[windows * n + l] - growth[m * n + l]);
  }
  let mean = 0;
  for (let i = 0; i < windows; i++) mean += pow(i + lag, index) - pow(i, index);
  mean /= gamma(1 + index);
  return (both + 2 * shared) / (mean * mean) - 1;
}
