/**
 * The grammar of units: products, quotients and powers of symbols.
 *
 *     product  = factor { ("*" | "·" | space | "/") factor }
 *     factor   = symbol [ power ] | "(" product ")" [ power ] | "1" before "/"
 *     power    = "^" exponent | superscript digits;   exponent = a number of at most six places, or a fraction in parentheses
 *
 * A "/" divides by the next factor alone: "mol/m^2/s" is mol m^-2 s^-1. What is multiplied after a "/" would be read
 * by some below the line and by others above it, so "mol/m s" is refused: write "mol/(m s)".
 *
 * @module
 */

import { decimalOf } from "./decimal.ts";
import { DIMENSIONLESS, type Dimension, dimension, divided, hasPower, multiplied, raised } from "./dimension.ts";
import { nearestUnit } from "./nearest-unit.ts";
import { UnitError } from "./unit-error.ts";
import {
  inverseOfScale,
  isRepresentable,
  powerOfScale,
  productOfScales,
  scaleOf,
  UNITY,
  type UnitScale,
} from "./unit-scale.ts";
import { type UnitSymbol, unitSymbol } from "./unit-table.ts";

/** A product of units. */
export interface UnitProduct {
  readonly dimension: Dimension;
  readonly scale: UnitScale;
  /** Whether it is a Celsius temperature, whose zero is not that of the kelvin. */
  readonly celsius: boolean;
}

/** The piece of a text that is to be read as a product of units. */
export interface UnitSource {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Absolute temperature T [K], if it is known. */
  readonly temperature: number | undefined;
}

interface Cursor extends UnitSource {
  at: number;
}

const LARGEST_POWER = 12;
const LENGTH = dimension("m");
const DEEPEST_GROUP = 8;

const SPACE = /\s*/y;
const TIMES = /[*\u00b7\u22c5\u2219]?\s*/y;
const SYMBOL = /[%\u2030]|[\p{L}\u00b0\u2103][\p{L}\p{Nd}_]*/uy;
const ONE_BEFORE_SLASH = /1(?=\s*\/)/y;
const POWER = /\s*\^\s*(?:([+\u2212-]?\d+(?:\.\d+)?)|\(\s*([+\u2212-]?\d+(?:\.\d+)?)\s*(?:\/\s*(\d+)\s*)?\))/y;
const SUPERSCRIPT = /[\u207a\u207b]?[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+/y;
const SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

const PURE: UnitProduct = { dimension: DIMENSIONLESS, scale: UNITY, celsius: false };

/**
 * Reads the product of units between `start` and `end` of a text; a "/" at the start stands for "1/", a lone "1" is
 * the unit of pure numbers.
 *
 * @throws UnitError if it is none.
 */
export function readUnitProduct(source: UnitSource): UnitProduct {
  if (source.text.slice(source.start, source.end) === "1") return PURE;
  const cursor: Cursor = { ...source, at: source.start };
  const product = readProduct(cursor, 0, peek(cursor) === "/" ? PURE : undefined);
  if (cursor.at < cursor.end) throw unexpected(cursor, 'a unit, "*", "/" or the end of the text');
  return product;
}

function readProduct(cursor: Cursor, depth: number, first?: UnitProduct): UnitProduct {
  let product = first ?? readFactor(cursor, depth);
  let slash = -1;
  for (;;) {
    skip(cursor, SPACE);
    const next = peek(cursor);
    if (next === "" || next === ")") return product;
    if (next === "/") {
      slash = cursor.at++;
      const factor = readFactor(cursor, depth);
      product = checked(cursor, slash, {
        dimension: divided(product.dimension, factor.dimension),
        scale: productOfScales(product.scale, inverseOfScale(factor.scale)),
        celsius: false,
      });
    } else {
      const start = cursor.at;
      const operator = skip(cursor, TIMES);
      if (operator === "" && !/[\p{L}\u00b0\u2103%\u2030(1]/u.test(next))
        throw unexpected(cursor, 'a unit, "*", "/" or the end of the text');
      const factor = readFactor(cursor, depth);
      if (slash >= 0) throw ambiguousQuotient(cursor, slash, start);
      product = checked(cursor, start, {
        dimension: multiplied(product.dimension, factor.dimension),
        scale: productOfScales(product.scale, factor.scale),
        celsius: false,
      });
    }
  }
}

function readFactor(cursor: Cursor, depth: number): UnitProduct {
  skip(cursor, SPACE);
  const start = cursor.at;
  if (skip(cursor, ONE_BEFORE_SLASH) !== "") return PURE;
  let base: UnitProduct;
  if (peek(cursor) === "(") {
    if (depth >= DEEPEST_GROUP) throw unexpected(cursor, `at most ${DEEPEST_GROUP} parentheses inside each other`);
    cursor.at++;
    base = readProduct(cursor, depth + 1);
    if (peek(cursor) !== ")") throw unexpected(cursor, '")"');
    cursor.at++;
  } else base = readSymbol(cursor);
  const power = readPower(cursor);
  if (power === 1) return base;
  if (!hasPower(base.dimension, power))
    throw problem(cursor, start, cursor.at, "a unit whose powers of the base units have at most six places");
  return checked(cursor, start, {
    dimension: raised(base.dimension, power),
    scale: powerOfScale(base.scale, power),
    celsius: false,
  });
}

function readSymbol(cursor: Cursor): UnitProduct {
  const start = cursor.at;
  const name = skip(cursor, SYMBOL);
  if (name === "") throw unexpected(cursor, "a unit");
  const symbol = unitSymbol(name);
  if (symbol === undefined) {
    const near = nearestUnit(name);
    const expected = name === "e" ? "a unit (the elementary charge is 1.602176634e-19 C)" : "a unit";
    throw problem(cursor, start, cursor.at, expected, near);
  }
  const standsAlone = start === cursor.start && cursor.at === cursor.end;
  switch (symbol.kind) {
    case "linear":
      return { dimension: symbol.dimension, scale: symbol.scale, celsius: false };
    case "celsius":
      if (!standsAlone)
        throw problem(cursor, start, cursor.at, "K (a Celsius temperature has no place in a product)", "K");
      return { dimension: symbol.dimension, scale: symbol.scale, celsius: true };
    case "osmolarity": {
      const amount = name.replace("Osm", "osmol");
      if (!standsAlone)
        throw problem(cursor, start, cursor.at, `${amount} (${name} is ${amount}/L already, and stands alone)`, amount);
      return { dimension: symbol.dimension, scale: symbol.scale, celsius: false };
    }
    case "thermal":
      return thermalUnit(cursor, start, symbol);
  }
}

function thermalUnit(cursor: Cursor, start: number, symbol: UnitSymbol): UnitProduct {
  const { temperature } = cursor;
  if (temperature === undefined || !(temperature > 0 && Number.isFinite(temperature)))
    throw problem(cursor, start, cursor.at, `a unit of fixed size (${symbol.name} needs a known temperature)`);
  return checked(cursor, start, {
    dimension: multiplied(symbol.dimension, [0, 0, 0, 0, 1, 0]),
    scale: productOfScales(symbol.scale, scaleOf(decimalOf(temperature))),
    celsius: false,
  });
}

function readPower(cursor: Cursor): number {
  const start = cursor.at;
  const superscript = skip(cursor, SUPERSCRIPT);
  if (superscript !== "") {
    const digits = [...superscript].map((c) => (SUPERSCRIPTS.includes(c) ? String(SUPERSCRIPTS.indexOf(c)) : ""));
    const size = Number(digits.join(""));
    return allowedPower(cursor, start, superscript.startsWith("\u207b") ? -size : size);
  }
  POWER.lastIndex = cursor.at;
  const match = POWER.exec(cursor.text);
  if (match !== null && POWER.lastIndex <= cursor.end) {
    cursor.at = POWER.lastIndex;
    const [, bare, above, below = "1"] = match;
    return allowedPower(cursor, start, Number((bare ?? above).replace("\u2212", "-")) / Number(below));
  }
  const asWritten = cursor.text.slice(cursor.at, cursor.end);
  if (asWritten.startsWith("**")) throw problem(cursor, start, start + 2, '"^"', "^");
  if (/^[\u2212-]\d/.test(asWritten)) throw problem(cursor, start, start + 1, '"^" before a power', `^${asWritten[0]}`);
  if (asWritten.startsWith("^")) {
    cursor.at++;
    throw unexpected(cursor, "a power such as 2, -1 or 0.5");
  }
  return 1;
}

function allowedPower(cursor: Cursor, start: number, power: number): number {
  if (Math.abs(power) <= LARGEST_POWER && hasPower(LENGTH, power)) return power;
  throw problem(
    cursor,
    start,
    cursor.at,
    `a power from -${LARGEST_POWER} to ${LARGEST_POWER} of at most six places behind the point`,
  );
}

/** Refuses what doubles cannot carry, before it grows further. */
function checked(cursor: Cursor, start: number, product: UnitProduct): UnitProduct {
  if (!isRepresentable(product.scale)) throw problem(cursor, start, cursor.at, "a unit between 1e-300 and 1e300 in SI");
  return product;
}

/** "mol/m s": everything from the "/" to the next one, or to the end of the group, is meant to be divided by. */
function ambiguousQuotient(cursor: Cursor, slash: number, start: number): UnitError {
  let end = start;
  for (let depth = 0; end < cursor.end; end++) {
    const c = cursor.text[end];
    if (c === "(") depth++;
    if (depth === 0 && (c === "/" || c === ")")) break;
    if (c === ")") depth--;
  }
  const below = cursor.text.slice(slash + 1, end).trim();
  const mended = `${cursor.text.slice(0, slash + 1)}(${below})${cursor.text.slice(end)}`;
  return new UnitError({
    text: cursor.text,
    offset: start,
    length: cursor.at - start,
    found: `"${cursor.text.slice(start, cursor.at)}" multiplied after a "/"`,
    expected: "parentheses that say whether it is divided by",
    fix: mended.trim(),
  });
}

function unexpected(cursor: Cursor, expected: string): UnitError {
  skip(cursor, SPACE);
  const character = cursor.at < cursor.end ? String.fromCodePoint(cursor.text.codePointAt(cursor.at) ?? 0) : "";
  return problem(cursor, cursor.at, cursor.at + character.length, expected);
}

function problem(cursor: Cursor, start: number, end: number, expected: string, instead?: string): UnitError {
  const { text } = cursor;
  return new UnitError({
    text,
    offset: start,
    length: end - start,
    found: end > start ? `"${text.slice(start, end)}"` : "the end of the text",
    expected,
    fix: instead === undefined ? undefined : (text.slice(0, start) + instead + text.slice(end)).trim(),
  });
}

function peek(cursor: Cursor): string {
  return cursor.at < cursor.end ? cursor.text[cursor.at] : "";
}

/** Moves past what the sticky pattern matches here, and returns it. */
function skip(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0] ?? "";
  const inside = cursor.at + found.length <= cursor.end ? found : found.slice(0, Math.max(0, cursor.end - cursor.at));
  cursor.at += inside.length;
  return inside;
}
