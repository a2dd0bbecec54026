/**
 * Elementary functions for random numbers: no tables, no special cases, no branches, so that a compiled loop does the same
 * operations on two numbers at a time (kernels/elementary.ts). Within 3 ulp (test/exact/lane-elementary.test.ts); for all
 * else use elementary.ts.
 *
 * Even and odd powers of a polynomial are summed apart: the two halves do not wait for each other.
 *
 * @module
 */

import { highWord, POWER_BIAS, POWER_OF_TWO } from "./elementary/bits.ts";

/**
 * The constants of these functions. Compiled loops read this very array, moved into their memory, so a coefficient stands in
 * one place; kernels/elementary.ts knows the order.
 */
export const LANE_CONSTANTS: Float64Array = Float64Array.of(
  // 0: sin(π y) / y in y², its Taylor series to y^21, of which the rest is below 1e-17 of the value.
  Math.PI,
  -5.16771278004997,
  2.5501640398773455,
  -0.5992645293207921,
  0.08214588661112823,
  -0.0073704309457143504,
  4.6630280676761255e-4,
  -2.1915353447830217e-5,
  7.952054001475513e-7,
  -2.2948428997269873e-8,
  5.392664662608129e-10,
  // 11: 2/3, 2/5 ... 2/19.
  2 / 3,
  2 / 5,
  2 / 7,
  2 / 9,
  2 / 11,
  2 / 13,
  2 / 15,
  2 / 17,
  2 / 19,
  // 20: 1/2!, 1/3! ... 1/13!.
  1 / 2,
  1 / 6,
  1 / 24,
  1 / 120,
  1 / 720,
  1 / 5040,
  1 / 40320,
  1 / 362880,
  1 / 3628800,
  1 / 39916800,
  1 / 479001600,
  1 / 6227020800,
  // 32: ln 2 to a multiple of 2^-42, so that k ln 2 is exact; what it lacks; 1 / ln 2; 1.5 · 2^52, which rounds to integers.
  0.6931471805598903,
  5.497923018708371e-14,
  Math.LOG2E,
  6755399441055744,
);

const C = LANE_CONSTANTS;

/** sin(π y) for 0 <= y <= 1/2. */
export function sinePi(y: number): number {
  const z = y * y;
  const z2 = z * z;
  const even = ((((C[10] * z2 + C[8]) * z2 + C[6]) * z2 + C[4]) * z2 + C[2]) * z2 + C[0];
  const odd = (((C[9] * z2 + C[7]) * z2 + C[5]) * z2 + C[3]) * z2 + C[1];
  return y * (even + z * odd);
}

/**
 * log x for finite normal x > 0: x = 2^k m, sqrt(1/2) <= m < sqrt 2, s = (m - 1)/(m + 1),
 *
 *     log x = k ln2 + 2 s + 2 s³/3 + ... + 2 s^19/19
 */
export function logarithm(x: number): number {
  const k = (highWord(x) - 0x3fe6a09e) >> 20;
  const m = x * POWER_OF_TWO[POWER_BIAS - k];
  const s = (m - 1) / (m + 1);
  const z = s * s;
  const z2 = z * z;
  const even = (((C[19] * z2 + C[17]) * z2 + C[15]) * z2 + C[13]) * z2 + C[11];
  const odd = ((C[18] * z2 + C[16]) * z2 + C[14]) * z2 + C[12];
  return k * C[32] + (s + s + (s * z * (even + z * odd) + k * C[33]));
}

/** e^x by its series to r^13 around the nearest multiple of ln 2; x is taken into -700 <= x <= 700. */
export function exponential(x: number): number {
  const inside = Math.max(-700, Math.min(700, x));
  const n = inside * C[34] + C[35] - C[35];
  const r = inside - n * C[32] - n * C[33];
  const r2 = r * r;
  const even = ((((C[30] * r2 + C[28]) * r2 + C[26]) * r2 + C[24]) * r2 + C[22]) * r2 + C[20];
  const odd = ((((C[31] * r2 + C[29]) * r2 + C[27]) * r2 + C[25]) * r2 + C[23]) * r2 + C[21];
  return (1 + (r + r2 * (even + r * odd))) * POWER_OF_TWO[POWER_BIAS + n];
}
