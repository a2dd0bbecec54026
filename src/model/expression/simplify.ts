/**
 * A simpler tree of the same value.
 *
 * Constants are folded and neutral operands dropped: x + 0, 1 * x, x / 1, x^1, -(-x), a + -b. Nothing is done that
 * could change a value: 0 * x stays (x may be infinite, and 0 * x has its dimension), sums are not reordered. The only
 * difference is the sign of a zero, where x is -0 in x + 0.
 *
 * @module
 */

import {
  DIMENSIONLESS,
  type Dimension,
  divided,
  hasPower,
  multiplied,
  raised,
  sameDimension,
} from "#units/dimension.ts";
import { applied } from "./evaluate.ts";
import type { BinaryExpression, CallExpression, Expression, TextRange } from "./expression.ts";
import { lawOf } from "./functions.ts";
import { arithmetic, compares } from "./operators.ts";
import { partsOf, withParts } from "./walk-tree.ts";

interface Constant {
  readonly value: number;
  readonly dimension: Dimension;
}

/** The simplified expression; the tree is assumed to have been checked by `dimensionOf`. */
export function simplify(e: Expression): Expression {
  return simplified(e, new Map());
}

/** A constant as the parser would read it: a negative number is the negation of a positive one. */
export function constant(value: number, dimension: Dimension, range: TextRange): Expression {
  if (value > 0 || Object.is(value, 0)) return { kind: "number", value, dimension, range };
  return { kind: "negate", operand: { kind: "number", value: -value, dimension, range }, range };
}

/** Trees made by rules share their parts; each part is simplified once. */
function simplified(e: Expression, done: Map<Expression, Expression>): Expression {
  const known = done.get(e);
  if (known !== undefined) return known;
  const simpler = node(
    withParts(
      e,
      partsOf(e).map((part) => simplified(part, done)),
    ),
  );
  done.set(e, simpler);
  return simpler;
}

/** A node whose parts are simple already. */
function node(e: Expression): Expression {
  switch (e.kind) {
    case "negate":
      return e.operand.kind === "negate" ? e.operand.operand : e;
    case "not":
      return e.operand.kind === "not" ? e.operand.operand : e;
    case "binary":
      return folded(e) ?? withoutNeutral(e);
    case "call":
      return ofCall(e);
    default:
      return e;
  }
}

function constantOf(e: Expression): Constant | undefined {
  if (e.kind === "number") return e;
  if (e.kind === "negate" && e.operand.kind === "number")
    return { value: -e.operand.value, dimension: e.operand.dimension };
  return undefined;
}

/** Whether e is the given pure number. */
function isPure(e: Expression, value: number): boolean {
  const c = constantOf(e);
  return c !== undefined && c.value === value && sameDimension(c.dimension, DIMENSIONLESS);
}

function isZero(e: Expression): boolean {
  return constantOf(e)?.value === 0;
}

/** The constant that two constants make; undefined where they make none that can be written. */
function folded({ operator, left, right, range }: BinaryExpression): Expression | undefined {
  const [a, b] = [constantOf(left), constantOf(right)];
  if (a === undefined || b === undefined) return undefined;
  const dimension = foldedDimension(operator, a, b);
  const value = arithmetic(operator, a.value, b.value);
  return dimension !== undefined && Number.isFinite(value) ? constant(value, dimension, range) : undefined;
}

function foldedDimension(operator: BinaryExpression["operator"], a: Constant, b: Constant): Dimension | undefined {
  switch (operator) {
    case "+":
    case "-":
      return sameDimension(a.dimension, b.dimension) ? a.dimension : undefined;
    case "*":
      return multiplied(a.dimension, b.dimension);
    case "/":
      return divided(a.dimension, b.dimension);
    case "^":
      return sameDimension(b.dimension, DIMENSIONLESS) && hasPower(a.dimension, b.value)
        ? raised(a.dimension, b.value)
        : undefined;
  }
}

function withoutNeutral(e: BinaryExpression): Expression {
  const { operator, left, right, range } = e;
  switch (operator) {
    case "+":
      if (isZero(right)) return left;
      if (isZero(left)) return right;
      return right.kind === "negate" ? { ...e, operator: "-", right: right.operand } : e;
    case "-":
      if (isZero(right)) return left;
      if (isZero(left)) return node({ kind: "negate", operand: right, range });
      return right.kind === "negate" ? { ...e, operator: "+", right: right.operand } : e;
    case "*":
      if (isPure(right, 1)) return left;
      if (isPure(left, 1)) return right;
      if (isPure(left, -1)) return node({ kind: "negate", operand: right, range });
      return isPure(right, -1) ? node({ kind: "negate", operand: left, range }) : e;
    case "/":
      return isPure(right, 1) ? left : e;
    case "^":
      if (isPure(right, 0)) return constant(1, DIMENSIONLESS, range);
      return isPure(right, 1) ? left : e;
  }
}

function ofCall(e: CallExpression): Expression {
  const law = lawOf(e);
  if (law === undefined) return e;
  if (law.dimension === "choice") {
    const [condition, a, b] = e.arguments as [Expression, Expression, Expression];
    const holds = truthOf(condition);
    return holds === undefined ? e : holds ? a : b;
  }
  const constants = e.arguments.map(constantOf);
  if (law.dimension !== "pure" || !constants.every((c) => c !== undefined)) return e;
  const value = applied(
    law,
    constants.map((c) => c.value),
  );
  return Number.isFinite(value) ? constant(value, DIMENSIONLESS, e.range) : e;
}

/** Whether a condition between constants holds; undefined if it is not between constants. */
function truthOf(e: Expression): boolean | undefined {
  if (e.kind !== "comparison") return undefined;
  const [a, b] = [constantOf(e.left), constantOf(e.right)];
  if (a === undefined || b === undefined || !sameDimension(a.dimension, b.dimension)) return undefined;
  return compares(e.operator, a.value, b.value);
}
