/**
 * Powers of ten and common logarithms in decimal fixed point, for quantities that are measured on a logarithmic
 * scale ("-4.2 log10(cm/s)").
 *
 *     10^x   = 10^i exp(f ln 10),          x = i + f,  -1 < f < 1
 *     log10 m = 2 artanh((m - 1)/(m + 1)) / ln 10
 *
 * Both series are summed with 40 digits after the point, so the double made from them is the nearest one on every
 * machine. Reading and writing quantities is rare, so this may be slow (some 10 µs).
 *
 * @module
 */

import { type Decimal, nearestDouble, tenTo } from "./decimal.ts";

/** Digits after the point in the fixed-point numbers of this file. */
const PLACES = 40;
const ONE = tenTo(PLACES);
/** ln 10, rounded to {@link PLACES} digits after the point. */
const LN_10 = 23025850929940456840179914546843642076011n;

/** 10^x. The caller bounds x to the range of doubles, |x| < 1000. */
export function powerOfTen(x: Decimal): Decimal {
  const places = x.exponent + PLACES;
  const fixed = places >= 0 ? x.digits * tenTo(places) : x.digits / tenTo(-places);
  const fraction = fixed % ONE;
  const whole = Number((fixed - fraction) / ONE);
  const argument = (fraction * LN_10) / ONE;
  let sum = ONE;
  let term = ONE;
  for (let n = 1n; term !== 0n; n++) {
    term = (term * argument) / (ONE * n);
    sum += term;
  }
  return { digits: sum, exponent: whole - PLACES };
}

/**
 * log10 of a positive decimal.
 *
 * @throws RangeError if it is not positive: the series would have no end.
 */
export function commonLogarithm({ digits, exponent }: Decimal): number {
  if (digits <= 0n) throw new RangeError(`commonLogarithm: ${digits}e${exponent} is not positive.`);
  // digits = m × 10^whole with m in [1, 10)
  const whole = String(digits).length - 1;
  const m = whole <= PLACES ? digits * tenTo(PLACES - whole) : digits / tenTo(whole - PLACES);
  const z = ((m - ONE) * ONE) / (m + ONE);
  const square = (z * z) / ONE;
  let sum = 0n;
  let power = z;
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += power / n;
    power = (power * square) / ONE;
  }
  const logarithm = (2n * sum * ONE) / LN_10;
  return nearestDouble({ digits: BigInt(whole + exponent) * ONE + logarithm, exponent: -PLACES });
}
