/**
 * Text to tree: the grammar of expressions, by recursive descent.
 *
 *     condition  = conjunction { "or" conjunction }
 *     conjunction = negation { "and" negation }
 *     negation   = "not" negation | comparison
 *     comparison = sum [ ("<" | "<=" | ">" | ">=" | "==" | "!=") sum ]
 *     sum        = product { ("+" | "-") product }
 *     product    = signed { ("*" | "/") signed }
 *     signed     = "-" signed | power
 *     power      = atom [ "^" signed ]
 *     atom       = number [unit] | name | name "(" [ condition { "," condition } ] ")" [ "." word ] | "(" condition ")"
 *
 * So -x^2 is -(x^2), 2^3^2 is 2^9, and a number keeps its unit whatever stands beside it. No loops, no assignment, no
 * text, no access to members of anything but a call. Reading is bounded: 2000 characters, 60 brackets deep.
 *
 * @module
 */

import { formatDimension } from "#units/dimension.ts";
import { parseQuantity } from "#units/parse-quantity.ts";
import { parseUnit } from "#units/parse-unit.ts";
import { UnitError } from "#units/unit-error.ts";
import type {
  ArithmeticOperator,
  CallExpression,
  ComparisonOperator,
  Expression,
  NumberExpression,
  TextRange,
} from "./expression.ts";
import { ExpressionError } from "./expression-error.ts";
import { type ExpressionContext, type NumberToken, quantityToken, type Token, tokens } from "./tokens.ts";

/** How deep brackets, signs, exponents and calls may nest. */
export const DEEPEST_NESTING = 60;

const RESERVED: ReadonlySet<string> = new Set(["and", "or", "not"]);
const COMPARISONS: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!="]);
const SCALE_RULE = "a unit in which values can be added and scaled";

/** Where reading stands. */
interface Cursor {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly context: ExpressionContext;
  /** Literals such as 25 degC, which are points on a scale. */
  readonly onScale: Set<Expression>;
  next: number;
  depth: number;
}

/**
 * The tree of an expression.
 *
 * @throws ExpressionError, and nothing else, for a text that is not an expression.
 *
 * @example
 * ```ts
 * parseExpression("kappa * x^2 / 2").kind; // "binary"
 * ```
 */
export function parseExpression(text: string, context: ExpressionContext = {}): Expression {
  const cursor: Cursor = { text, tokens: tokens(text, context), context, onScale: new Set(), next: 0, depth: 0 };
  const e = disjunction(cursor);
  if (here(cursor).kind !== "end") throw unfinished(cursor);
  return e;
}

function here(cursor: Cursor): Token {
  return cursor.tokens[cursor.next] as Token;
}

/** Steps over a sign or a reserved word if it is next. */
function take(cursor: Cursor, ...signs: readonly string[]): string | undefined {
  const { kind, text } = here(cursor);
  if ((kind !== "sign" && kind !== "name") || !signs.includes(text)) return undefined;
  cursor.next++;
  return text;
}

/** From an offset to the end of the word that was read last. */
function rangeFrom(cursor: Cursor, offset: number): TextRange {
  const last = cursor.tokens[cursor.next - 1] as Token;
  return { offset, length: last.offset + last.text.length - offset };
}

function complain(cursor: Cursor, token: Token, found: string, expected: string, fix?: string): ExpressionError {
  const range = { offset: token.offset, length: token.text.length };
  return new ExpressionError({ text: cursor.text, range, found, expected, fix });
}

function deeper<T extends Expression>(cursor: Cursor, read: (cursor: Cursor) => T): T {
  if (cursor.depth >= DEEPEST_NESTING)
    throw complain(
      cursor,
      here(cursor),
      `more than ${DEEPEST_NESTING} levels of nesting`,
      `at most ${DEEPEST_NESTING}`,
      "name its parts as parameters",
    );
  cursor.depth++;
  const e = read(cursor);
  cursor.depth--;
  return e;
}

function disjunction(cursor: Cursor): Expression {
  const { offset } = here(cursor);
  let left = conjunction(cursor);
  while (take(cursor, "or")) {
    const right = conjunction(cursor);
    left = { kind: "logical", operator: "or", left, right, range: rangeFrom(cursor, offset) };
  }
  return left;
}

function conjunction(cursor: Cursor): Expression {
  const { offset } = here(cursor);
  let left = negation(cursor);
  while (take(cursor, "and")) {
    const right = negation(cursor);
    left = { kind: "logical", operator: "and", left, right, range: rangeFrom(cursor, offset) };
  }
  return left;
}

function negation(cursor: Cursor): Expression {
  const { offset } = here(cursor);
  if (!take(cursor, "not")) return comparison(cursor);
  const operand = deeper(cursor, negation);
  return { kind: "not", operand, range: rangeFrom(cursor, offset) };
}

function comparison(cursor: Cursor): Expression {
  const { offset } = here(cursor);
  const left = sum(cursor);
  const operator = take(cursor, ...COMPARISONS) as ComparisonOperator | undefined;
  if (operator === undefined) return left;
  const right = sum(cursor);
  if (COMPARISONS.has(here(cursor).text)) {
    const middle = cursor.text.slice(right.range.offset, right.range.offset + right.range.length);
    throw complain(
      cursor,
      here(cursor),
      "two comparisons in a row",
      "two conditions joined by and",
      `write ${middle} twice, such as 0 < ${middle} and ${middle} < 1`,
    );
  }
  return { kind: "comparison", operator, left, right, range: rangeFrom(cursor, offset) };
}

function sum(cursor: Cursor): Expression {
  const { offset } = here(cursor);
  let left = product(cursor);
  for (let sign = take(cursor, "+", "-"); sign !== undefined; sign = take(cursor, "+", "-"))
    left = arithmetic(cursor, sign as ArithmeticOperator, left, product(cursor), offset);
  return left;
}

function product(cursor: Cursor): Expression {
  const { offset } = here(cursor);
  let left = signed(cursor);
  for (let sign = take(cursor, "*", "/"); sign !== undefined; sign = take(cursor, "*", "/"))
    left = arithmetic(cursor, sign as ArithmeticOperator, left, signed(cursor), offset);
  return left;
}

function signed(cursor: Cursor): Expression {
  const { offset } = here(cursor);
  if (!take(cursor, "-")) return power(cursor);
  const token = here(cursor);
  // "-5 degC" is the temperature five degrees below zero, not minus 278.15 K.
  if (token.kind === "number" && token.onScale && token.offset === offset + 1) {
    const { digitsEnd, offset: start, text } = token;
    return literal(cursor, quantityToken(cursor.text, { offset, digitsEnd, end: start + text.length }, cursor.context));
  }
  const operand = deeper(cursor, signed);
  const e: Expression = { kind: "negate", operand, range: rangeFrom(cursor, offset) };
  refuseScale(cursor, operand, "-");
  return e;
}

function power(cursor: Cursor): Expression {
  const start = here(cursor);
  const base = atom(cursor);
  const sign = here(cursor);
  if (!take(cursor, "^")) return base;
  // "2 nm ^ 2" reads as 2 nm^2 to some and as (2 nm)^2 to others.
  if (start.kind === "number" && start.unit !== "")
    throw complain(
      cursor,
      sign,
      `"^" behind ${start.text}`,
      "a power of the unit alone, or brackets around the quantity",
      `write (${start.text})^2 or ${start.text}^2`,
    );
  return arithmetic(cursor, "^", base, deeper(cursor, signed), start.offset);
}

function arithmetic(
  cursor: Cursor,
  operator: ArithmeticOperator,
  left: Expression,
  right: Expression,
  offset: number,
): Expression {
  refuseScale(cursor, left, operator);
  refuseScale(cursor, right, operator);
  return { kind: "binary", operator, left, right, range: rangeFrom(cursor, offset) };
}

/** Degrees Celsius and logarithms stand alone: 20 degC + 5 degC is neither 25 degC nor anything else. */
function refuseScale(cursor: Cursor, e: Expression, operator: string): void {
  if (!cursor.onScale.has(e)) return;
  const written = cursor.text.slice(e.range.offset, e.range.offset + e.range.length);
  const { value, dimension } = e as NumberExpression;
  throw new ExpressionError({
    text: cursor.text,
    range: e.range,
    found: `${written} beside "${operator}" is a point on a scale`,
    expected: SCALE_RULE,
    fix: `write the SI value ${value} ${formatDimension(dimension)}`,
  });
}

function atom(cursor: Cursor): Expression {
  const token = here(cursor);
  if (token.kind === "number") return number(cursor);
  if (token.kind === "name" && !RESERVED.has(token.text)) return nameOrCall(cursor);
  if (token.kind === "sign" && token.text === "(") return bracket(cursor);
  throw complain(
    cursor,
    token,
    token.kind === "end" ? "nothing" : `"${token.text}"`,
    "a number, a name, a call or an opening bracket",
    token.text === "*" && cursor.tokens[cursor.next - 1]?.text === "*" ? "write ^ for a power" : undefined,
  );
}

function literal(cursor: Cursor, { text, offset, value, dimension, onScale }: NumberToken): NumberExpression {
  cursor.next++;
  const e: NumberExpression = { kind: "number", value, dimension, range: { offset, length: text.length } };
  if (onScale) cursor.onScale.add(e);
  return e;
}

function number(cursor: Cursor): NumberExpression {
  return literal(cursor, here(cursor) as NumberToken);
}

function bracket(cursor: Cursor): Expression {
  const open = here(cursor);
  const [literalNext, closeNext] = [cursor.tokens[cursor.next + 1], cursor.tokens[cursor.next + 2]];
  const lone = literalNext?.kind === "number" && closeNext?.text === ")";
  cursor.next++;
  const e = lone ? number(cursor) : deeper(cursor, disjunction);
  close(cursor, open);
  return e;
}

function close(cursor: Cursor, open: Token): void {
  if (take(cursor, ")")) return;
  if (here(cursor).kind !== "end") throw unfinished(cursor);
  throw complain(cursor, open, "a bracket that is never closed", 'a ")" for each "("', "add )");
}

function nameOrCall(cursor: Cursor): Expression {
  const token = here(cursor);
  cursor.next++;
  const open = here(cursor);
  if (!take(cursor, "(")) return { kind: "name", name: token.text, range: rangeFrom(cursor, token.offset) };
  if (token.text.includes("."))
    throw complain(cursor, token, `a call of ${token.text}`, "the name of a function without a dot");
  const given: Expression[] = [];
  if (!take(cursor, ")")) {
    do given.push(deeper(cursor, disjunction));
    while (take(cursor, ","));
    close(cursor, open);
  }
  const member = memberOf(cursor);
  const call = { kind: "call", name: token.text, arguments: given, range: rangeFrom(cursor, token.offset) } as const;
  return member === undefined ? call : ({ ...call, member } satisfies CallExpression);
}

/** The word of `.word` behind a call. */
function memberOf(cursor: Cursor): string | undefined {
  if (!take(cursor, ".")) return undefined;
  const word = here(cursor);
  if (word.kind !== "name" || word.text.includes("."))
    throw complain(cursor, word, word.kind === "end" ? "nothing" : `"${word.text}"`, 'one word behind the "."');
  cursor.next++;
  return word.text;
}

/** Something stands where an operator or the end should be. */
function unfinished(cursor: Cursor): ExpressionError {
  const token = here(cursor);
  const before = cursor.tokens[cursor.next - 1] as Token;
  const operand = token.kind === "number" || token.text === "(" || (token.kind === "name" && !RESERVED.has(token.text));
  if (!operand || before.kind === "end")
    return complain(cursor, token, `"${token.text}"`, "an operator, or the end of the expression");
  const unit = before.kind === "number" && before.unit === "" && token.kind === "name";
  if (before.kind === "name" && token.kind === "name" && isUnit(token.text))
    return complain(
      cursor,
      token,
      `the unit ${token.text} behind "${before.text}"`,
      `${before.text} alone, which has its own unit, or an operator`,
      `write ${before.text}`,
    );
  const product = `write ${before.text} * ${token.text}${token.text === "(" ? "...)" : ""}`;
  const mended = unit ? nearestQuantity(cursor.text, before, token) : undefined;
  return complain(
    cursor,
    token,
    `"${token.text}" behind "${before.text}"`,
    unit ? "an operator or a unit" : "an operator",
    mended === undefined ? product : `${product}, or ${mended}`,
  );
}

function isUnit(text: string): boolean {
  try {
    parseUnit(text);
    return true;
  } catch (error) {
    if (error instanceof UnitError) return false;
    throw error;
  }
}

/** What `units` would write for a number with a misspelt unit, such as 3 um^2/s for 3 um2/s. */
function nearestQuantity(text: string, number: Token, unit: Token): string | undefined {
  const word = /^[^\s(),]+/.exec(text.slice(unit.offset))?.[0] ?? "";
  try {
    parseQuantity(`${number.text} ${word}`);
  } catch (error) {
    if (error instanceof UnitError) return error.fix;
    throw error;
  }
  return undefined;
}
