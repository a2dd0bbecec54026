/**
 * Sums and products without loss: the rounding error of one operation is itself a double.
 *
 *     a + b = s + sumTail(a, b, s),    s = fl(a + b)
 *     a b   = p + productTail(a, b, p), p = fl(a b)
 *
 * A pair (high, low) so made carries about 106 bits, which is how the elementary functions stay within 1 ulp. The
 * arithmetic on whole pairs below allocates: it makes tables when a module loads, never in a loop.
 *
 * @see T. J. Dekker, Numer. Math. 18, 224 (1971), doi:10.1007/BF01397083 (not opened)
 * @module
 */

/** The rounding error of s = fl(a + b), for a and b of any size: exact unless a + b overflows. */
export function sumTail(a: number, b: number, s: number): number {
  const shadow = s - a;
  return a - (s - shadow) + (b - shadow);
}

const SPLITTER = 134217729; // 2^27 + 1: cuts 53 bits into 26 and 26

/** The rounding error of p = fl(a b): exact while |a|, |b| < 2^996 and |a b| > 2^-969. */
export function productTail(a: number, b: number, p: number): number {
  const sa = SPLITTER * a;
  const ah = sa - (sa - a);
  const al = a - ah;
  const sb = SPLITTER * b;
  const bh = sb - (sb - b);
  const bl = b - bh;
  return al * bl - (p - ah * bh - al * bh - ah * bl);
}

/** An unevaluated sum high + low, |low| at most half an ulp of high. */
export type DoubleDouble = readonly [high: number, low: number];

/** x + y, to about 2^-104. */
export function ddSum(x: DoubleDouble, y: DoubleDouble): DoubleDouble {
  const s = x[0] + y[0];
  return ddNormal(s, sumTail(x[0], y[0], s) + (x[1] + y[1]));
}

/** x y, to about 2^-102. */
export function ddProduct(x: DoubleDouble, y: DoubleDouble): DoubleDouble {
  const p = x[0] * y[0];
  return ddNormal(p, productTail(x[0], y[0], p) + (x[0] * y[1] + x[1] * y[0]));
}

/** x / y, to about 2^-100. */
export function ddQuotient(x: DoubleDouble, y: DoubleDouble): DoubleDouble {
  const q = x[0] / y[0];
  const p = q * y[0];
  const rest = x[0] - p - productTail(q, y[0], p) + x[1] - q * y[1];
  return ddNormal(q, rest / y[0]);
}

function ddNormal(high: number, low: number): DoubleDouble {
  const s = high + low;
  return [s, high - s + low];
}
