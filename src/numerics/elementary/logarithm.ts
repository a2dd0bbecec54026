/**
 * Natural and decimal logarithm, and log(1 + x) without loss for small x.
 *
 *     x = 2^k m,  0.6875 <= m < 1.375,    log x = k ln2 - log c + log(1 + r),    r = m c - 1 exactly,  |r| < 2^-7.9
 *
 * c is one of 129 numbers of 14 bits near 1/m; it is 1 around m = 1, so that nothing cancels there.
 *
 * @see P.-T. P. Tang, ACM Trans. Math. Softw. 16, 378 (1990), doi:10.1145/98267.98294 (not opened)
 * @module
 */

import { highWord, POWER_BIAS, POWER_OF_TWO } from "./bits.ts";
import { type DoubleDouble, ddProduct, ddQuotient, ddSum, productTail, sumTail } from "./double-double.ts";

const LN2_HIGH = 0.6931471805598903; // ln 2 to a multiple of 2^-42, so that k LN2_HIGH is exact
const LN2_LOW = 5.497923018708371e-14;
const GRID = 4398046511104; // 2^42
const OFFSET = 0x3fe60000; // high word of 0.6875

/** c at 3i, -log c to a multiple of 2^-42 at 3i + 1, the rest of it at 3i + 2. */
const TABLE: Float64Array = (() => {
  const table = new Float64Array(3 * 129);
  for (let i = 0; i <= 128; i++) {
    const centre = i <= 80 ? 0.6875 + i / 256 : 1 + (i - 80) / 128;
    const c = Math.round(8192 / centre) / 8192;
    const [high, low] = minusLog(c);
    const onGrid = Math.round(high * GRID) / GRID;
    table[3 * i] = c;
    table[3 * i + 1] = onGrid;
    table[3 * i + 2] = high - onGrid + low;
  }
  return table;
})();

/** -log c = 2 artanh((1 - c)/(1 + c)) by its series, to about 2^-98. */
function minusLog(c: number): DoubleDouble {
  const z = ddQuotient([1 - c, 0], [1 + c, 0]);
  const square = ddProduct(z, z);
  let sum: DoubleDouble = [0, 0];
  for (let n = 49; n >= 1; n -= 2) sum = ddSum(ddProduct(sum, square), ddQuotient([2, 0], [n, 0]));
  return ddProduct(z, sum);
}

/** log x, natural. log 0 = -Infinity, NaN for x < 0. Error at most 0.53 ulp. */
export function log(x: number): number {
  let word = highWord(x);
  let lift = 0;
  if (word < 0x00100000 || word >= 0x7ff00000) {
    if (x === 0) return Number.NEGATIVE_INFINITY;
    if (!(x > 0 && x < Number.POSITIVE_INFINITY)) return x > 0 ? x : Number.NaN;
    x *= 18014398509481984; // 2^54
    word = highWord(x);
    lift = 54;
  }
  word -= OFFSET;
  const k = word >> 20;
  const i = 3 * (((word & 0xfffff) + 0x1000) >> 13);
  const m = x * POWER_OF_TWO[POWER_BIAS - k];
  const c = TABLE[i];
  const mHigh = Math.fround(m);
  const r0 = mHigh * c - 1;
  const r1 = (m - mHigh) * c;
  const r = r0 + r1;
  const whole = (k - lift) * LN2_HIGH + TABLE[i + 1];
  const high = whole + r;
  const low = whole - high + r + (r0 - r + r1 + ((k - lift) * LN2_LOW + TABLE[i + 2]));
  const tail = 0.2 + r * (-0.16666666666666666 + r * (0.14285714285714285 + r * -0.125));
  return high + (low + r * r * (-0.5 + r * (0.3333333333333333 + r * (-0.25 + r * tail))));
}

const pair = new Float64Array(2);

/** log(1 + x), accurate also where x is small. -Infinity at -1, NaN below. Error at most 0.53 ulp. */
export function log1p(x: number): number {
  if (!(x > -1 && x < Number.POSITIVE_INFINITY)) return x === -1 ? Number.NEGATIVE_INFINITY : x < 0 ? Number.NaN : x;
  if (x === 0) return x;
  const u = 1 + x;
  fillLog(pair, u, sumTail(1, x, u));
  return pair[0] + pair[1];
}

const LOG10_E_LOW = 1.098319650216765e-17;

/** Decimal logarithm of x; exact for powers of ten. Error at most 0.51 ulp. */
export function log10(x: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) return log(x);
  fillLog(pair, x, 0);
  const [high, low] = pair;
  const p = high * Math.LOG10E;
  return p + (productTail(high, Math.LOG10E, p) + (low * Math.LOG10E + high * LOG10_E_LOW));
}

/**
 * log(x + tail) as an unevaluated sum out[0] + out[1], to a relative error of about 2^-67, for finite x > 0 and |tail|
 * at most an ulp or so of x.
 */
export function fillLog(out: Float64Array, x: number, tail: number): void {
  let lift = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984; // 2^54
    tail *= 18014398509481984;
    lift = 54;
  }
  const word = highWord(x) - OFFSET;
  const k = word >> 20;
  const i = 3 * (((word & 0xfffff) + 0x1000) >> 13);
  const scale = POWER_OF_TWO[POWER_BIAS - k];
  const m = x * scale;
  const c = TABLE[i];
  const mHigh = Math.fround(m);
  const r0 = mHigh * c - 1;
  const r1 = (m - mHigh) * c;
  const r2 = tail * scale * c;
  const s = r0 + r1;
  const r = s + r2;
  const rTail = r0 - s + r1 + sumTail(s, r2, r);
  const square = r * r;
  const half = -0.5 * square;
  const halfTail = -0.5 * productTail(r, r, square) - r * rTail;
  const whole = (k - lift) * LN2_HIGH + TABLE[i + 1];
  const a = whole + r;
  const b = a + half;
  const cubic =
    0.3333333333333333 +
    r *
      (-0.25 +
        r *
          (0.2 +
            r *
              (-0.16666666666666666 + r * (0.14285714285714285 + r * (-0.125 + r * (0.1111111111111111 + r * -0.1))))));
  const low =
    sumTail(whole, r, a) +
    sumTail(a, half, b) +
    (rTail + ((k - lift) * LN2_LOW + TABLE[i + 2]) + (halfTail + square * r * cubic));
  out[0] = b + low;
  out[1] = b - out[0] + low;
}
