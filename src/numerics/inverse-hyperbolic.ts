/**
 * Inverse hyperbolic functions, from logarithms of one plus something small, so that nothing cancels near 0 (or 1).
 *
 *     asinh(x) = sign(x) ln(|x| + sqrt(x^2 + 1))
 *     acosh(x) = ln(x + sqrt(x^2 - 1)),            x >= 1
 *     atanh(x) = ln((1 + x) / (1 - x)) / 2,       |x| <= 1
 *
 * Within 4 ulp of the true value; the same bits on every machine, as what they are made of.
 *
 * @module
 */

import { log, log1p } from "#numerics/elementary.ts";

/** Above it x^2 + 1 is x^2 to the last bit. */
const LARGE = 0x1000_0000;

/** asinh(x), the number whose sinh is x. */
export function asinh(x: number): number {
  const a = Math.abs(x);
  if (!(a > 0)) return x;
  const y = a > LARGE ? log(a) + Math.LN2 : log1p(a + (a * a) / (1 + Math.sqrt(1 + a * a)));
  return x < 0 ? -y : y;
}

/** acosh(x), the number from 0 whose cosh is x; NaN below 1. */
export function acosh(x: number): number {
  if (!(x >= 1)) return Number.NaN;
  if (x > LARGE) return log(x) + Math.LN2;
  const above = x - 1;
  return log1p(above + Math.sqrt(above * (x + 1)));
}

/** atanh(x), the number whose tanh is x; infinite at 1 and -1, NaN beyond. */
export function atanh(x: number): number {
  const a = Math.abs(x);
  if (!(a > 0)) return x;
  const y = a < 0.5 ? log1p(2 * a + (2 * a * a) / (1 - a)) / 2 : log1p((2 * a) / (1 - a)) / 2;
  return x < 0 ? -y : y;
}
