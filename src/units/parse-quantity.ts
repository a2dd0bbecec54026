/**
 * Quantities as text: "2.1e-9 m^2/s" becomes 2.1e-9 with the dimension m^2 s^-1; and back.
 *
 *     value = number × scale            a linear unit
 *     value = number + 273.15 K         degC
 *     value = 10^number × scale         log10(unit)
 *
 * A unit that is a power of ten costs no rounding: "1e-4 cm/s" is the double nearest to 1e-6. This is the door
 * between what people write and the SI inside.
 *
 * @module
 */

import { ZERO_CELSIUS } from "./constants.ts";
import { DECIMAL_NUMBER, type Decimal, decimalOf, nearestDouble, parseDecimal, sumOf } from "./decimal.ts";
import { commonLogarithm, powerOfTen } from "./decimal-logarithm.ts";
import { DIMENSIONLESS, type Dimension } from "./dimension.ts";
import { type ParsedUnit, readUnit, refuseLongText, type UnitContext } from "./parse-unit.ts";
import { UnitError } from "./unit-error.ts";
import { timesScale } from "./unit-scale.ts";

/** A number in coherent SI, with its dimension. */
export interface Quantity {
  /** Value in coherent SI; what was written on a log10 scale is raised to its power of ten. */
  readonly value: number;
  readonly dimension: Dimension;
}

const NUMBER_HERE = new RegExp(DECIMAL_NUMBER.source, "y");
const LARGEST_LOGARITHM = 700;

/**
 * Reads a number and its unit; a bare number is a pure number.
 *
 * @throws UnitError with the place, if the text is no quantity or lies outside the range of doubles.
 *
 * @example
 * ```ts
 * parseQuantity("150 mM").value; // 150
 * parseQuantity("37 degC").value; // 310.15
 * ```
 */
export function parseQuantity(text: string, context: UnitContext = {}): Quantity {
  refuseLongText(text);
  const start = text.length - text.trimStart().length;
  // A typeset minus sign has the length of the typed one.
  const ascii = text.replaceAll("\u2212", "-");
  NUMBER_HERE.lastIndex = start;
  const written = NUMBER_HERE.exec(ascii)?.[0] ?? "";
  const count = parseDecimal(written);
  if (count === undefined) throw notANumber(text, start);
  const end = start + written.length;
  if (!isDouble(count, nearestDouble(count))) throw outOfRange(text, start, end);
  const unitStart = end + /^\s*/.exec(text.slice(end))![0].length;
  refuseOtherNotations(text, start, end);
  if (unitStart === text.length) return { value: nearestDouble(count), dimension: DIMENSIONLESS };
  if (text.slice(unitStart).trim() === "1")
    throw new UnitError({
      text,
      offset: unitStart,
      length: 1,
      found: '"1"',
      expected: "a unit, or nothing after a pure number",
      fix: written,
    });

  const { dimension, scale, celsius, logarithmic } = readUnit(text, unitStart, context);
  if (logarithmic && Math.abs(nearestDouble(count)) > LARGEST_LOGARITHM) throw outOfRange(text, start, end);
  const linear = logarithmic ? powerOfTen(count) : count;
  const kelvin = celsius ? sumOf(linear, decimalOf(ZERO_CELSIUS)) : linear;
  if (celsius && kelvin.digits < 0n)
    throw new UnitError({
      text,
      offset: start,
      length: end - start,
      found: `"${text.slice(start, end)}"`,
      expected: "a temperature not below absolute zero, -273.15 degC",
    });
  const value = timesScale(kelvin, scale);
  if (!isDouble(kelvin, value)) throw outOfRange(text, start, end);
  return { value, dimension };
}

/**
 * A value in SI as a number in this unit: {@link parseQuantity} read backwards. On a log10 scale, zero is -Infinity
 * and a negative value NaN.
 */
export function convertToUnit(value: number, unit: ParsedUnit): number {
  if (!Number.isFinite(value)) return unit.logarithmic && value < 0 ? Number.NaN : value;
  if (unit.offset !== 0) return nearestDouble(sumOf(decimalOf(value), decimalOf(-unit.offset)));
  const { digits, exponent } = decimalOf(value / unit.mantissa);
  const inUnit: Decimal = { digits, exponent: exponent - unit.exponent };
  if (!unit.logarithmic) return nearestDouble(inUnit);
  if (digits === 0n) return Number.NEGATIVE_INFINITY;
  return digits < 0n ? Number.NaN : commonLogarithm(inUnit);
}

/**
 * A value in SI as text in this unit, "150 mM", which {@link parseQuantity} reads back; a pure number stands alone.
 *
 * @param digits significant digits, from 1 to 100; without it, as many as tell the number from its neighbours.
 */
export function formatQuantity(value: number, unit: ParsedUnit, digits?: number): string {
  const inUnit = convertToUnit(value, unit);
  const number = digits === undefined ? inUnit : Number(inUnit.toPrecision(digits));
  return unit.text === "1" ? String(number) : `${number} ${unit.text}`;
}

/** Whether the double that stands for a decimal is neither infinite nor a zero that should not be one. */
function isDouble({ digits }: Decimal, value: number): boolean {
  return Number.isFinite(value) && (value !== 0 || digits === 0n);
}

function outOfRange(text: string, start: number, end: number): UnitError {
  return new UnitError({
    text,
    offset: start,
    length: end - start,
    found: `"${text.slice(start, end)}"`,
    expected: "a number that is between 5e-324 and 1.8e308 in SI, or zero",
  });
}

function notANumber(text: string, start: number): UnitError {
  const found = /^[+\u2212-]?[\p{L}\p{N}_.]*/u.exec(text.slice(start))?.[0] || text.slice(start, start + 1);
  return new UnitError({
    text,
    offset: start,
    length: found.length,
    found: found === "" ? "the end of the text" : `"${found}"`,
    expected: 'a number, such as "1" or "2.5e-9"',
  });
}

/** Numbers as they are written elsewhere: "2,5" and "2.5 × 10^-9". */
function refuseOtherNotations(text: string, start: number, end: number): void {
  const number = text.slice(start, end);
  const rest = text.slice(end);
  const comma = /^,(\d+)/.exec(rest);
  const tens = /^\s*[×x*·]\s*10\s*\^?\s*([+\u2212-]?\d+)/.exec(rest);
  const [found, mended] =
    comma !== null ? [comma[0], `${number}.${comma[1]}`] : tens !== null ? [tens[0], `${number}e${tens[1]}`] : ["", ""];
  if (found === "") return;
  throw new UnitError({
    text,
    offset: end,
    length: found.length,
    found: `"${found}"`,
    expected: "a number such as 2.5e-9, with a point and an e",
    fix: (text.slice(0, start) + mended + rest.slice(found.length)).trim(),
  });
}
