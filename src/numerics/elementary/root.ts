/**
 * Cube root and length of a vector: a nearby value, then one correction from the exact residual.
 *
 * @module
 */

import { exponentOf, scaleByPowerOfTwo } from "./bits.ts";
import { productTail, sumTail } from "./double-double.ts";

/** The real cube root of x. Error at most 0.51 ulp. */
export function cbrt(x: number): number {
  if (x === 0 || !(Math.abs(x) < Number.POSITIVE_INFINITY)) return x;
  const third = Math.floor(exponentOf(x) / 3);
  const m = scaleByPowerOfTwo(Math.abs(x), -3 * third); // 1 <= m < 8
  let t = 0.9 + m * (0.26 - 0.0155 * m); // within 7 %; each step of Newton squares the relative error
  for (let step = 0; step < 4; step++) t -= (t - m / (t * t)) / 3;
  const square = t * t;
  const cube = square * t;
  const cubeTail = productTail(square, t, cube) + productTail(t, t, square) * t;
  const root = scaleByPowerOfTwo(t + (m - cube - cubeTail) / (3 * square), third);
  return x < 0 ? -root : root;
}

/** sqrt(x² + y²) without overflow on the way. Error at most 0.51 ulp (1 where the result is subnormal). */
export function hypot(x: number, y: number): number {
  const a = Math.abs(x);
  const b = Math.abs(y);
  if (a === Number.POSITIVE_INFINITY || b === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  const large = Math.max(a, b);
  const small = Math.min(a, b);
  if (Number.isNaN(large) || small === 0) return large;
  const k = exponentOf(large);
  const u = scaleByPowerOfTwo(large, -k);
  const v = scaleByPowerOfTwo(small, -k);
  const uu = u * u;
  const vv = v * v;
  const s = uu + vv;
  const tail = sumTail(uu, vv, s) + (productTail(u, u, uu) + productTail(v, v, vv));
  const root = Math.sqrt(s);
  const p = root * root;
  return scaleByPowerOfTwo(root + (s - p - productTail(root, root, p) + tail) / (2 * root), k);
}
