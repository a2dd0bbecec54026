/**
 * Units as text: "um^2/s", "mol/(m s MPa^0.5)", "degC", "log10(cm/s)".
 *
 * @module
 */

import { ZERO_CELSIUS } from "./constants.ts";
import type { Dimension } from "./dimension.ts";
import type { Temperature } from "./flavour.ts";
import { UnitError } from "./unit-error.ts";
import { readUnitProduct, type UnitProduct } from "./unit-product.ts";
import { mantissaOf } from "./unit-scale.ts";
import { unitSymbol } from "./unit-table.ts";

/** What the size of a unit may depend on. */
export interface UnitContext {
  /** Absolute temperature T [K], for the thermal units kT and RT. */
  readonly temperature?: Temperature;
}

/** A unit that was read: one of it is mantissa × 10^exponent in SI. */
export interface ParsedUnit {
  /** The unit as it was written, without the spaces around it. */
  readonly text: string;
  readonly dimension: Dimension;
  /** Size in SI without its power of ten; 1 for every unit that is a power of ten. */
  readonly mantissa: number;
  readonly exponent: number;
  /** What is added after scaling [K]: 273.15 for a Celsius temperature, else 0. */
  readonly offset: number;
  /** Whether numbers in it are log10 of the quantity in this unit. */
  readonly logarithmic: boolean;
}

/** A unit as parseQuantity needs it: with its exact scale. */
export interface UnitReading extends UnitProduct {
  readonly logarithmic: boolean;
}

/** Longest text that is read; a unit has no reason to be longer. */
export const LONGEST_TEXT = 200;

/**
 * Reads a unit. Spaces, "*" and "·" multiply, "/" divides by the next factor alone, "^" or superscripts raise to
 * powers of at most six places; "1" is the unit of pure numbers.
 *
 * @throws UnitError with the place, if the text is not a unit; or if it is kT or RT and no temperature is known.
 */
export function parseUnit(text: string, context: UnitContext = {}): ParsedUnit {
  refuseLongText(text);
  const start = text.length - text.trimStart().length;
  const { dimension, scale, celsius, logarithmic } = readUnit(text, start, context);
  return {
    text: text.trim(),
    dimension,
    mantissa: mantissaOf(scale),
    exponent: scale.exponent,
    offset: celsius ? ZERO_CELSIUS : 0,
    logarithmic,
  };
}

/** Whether a word is the symbol of one unit, prefix included: "um", "mM", "kT", but not "e", "log10" or "um2". */
export function isUnitSymbol(name: string): boolean {
  return unitSymbol(name) !== undefined;
}

/** Reads the unit that fills a text from `start`, where no space stands, to its end. */
export function readUnit(text: string, start: number, { temperature }: UnitContext): UnitReading {
  const end = text.trimEnd().length;
  const wholeUnit = { text, start, end, temperature };
  const logarithm = /^log10\s*\(\s*(?=.*\S\s*\)$)/.exec(text.slice(start, end));
  if (logarithm === null) return { ...readUnitProduct(wholeUnit), logarithmic: false };
  const inside = text.slice(0, end - 1).trimEnd().length;
  const product = readUnitProduct({ ...wholeUnit, start: start + logarithm[0].length, end: inside });
  if (!product.celsius) return { ...product, logarithmic: true };
  throw new UnitError({
    text,
    offset: start + logarithm[0].length,
    length: inside - start - logarithm[0].length,
    found: `"${text.slice(start, end)}"`,
    expected: "the logarithm of a unit that has its zero in common with the SI",
    fix: `${text.slice(0, start)}log10(K)`,
  });
}

/** @throws UnitError if a text is too long to be a unit or a quantity. */
export function refuseLongText(text: string): void {
  if (text.length <= LONGEST_TEXT) return;
  throw new UnitError({
    text,
    offset: LONGEST_TEXT,
    length: text.length - LONGEST_TEXT,
    found: `a text of ${text.length} characters`,
    expected: `at most ${LONGEST_TEXT} characters`,
  });
}
