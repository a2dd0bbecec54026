/**
 * x to the power y, as e^(y log x) with the logarithm known to 67 bits and the product to all of them.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { productTail } from "./double-double.ts";
import { expOfSum } from "./exponential.ts";
import { fillLog } from "./logarithm.ts";

const logarithm = new Float64Array(2);

/**
 * x^y; the special cases are those of `Math.pow`. Error at most 0.52 ulp (0.77 where the result is subnormal), so a
 * power that is a double, such as 3^20 or 2^0.5·2, comes out exactly.
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const size = Math.abs(x);
  if (Math.abs(y) === Number.POSITIVE_INFINITY) {
    if (size === 1) return Number.NaN;
    return size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  }
  const whole = Math.floor(y) === y;
  const odd = whole && Math.abs(y) < 9007199254740992 && Math.floor(y / 2) * 2 !== y;
  const negative = x < 0 || (x === 0 && 1 / x < 0);
  let value: number;
  if (size === 0) value = y > 0 ? 0 : Number.POSITIVE_INFINITY;
  else if (size === Number.POSITIVE_INFINITY) value = y > 0 ? Number.POSITIVE_INFINITY : 0;
  else {
    if (negative && !whole) return Number.NaN;
    fillLog(logarithm, size, 0);
    const [high, low] = logarithm;
    const p = y * high;
    if (p > 720) value = Number.POSITIVE_INFINITY;
    else if (p < -750) value = 0;
    else value = expOfSum(p, productTail(y, high, p) + y * low);
  }
  return negative && odd ? -value : value;
}

/**
 * x^n for a whole number n; exact whenever x^n is a double.
 *
 * @throws DomainError if n is not a whole number.
 */
export function powInteger(x: number, n: number): number {
  if (Math.floor(n) !== n || n - n !== 0) throw new DomainError("n", n, "this exponent must be a whole number");
  return n === 1 ? x : n === 2 ? x * x : n === -1 ? 1 / x : pow(x, n);
}
