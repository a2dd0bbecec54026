/**
 * The dimension of an expression, and with it the check that quantities are only added, compared and raised where that
 * means something.
 *
 * Every literal carries its dimension; a bare 0 is a pure number like any other, so "x > 0" for a length x is refused
 * and "x > 0 m" is right. A condition is dimensionless, may be joined by and, or, not, and chosen by in if(...), but
 * may not be calculated with.
 *
 * @module
 */

import {
  DIMENSIONLESS,
  type Dimension,
  describeDimension,
  divided,
  formatDimension,
  hasPower,
  multiplied,
  raised,
  sameDimension,
} from "#units/dimension.ts";
import { evaluate } from "./evaluate.ts";
import { type BinaryExpression, type CallExpression, type Expression, isCondition } from "./expression.ts";
import { ExpressionError } from "./expression-error.ts";
import type { DimensionRule, DimensionSlot } from "./function-law.ts";
import { lawOf, unknownCall } from "./functions.ts";
import { callsIn, namesIn } from "./walk-tree.ts";
import { formatExpression } from "./write-expression.ts";

/** What names and measures mean to {@link dimensionOf}. */
export interface DimensionScope {
  /** Dimension of a name; undefined if there is no such name. */
  name(name: string): Dimension | undefined;
  /** Dimension of a call that is not in the language; undefined if there is no such measure. May throw ExpressionError. */
  call?(call: CallExpression): Dimension | undefined;
  /** What could have been written instead of an unknown name, in words. */
  unknownName?(name: string): string;
  /** The text from which the tree was read, for messages. */
  readonly text?: string;
}

/**
 * The dimension of an expression; that of a condition is {@link DIMENSIONLESS}.
 *
 * @throws ExpressionError for an unknown name or function, and wherever dimensions do not fit.
 */
export function dimensionOf(e: Expression, scope: DimensionScope): Dimension {
  switch (e.kind) {
    case "number":
      return e.dimension;
    case "name": {
      const dimension = scope.name(e.name);
      if (dimension === undefined) throw unknownName(e.name, e, scope);
      return dimension;
    }
    case "negate":
      return quantity(e.operand, scope);
    case "not":
      condition(e.operand, scope);
      return DIMENSIONLESS;
    case "logical":
      condition(e.left, scope);
      condition(e.right, scope);
      return DIMENSIONLESS;
    case "comparison":
      alike([e.left, e.right], e, `the same dimension on both sides of ${e.operator}`, scope);
      return DIMENSIONLESS;
    case "binary":
      return ofBinary(e, scope);
    case "call":
      return ofCall(e, scope);
  }
}

function complain(e: Expression, scope: DimensionScope, found: string, expected: string, fix?: string) {
  return new ExpressionError({ text: scope.text ?? "", range: e.range, found, expected, fix });
}

function unknownName(name: string, e: Expression, scope: DimensionScope): ExpressionError {
  const allowed = scope.unknownName?.(name) ?? "a name that the model declares";
  return complain(e, scope, `"${name}" is not known here`, allowed, name === "e" ? "write exp(1)" : undefined);
}

/** The text of a part, as it was written where that is known. */
function written(e: Expression, { text }: DimensionScope): string {
  const full = text?.slice(e.range.offset, e.range.offset + e.range.length) ?? formatExpression(e);
  return full.length > 60 ? `${full.slice(0, 57)}...` : full;
}

/** The dimension of what must be a quantity. */
function quantity(e: Expression, scope: DimensionScope): Dimension {
  const dimension = dimensionOf(e, scope);
  if (!isCondition(e)) return dimension;
  const text = written(e, scope);
  throw complain(e, scope, `${text} is a condition`, "a quantity", `write if(${text}, 1, 0)`);
}

function condition(e: Expression, scope: DimensionScope): void {
  const dimension = dimensionOf(e, scope);
  if (isCondition(e)) return;
  const found = `${written(e, scope)} is ${describeDimension(dimension)}`;
  const zero = sameDimension(dimension, DIMENSIONLESS) ? "0" : `0 ${formatDimension(dimension)}`;
  throw complain(e, scope, found, "a condition such as x < 1", `write ${written(e, scope)} != ${zero}`);
}

/** The common dimension of operands or arguments. */
function alike(parts: readonly Expression[], whole: Expression, expected: string, scope: DimensionScope): Dimension {
  const [first, ...others] = parts as [Expression, ...Expression[]];
  const dimension = quantity(first, scope);
  for (const other of others) {
    const its = quantity(other, scope);
    if (sameDimension(dimension, its)) continue;
    const sides = whole.kind === "call" ? [written(first, scope), written(other, scope)] : ["left", "right"];
    const found = `${sides[0]} is ${describeDimension(dimension)}, ${sides[1]} is ${describeDimension(its)}`;
    throw complain(whole, scope, found, expected, mend(first, dimension, other, its, scope));
  }
  return dimension;
}

/** How to make two quantities alike: a unit for the bare number, or a reference to divide by. */
function mend(a: Expression, ofA: Dimension, b: Expression, ofB: Dimension, scope: DimensionScope): string | undefined {
  const [pureA, pureB] = [sameDimension(ofA, DIMENSIONLESS), sameDimension(ofB, DIMENSIONLESS)];
  if (!pureA && !pureB) return undefined;
  const [pure, other, dimension] = pureA ? [a, b, ofB] : [b, a, ofA];
  const si = formatDimension(dimension);
  const divide = `divide ${written(other, scope)} by a reference such as (1 ${si})`;
  return pure.kind === "number" ? `write ${written(pure, scope)} ${si}, or ${divide}` : divide;
}

function ofBinary(e: BinaryExpression, scope: DimensionScope): Dimension {
  const { operator, left, right } = e;
  switch (operator) {
    case "+":
    case "-":
      return alike([left, right], e, `the same dimension on both sides of ${operator}`, scope);
    case "*":
      return multiplied(quantity(left, scope), quantity(right, scope));
    case "/":
      return divided(quantity(left, scope), quantity(right, scope));
    case "^":
      return ofPower(left, right, e, scope);
  }
}

function ofPower(base: Expression, exponent: Expression, e: Expression, scope: DimensionScope): Dimension {
  const [ofBase, ofExponent] = [quantity(base, scope), quantity(exponent, scope)];
  if (!sameDimension(ofExponent, DIMENSIONLESS))
    throw complain(
      exponent,
      scope,
      `the exponent ${written(exponent, scope)} is ${describeDimension(ofExponent)}`,
      "a pure number as exponent",
    );
  if (sameDimension(ofBase, DIMENSIONLESS)) return DIMENSIONLESS;
  const found = `${written(base, scope)} is ${describeDimension(ofBase)}, raised to ${written(exponent, scope)}`;
  const reference = `divide ${written(base, scope)} by a reference such as (1 ${formatDimension(ofBase)})`;
  if (namesIn(exponent).size > 0 || callsIn(exponent).some((call) => lawOf(call) === undefined))
    throw complain(e, scope, found, "an exponent that is a number, where the base has a dimension", reference);
  return power(ofBase, evaluate(exponent, { name: () => undefined }), found, e, scope);
}

/** A power of a dimension; exponents of the base units have at most six places: whole, half, or those of an index. */
function power(base: Dimension, exponent: number, found: string, e: Expression, scope: DimensionScope): Dimension {
  if (hasPower(base, exponent)) return raised(base, exponent);
  throw complain(e, scope, found, "a power that leaves exponents of the base units with at most six places");
}

function ofCall(e: CallExpression, scope: DimensionScope): Dimension {
  const law = lawOf(e);
  if (law !== undefined) return ofFunction(e, law.dimension, scope);
  const dimension = scope.call?.(e);
  if (dimension === undefined) throw unknownCall(e, scope.text);
  return dimension;
}

function ofFunction(e: CallExpression, rule: DimensionRule, scope: DimensionScope): Dimension {
  const [first, ...others] = e.arguments as [Expression, ...Expression[]];
  switch (rule) {
    case "choice":
      condition(first, scope);
      return alike(others, e, "two values of the same dimension to choose from", scope);
    case "alike":
      return alike(e.arguments, e, `arguments of the same dimension in ${e.name}(...)`, scope);
    case "sign":
      quantity(first, scope);
      return DIMENSIONLESS;
    case "root": {
      const its = quantity(first, scope);
      const found = `${written(first, scope)} is ${describeDimension(its)}, under a square root`;
      return power(its, 0.5, found, e, scope);
    }
    case "pure":
      takes(first, DIMENSIONLESS, e.name, scope);
      return DIMENSIONLESS;
    default:
      return ofLaw(e, rule, scope);
  }
}

/** The dimension of a law, whose letters are read from the first argument where they stand. */
function ofLaw(
  e: CallExpression,
  { takes: slots, gives }: Exclude<DimensionRule, string>,
  scope: DimensionScope,
): Dimension {
  const letters = new Map<string, Dimension>();
  for (const [i, slot] of slots.entries()) {
    const argument = e.arguments[i] as Expression;
    const wanted = typeof slot === "string" ? letters.get(slot) : slot;
    if (wanted !== undefined) takes(argument, wanted, e.name, scope);
    else letters.set(slot as string, quantity(argument, scope));
  }
  const known = (slot: DimensionSlot): Dimension =>
    typeof slot === "string" ? (letters.get(slot) ?? DIMENSIONLESS) : slot;
  return gives.map(known).reduce(multiplied, DIMENSIONLESS);
}

/** Checks that an argument has the dimension that a function takes. */
function takes(argument: Expression, wanted: Dimension, name: string, scope: DimensionScope): void {
  const its = quantity(argument, scope);
  if (sameDimension(its, wanted)) return;
  const text = written(argument, scope);
  const pure = sameDimension(wanted, DIMENSIONLESS);
  throw complain(
    argument,
    scope,
    `${text} is ${describeDimension(its)}`,
    `${describeDimension(wanted)} in ${name}(...)`,
    pure ? `divide by a reference: ${name}(${text} / (1 ${formatDimension(its)}))` : undefined,
  );
}
