/**
 * Decimal numbers without rounding, so that a unit which is a power of ten costs no accuracy.
 *
 *     number = digits × 10^exponent
 *
 * "1e-4 cm/s" becomes 1 × 10^-6 and is rounded once, to the double nearest 1e-6; in doubles 1e-4 × 0.01 would
 * already be another number.
 *
 * @module
 */

/** digits × 10^exponent, exactly. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** What {@link parseDecimal} reads: sign, digits with an optional point, optional power of ten. Not anchored. */
export const DECIMAL_NUMBER = /([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?/;

const WHOLE_TEXT = new RegExp(`^${DECIMAL_NUMBER.source}$`);

/** 10^n for a whole n >= 0. */
export function tenTo(n: number): bigint {
  return BigInt(`1${"0".repeat(n)}`);
}

/** The number that a text such as "-2.1e-9" stands for, or undefined if it is none. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = WHOLE_TEXT.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = "", afterWhole = "", afterPoint = "", power = "0"] = match;
  const fraction = afterWhole + afterPoint;
  const digits = BigInt(whole + fraction);
  // Zero has no use for an exponent, and "0e999999999" would make a very long one.
  if (digits === 0n) return { digits, exponent: 0 };
  return { digits: sign === "-" ? -digits : digits, exponent: Number(power) - fraction.length };
}

/** The shortest decimal that stands for a finite double: 0.1 is 1 × 10^-1. */
export function decimalOf(x: number): Decimal {
  const decimal = parseDecimal(String(x));
  if (decimal === undefined) throw new RangeError(`decimalOf(${x}): not a finite number.`);
  return decimal;
}

/** The double nearest to a decimal; infinite or zero where no double is near. */
export function nearestDouble({ digits, exponent }: Decimal): number {
  return Number(`${digits}e${exponent}`);
}

/** a + b, exactly. The exponents must be those of doubles: a sum of 1 and 1e-9999 would be very long. */
export function sumOf(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  return { digits: a.digits * tenTo(a.exponent - exponent) + b.digits * tenTo(b.exponent - exponent), exponent };
}
