/**
 * How many SI units one unit is, kept as a fraction of whole numbers times a power of ten as long as it is one.
 *
 *     scale = numerator / denominator × 10^exponent × factor
 *
 * `factor` is 1 except for what is no fraction: π in a degree of angle, the root in a broken power.
 *
 * @module
 */

import { type Decimal, nearestDouble } from "./decimal.ts";

/** numerator / denominator × 10^exponent × factor, in lowest terms, without tens in the numerator. */
export interface UnitScale {
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly exponent: number;
  readonly factor: number;
}

/** The scale of a coherent SI unit. */
export const UNITY: UnitScale = { numerator: 1n, denominator: 1n, exponent: 0, factor: 1 };

/** The scale that is this decimal. */
export function scaleOf({ digits, exponent }: Decimal): UnitScale {
  return inLowestTerms(digits, 1n, exponent, 1);
}

/** a b. */
export function productOfScales(a: UnitScale, b: UnitScale): UnitScale {
  return inLowestTerms(
    a.numerator * b.numerator,
    a.denominator * b.denominator,
    a.exponent + b.exponent,
    a.factor * b.factor,
  );
}

/** 1 / a. */
export function inverseOfScale({ numerator, denominator, exponent, factor }: UnitScale): UnitScale {
  return { numerator: denominator, denominator: numerator, exponent: -exponent + 0, factor: 1 / factor };
}

/** a to a power. */
export function powerOfScale(a: UnitScale, power: number): UnitScale {
  if (power < 0) return inverseOfScale(powerOfScale(a, -power));
  const broken = power % 1;
  let result = broken === 0 ? UNITY : broken === 0.5 ? squareRoot(a) : brokenPower(a, broken);
  for (let n = 1; n <= power; n++) result = productOfScales(result, a);
  return result;
}

/** a to a power between 0 and 1, by its binary digits: a^0.101b = √a ⁸√a. Half an ulp and less for each digit. */
function brokenPower(a: UnitScale, power: number): UnitScale {
  const whole = Math.floor(a.exponent * power);
  let rest = power;
  let digit = 0.5;
  let root = Math.sqrt(mantissaOf(a));
  let ten = Math.sqrt(10);
  let factor = 1;
  let tens = a.exponent * power - whole; // the broken part of the power of ten, in [0, 1)
  for (let n = 0; n < 60 && (rest > 0 || tens > 0); n++) {
    if (rest >= digit) {
      factor *= root;
      rest -= digit;
    }
    if (tens >= digit) {
      factor *= ten;
      tens -= digit;
    }
    digit /= 2;
    root = Math.sqrt(root);
    ten = Math.sqrt(ten);
  }
  return { ...UNITY, exponent: whole, factor };
}

/** Whether a scale is one that doubles can carry; outside it, units are nonsense. */
export function isRepresentable(a: UnitScale): boolean {
  const size = mantissaOf(a);
  return Number.isFinite(size) && size > 0 && Math.abs(a.exponent) <= 300;
}

/** numerator / denominator × factor: the scale without its power of ten. */
export function mantissaOf(a: UnitScale): number {
  return (Number(a.numerator) / Number(a.denominator)) * a.factor;
}

/** `count` units in SI: rounded once if the scale is a decimal number, and once more for a denominator or a factor. */
export function timesScale(count: Decimal, { numerator, denominator, exponent, factor }: UnitScale): number {
  const product = nearestDouble({ digits: count.digits * numerator, exponent: count.exponent + exponent });
  return (product / Number(denominator)) * factor;
}

function squareRoot({ numerator, denominator, exponent, factor }: UnitScale): UnitScale {
  const odd = exponent % 2 !== 0;
  const fraction = (Number(numerator) / Number(denominator)) * factor * (odd ? 10 : 1);
  return { ...UNITY, exponent: (odd ? exponent - 1 : exponent) / 2, factor: Math.sqrt(fraction) };
}

function inLowestTerms(numerator: bigint, denominator: bigint, exponent: number, factor: number): UnitScale {
  let [above, tens] = [numerator, exponent];
  for (; above % 10n === 0n && above !== 0n; tens++) above /= 10n;
  let [divisor, remainder] = [above, denominator];
  while (remainder !== 0n) [divisor, remainder] = [remainder, divisor % remainder];
  return { numerator: above / divisor, denominator: denominator / divisor, exponent: tens, factor };
}
