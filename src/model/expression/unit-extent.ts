/**
 * Where the unit behind a number ends.
 *
 * "10 nm/us * x" is the velocity 10 nm/us times x, and "40 nm * x" is a length times x: behind its first symbol a unit
 * goes on only through `^exponent`, through `/`, `*` or `·` without spaces before another unit symbol, and through a
 * space before another unit symbol (two operands side by side mean nothing else).
 *
 * @module
 */

import { isUnitSymbol } from "#units/parse-unit.ts";

const WORD = /%|‰|°[A-Za-z]*|[A-Za-zµμΩÅÅ][A-Za-z0-9_]*/y;
const EXPONENT = /\^[+-]?\d+(?:\.\d+)?|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/y;
const SPACES = /[ \t\r\n]*/y;
const PRODUCT = /[*·⋅]/y;
const RECIPROCAL = /1\//y;

/** End of what a sticky pattern matches at an offset; the offset itself if it does not match. */
function skip(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : offset;
}

/** End of the unit symbol with its exponent at an offset; the offset itself if there is none (a call is none). */
function endOfFactor(text: string, offset: number): number {
  const end = skip(WORD, text, offset);
  if (end === offset || !isUnitSymbol(text.slice(offset, end))) return offset;
  if (text[end] === "(" || text[end] === ".") return offset;
  return skip(EXPONENT, text, end);
}

/** End of "(m s MPa^0.5)" with its exponent; the offset itself if the bracket holds anything but units. */
function endOfBracket(text: string, offset: number): number {
  if (text[offset] !== "(") return offset;
  const start = skip(SPACES, text, offset + 1);
  const end = endOfUnit(text, start);
  if (end === start) return offset;
  const close = skip(SPACES, text, end);
  return text[close] === ")" ? skip(EXPONENT, text, close + 1) : offset;
}

/** End of a symbol or a bracket of units. */
function endOfFactorOrBracket(text: string, offset: number): number {
  const end = endOfFactor(text, offset);
  return end > offset ? end : endOfBracket(text, offset);
}

/** End of what starts a unit: a symbol, `log10(...)`, or the "1/s" of a rate. */
function endOfFirst(text: string, offset: number): number {
  if (text.startsWith("log10(", offset)) {
    const end = endOfBracket(text, offset + 5);
    return end > offset + 5 ? end : offset;
  }
  const under = skip(RECIPROCAL, text, offset);
  if (under > offset) {
    const end = endOfFactorOrBracket(text, under);
    return end > under ? end : offset;
  }
  return endOfFactor(text, offset);
}

/** The unit goes on behind `offset`: end of its next factor, or the offset itself. */
function endOfNext(text: string, offset: number): number {
  for (const start of [
    text[offset] === "/" ? offset + 1 : offset,
    skip(PRODUCT, text, offset),
    skip(SPACES, text, offset),
  ]) {
    if (start === offset) continue;
    const end = text[offset] === "/" ? endOfFactorOrBracket(text, start) : endOfFactor(text, start);
    if (end > start) return end;
  }
  return offset;
}

/**
 * Where the unit that starts at `offset` ends; `offset` itself if no unit starts there.
 */
export function endOfUnit(text: string, offset: number): number {
  let end = endOfFirst(text, offset);
  if (end === offset) return offset;
  for (let next = endOfNext(text, end); next > end; next = endOfNext(text, end)) end = next;
  return end;
}
