/**
 * The words of an expression: numbers, quantities with their unit, names and signs.
 *
 * @module
 */

import type { Dimension } from "#units/dimension.ts";
import type { Temperature } from "#units/flavour.ts";
import { parseQuantity } from "#units/parse-quantity.ts";
import { parseUnit } from "#units/parse-unit.ts";
import { UnitError } from "#units/unit-error.ts";
import { ExpressionError } from "./expression-error.ts";
import { endOfUnit } from "./unit-extent.ts";

/** What units may need to know. */
export interface ExpressionContext {
  /** The model's T [K]; kT and RT have no meaning without it. */
  readonly temperature?: Temperature | undefined;
}

interface Place {
  /** The word as it was written. */
  readonly text: string;
  readonly offset: number;
}

/** A number without a unit, or a quantity in coherent SI. */
export interface NumberToken extends Place {
  readonly kind: "number";
  readonly value: number;
  readonly dimension: Dimension;
  /** Where its digits end and the unit may begin. */
  readonly digitsEnd: number;
  /** The unit as it was written; "" for a pure number. */
  readonly unit: string;
  /** The unit is a point on a scale (degC, log10): it means nothing to add, scale or negate such a value. */
  readonly onScale: boolean;
}

/** A word of an expression. */
export type Token = NumberToken | (Place & { readonly kind: "name" | "sign" | "end" });

/** The longest expression that is read [characters]. It cannot have more nodes than characters. */
export const LONGEST_TEXT = 2000;

const SPACE = /[ \t\r\n]+/y;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z_]\w*(?:\.\w+)*/y;
const SIGN = /<=|>=|==|!=|[-+*/^<>(),.]/y;

/** Signs of other languages, and what stands for them here. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ["=", "=="],
  ["&", "and"],
  ["|", "or"],
  ["!", "not"],
  ["×", "*"],
  ["·", "*"],
  ["⋅", "*"],
  ["÷", "/"],
  ["−", "-"],
  ["–", "-"],
  ["≤", "<="],
  ["≥", ">="],
  ["≠", "!="],
  ["²", "^2"],
  ["³", "^3"],
  ["π", "pi"],
  ["√", "sqrt()"],
  ["[", "("],
  ["{", "("],
  ["]", ")"],
  ["}", ")"],
]);

function match(pattern: RegExp, text: string, offset: number): string {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? "";
}

/** A quantity read by `units`; its complaints become ours, at their place in the whole text. */
export function quantityToken(
  text: string,
  { offset, digitsEnd, end }: { readonly offset: number; readonly digitsEnd: number; readonly end: number },
  { temperature }: ExpressionContext,
): NumberToken {
  const written = text.slice(offset, end);
  const unit = text.slice(digitsEnd, end).trim();
  const number = text.slice(offset, digitsEnd);
  const context = temperature === undefined ? {} : { temperature };
  try {
    // One space between number and unit, so that offsets can be mapped back.
    const { value, dimension } = parseQuantity(unit === "" ? number : `${number} ${unit}`, context);
    const parsed = unit === "" ? undefined : parseUnit(unit, context);
    const onScale = parsed !== undefined && (parsed.offset !== 0 || parsed.logarithmic);
    return { kind: "number", text: written, offset, digitsEnd, value, dimension, unit, onScale };
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    const behind = error.offset > number.length ? end - unit.length - (number.length + 1) : offset;
    throw new ExpressionError({
      text,
      range: { offset: behind + error.offset, length: error.length },
      found: error.found,
      expected: error.expected,
      fix: error.fix === undefined ? undefined : `write ${error.fix}`,
    });
  }
}

function numberToken(text: string, offset: number, digits: string, context: ExpressionContext): NumberToken {
  const digitsEnd = offset + digits.length;
  const unitStart = digitsEnd + match(SPACE, text, digitsEnd).length;
  const end = endOfUnit(text, unitStart);
  return quantityToken(text, { offset, digitsEnd, end: end > unitStart ? end : digitsEnd }, context);
}

function foreign(text: string, offset: number): ExpressionError {
  const found = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  const ours = FOREIGN.get(found);
  return new ExpressionError({
    text,
    range: { offset, length: found.length },
    found: JSON.stringify(found),
    expected: "a number with its unit, a name, or one of + - * / ^ < <= > >= == != ( ) ,",
    fix: ours === undefined ? undefined : `write ${ours}`,
  });
}

/**
 * The words of a text, closed by one of kind "end".
 *
 * @throws ExpressionError for a sign that is not of the language, a wrong unit, or a text of more than 2000 characters.
 */
export function tokens(text: string, context: ExpressionContext = {}): readonly Token[] {
  if (text.length > LONGEST_TEXT)
    throw new ExpressionError({
      text,
      range: { offset: LONGEST_TEXT, length: text.length - LONGEST_TEXT },
      found: `${text.length} characters`,
      expected: `an expression of at most ${LONGEST_TEXT} characters`,
      fix: "name its parts as parameters",
    });
  const found: Token[] = [];
  let offset = match(SPACE, text, 0).length;
  while (offset < text.length) {
    const token = tokenAt(text, offset, context);
    found.push(token);
    offset += token.text.length;
    offset += match(SPACE, text, offset).length;
  }
  found.push({ kind: "end", text: "", offset: text.length });
  return found;
}

function tokenAt(text: string, offset: number, context: ExpressionContext): Token {
  const digits = match(NUMBER, text, offset);
  if (digits !== "") return numberToken(text, offset, digits, context);
  const name = match(NAME, text, offset);
  if (name !== "") return { kind: "name", text: name, offset };
  const sign = match(SIGN, text, offset);
  if (sign !== "") return { kind: "sign", text: sign, offset };
  throw foreign(text, offset);
}
