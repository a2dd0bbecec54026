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

const LN2_HIGH = 0.6931471805598903; // ln 2 to a multiple of 2^-42, so that k LN2_HIGH is exact
const LN2_LOW = 5.497923018708371e-14;

/** sin(π y) for 0 <= y <= 1/2: its Taylor series to y^21, of which the rest is below 1e-17 of the value. */
export function sinePi(y: number): number {
  const z = y * y;
  const z2 = z * z;
  let even = 5.392664662608129e-10 * z2 + 7.952054001475513e-7;
  even = even * z2 + 4.6630280676761255e-4;
  even = even * z2 + 0.08214588661112823;
  even = even * z2 + 2.5501640398773455;
  even = even * z2 + Math.PI;
  let odd = -2.2948428997269873e-8 * z2 + -2.1915353447830217e-5;
  odd = odd * z2 + -0.0073704309457143504;
  odd = odd * z2 + -0.5992645293207921;
  odd = odd * z2 + -5.16771278004997;
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
  const f = m - 1;
  const s = f / (m + 1);
  const z = s * s;
  const z2 = z * z;
  let even = 0.10526315789473684 * z2 + 0.13333333333333333;
  even = even * z2 + 0.18181818181818182;
  even = even * z2 + 0.2857142857142857;
  even = even * z2 + 0.6666666666666666;
  let odd = 0.11764705882352941 * z2 + 0.15384615384615385;
  odd = odd * z2 + 0.2222222222222222;
  odd = odd * z2 + 0.4;
  const bend = s * z * (even + z * odd);
  return k * LN2_HIGH + (s + s + (bend + k * LN2_LOW));
}

const ROUND = 6755399441055744; // 1.5 · 2^52: adding and taking it away rounds to an integer

/** e^x by its series to r^13 around the nearest multiple of ln 2; x is taken into -700 <= x <= 700. */
export function exponential(x: number): number {
  const inside = Math.max(-700, Math.min(700, x));
  const n = inside * Math.LOG2E + ROUND - ROUND;
  const r = inside - n * LN2_HIGH - n * LN2_LOW;
  const r2 = r * r;
  let even = 2.08767569878681e-9 * r2 + 2.755731922398589e-7;
  even = even * r2 + 2.48015873015873e-5;
  even = even * r2 + 0.001388888888888889;
  even = even * r2 + 0.041666666666666664;
  even = even * r2 + 0.5;
  let odd = 1.6059043836821613e-10 * r2 + 2.505210838544172e-8;
  odd = odd * r2 + 2.7557319223985893e-6;
  odd = odd * r2 + 0.0001984126984126984;
  odd = odd * r2 + 0.008333333333333333;
  odd = odd * r2 + 0.16666666666666666;
  return (1 + (r + r2 * (even + r * odd))) * POWER_OF_TWO[POWER_BIAS + n];
}
