/**
 * Drift velocity and diffusion coefficient as a run shows them: slopes over the later half of its record times.
 *
 * @module
 */

import type { ReadonlyFloat64Array } from "#units/flavour.ts";

/**
 * Least-squares slope of values over times, from the middle of the record times on (two of them at least).
 * NaN if there are not two different times.
 */
export function lateSlope(times: ReadonlyFloat64Array, values: ReadonlyFloat64Array): number {
  const n = times.length;
  const first = Math.max(0, Math.min(Math.floor(n / 2), n - 2));
  const count = n - first;
  let meanTime = 0;
  let meanValue = 0;
  for (let i = first; i < n; i++) {
    meanTime += times[i] / count;
    meanValue += values[i] / count;
  }
  let product = 0;
  let square = 0;
  for (let i = first; i < n; i++) {
    const t = times[i] - meanTime;
    product += t * (values[i] - meanValue);
    square += t * t;
  }
  return square > 0 ? product / square : Number.NaN;
}
