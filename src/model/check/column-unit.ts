/**
 * The unit of a column of measured values, with a power of ten before it if its numbers count such: "1e-6 cm/s".
 *
 * @module
 */

import { type ParsedUnit, parseUnit } from "#units/parse-unit.ts";

/** A unit, the text of its symbols, and the power of ten before them. */
export interface ColumnUnit {
  readonly unit: ParsedUnit;
  readonly symbols: string;
  readonly exponent: number;
}

/** A power of ten as it stands over a column: 1e-6, 1E-6 or 10^-6. */
const POWER = /^\s*(?:1e|10\^)([+-]?\d{1,2})\s*[*·]?\s*(?=[^\d\s*/·])/i;

/** The unit of a column. @throws UnitError if it is none. */
export function columnUnit(text: string): ColumnUnit {
  const power = POWER.exec(text);
  const symbols = power === null ? text : text.slice(power[0].length);
  const exponent = power === null ? 0 : Number(power[1]);
  const unit = parseUnit(symbols);
  // a logarithm or a temperature in degC has no multiples
  if (exponent !== 0 && (unit.logarithmic || unit.offset !== 0)) return { unit: parseUnit(text), symbols, exponent };
  return {
    unit: exponent === 0 ? unit : { ...unit, text: text.trim(), exponent: unit.exponent + exponent },
    symbols,
    exponent,
  };
}

/** A number as it is written, times a power of ten: no digit is lost. */
export function shiftedText(field: string, exponent: number): string {
  if (exponent === 0) return field;
  const [digits = "", own = "0"] = field.trim().split(/e/i);
  return `${digits}e${Number(own) + exponent}`;
}
