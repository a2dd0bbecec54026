/**
 * The exponential function, and e^x - 1 without cancellation.
 *
 *     x = (128 k + j) ln2/128 + r,  |r| <= ln2/256,    e^x = 2^k 2^(j/128) (1 + r + r²/2 + ... )
 *
 * The 128 values 2^(j/128) are held as pairs, so that almost the whole error is the last rounding (0.51 ulp).
 *
 * @see P.-T. P. Tang, ACM Trans. Math. Softw. 15, 144 (1989), doi:10.1145/63522.214389 (not opened)
 * @module
 */

import { POWER_BIAS, POWER_OF_TWO, scaleByPowerOfTwo } from "./bits.ts";
import { type DoubleDouble, ddProduct } from "./double-double.ts";

const INVERSE_STEP = 184.6649652337873; // 128 / ln 2
const STEP_HIGH = 0.0054152123475432745; // ln 2 / 128 to 33 bits, so that n STEP_HIGH is exact
const STEP_LOW = 5.812982117197185e-13;
const ROUND = 6755399441055744; // 1.5 · 2^52: adding and taking it away rounds to an integer

/** 2^(j/128) at 2j, and what it lacks at 2j + 1. */
const TABLE: Float64Array = (() => {
  const table = new Float64Array(256);
  const root: DoubleDouble = [1.0054299011128027, 9.499186535455032e-17]; // 2^(1/128)
  let value: DoubleDouble = [1, 0];
  for (let j = 0; j < 128; j++) {
    [table[2 * j], table[2 * j + 1]] = value;
    value = ddProduct(value, root);
  }
  return table;
})();

/** e^x. Error at most 0.51 ulp (0.76 where the result is subnormal). */
export function exp(x: number): number {
  if (!(x > -746 && x < 710)) return x > 0 ? Number.POSITIVE_INFINITY : x < 0 ? 0 : x;
  const n = x * INVERSE_STEP + ROUND - ROUND;
  const r = x - n * STEP_HIGH - n * STEP_LOW;
  const p = r + r * r * (0.5 + r * (0.16666666666666666 + r * (0.041666666666666664 + r * 0.008333333333333333)));
  const j = (n & 127) << 1;
  const high = TABLE[j];
  const y = high + (TABLE[j + 1] + high * p);
  const k = n >> 7;
  return k > -1022 && k < 1024 ? y * POWER_OF_TWO[k + POWER_BIAS] : scaleByPowerOfTwo(y, k);
}

/**
 * 2^shift e^(x + tail), |tail| much smaller than 1: for exponents known to more than a double, and for results whose
 * scale would not fit. shift is an integer, |shift| <= 1000.
 */
export function expOfSum(x: number, tail: number, shift = 0): number {
  if (!(x > -1500 && x < 1500)) return x > 0 ? Number.POSITIVE_INFINITY : x < 0 ? 0 : x;
  const n = x * INVERSE_STEP + ROUND - ROUND;
  const r = x - n * STEP_HIGH - n * STEP_LOW + tail;
  const p = r + r * r * (0.5 + r * (0.16666666666666666 + r * (0.041666666666666664 + r * 0.008333333333333333)));
  const j = (n & 127) << 1;
  const high = TABLE[j];
  const k = (n >> 7) + shift;
  if (k < -1200) return 0;
  return scaleByPowerOfTwo(high + (TABLE[j + 1] + high * p), Math.min(k, 1100));
}

const pair = new Float64Array(2);

/** e^x - 1, accurate also where x is small. Error at most 0.52 ulp. */
export function expm1(x: number): number {
  if (!(x > -45 && x < 700)) return x < 0 ? -1 : exp(x); // e^-45 and, far below 700, the 1 are less than half an ulp
  if (x === 0) return x;
  fillExpm1(pair, x);
  return pair[0] + pair[1];
}

/**
 * e^x - 1 as an unevaluated sum out[0] + out[1], to a relative error of about 2^-60; -45 < x < 700.
 *
 * With v = 2^k 2^(j/128) and s = v - 1, e^x - 1 = s + r + (s r + v (r²/2 + ...)): the two large parts are added
 * without loss, and the rest is small beside them.
 */
export function fillExpm1(out: Float64Array, x: number): void {
  const n = x * INVERSE_STEP + ROUND - ROUND;
  const a = x - n * STEP_HIGH;
  const b = n * STEP_LOW;
  const r = a - b;
  const rTail = a - r - b;
  const q =
    r *
    r *
    (0.5 +
      r * (0.16666666666666666 + r * (0.041666666666666664 + r * (0.008333333333333333 + r * 0.001388888888888889))));
  const j = (n & 127) << 1;
  const scale = POWER_OF_TWO[(n >> 7) + POWER_BIAS];
  const v = scale * TABLE[j];
  const s = v - 1;
  // What v - 1 lost: exact, whichever of v and 1 is the larger.
  const sTail = (v > 1 ? v - s - 1 : v - (s + 1)) + scale * TABLE[j + 1];
  const high = s + r;
  const shadow = high - s;
  const low = s - (high - shadow) + (r - shadow) + (s * r + (v * (q + rTail) + (sTail + sTail * r)));
  out[0] = high + low;
  out[1] = high - out[0] + low;
}
