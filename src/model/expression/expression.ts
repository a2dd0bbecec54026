/**
 * The tree of an expression in a model file: arithmetic on quantities, conditions and calls, and nothing else.
 *
 * A tree is a readonly record that can be cloned, hashed and posted to a worker. It is only ever walked, never
 * evaluated as a program, so a model file from a stranger is safe to open. Names mean nothing here: whoever checks or
 * evaluates a tree says what they stand for (its scope).
 *
 * @module
 */

import type { Dimension } from "#units/dimension.ts";

/** A piece of the text: where it starts and how long it is [UTF-16 units]. */
export interface TextRange {
  readonly offset: number;
  readonly length: number;
}

/** A number with its dimension, already in coherent SI: "3", "40 nm". */
export interface NumberExpression {
  readonly kind: "number";
  readonly value: number;
  readonly dimension: Dimension;
  readonly range: TextRange;
}

/** A name, with dots between its words: x, kappa, donor_usl.left, VARIANT.J, data.positions. */
export interface NameExpression {
  readonly kind: "name";
  readonly name: string;
  readonly range: TextRange;
}

/** -a, or not a. */
export interface UnaryExpression {
  readonly kind: "negate" | "not";
  readonly operand: Expression;
  readonly range: TextRange;
}

/** An operator of arithmetic. */
export type ArithmeticOperator = "+" | "-" | "*" | "/" | "^";

/** Arithmetic of two operands. */
export interface BinaryExpression {
  readonly kind: "binary";
  readonly operator: ArithmeticOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly range: TextRange;
}

/** An operator that compares two quantities of one dimension. */
export type ComparisonOperator = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** A condition on two quantities of one dimension. */
export interface ComparisonExpression {
  readonly kind: "comparison";
  readonly operator: ComparisonOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly range: TextRange;
}

/** Two conditions joined. */
export interface LogicalExpression {
  readonly kind: "logical";
  readonly operator: "and" | "or";
  readonly left: Expression;
  readonly right: Expression;
  readonly range: TextRange;
}

/** A call of a function of the language, or of a measure that the scope knows: flux(drug, right), spinodal(a).high. */
export interface CallExpression {
  readonly kind: "call";
  readonly name: string;
  readonly arguments: readonly Expression[];
  /** The word behind the dot that follows the call. */
  readonly member?: string;
  readonly range: TextRange;
}

/** Any expression. */
export type Expression =
  | NumberExpression
  | NameExpression
  | UnaryExpression
  | BinaryExpression
  | ComparisonExpression
  | LogicalExpression
  | CallExpression;

/** Whether an expression is a condition (true or false) rather than a quantity. */
export function isCondition(e: Expression): e is UnaryExpression | ComparisonExpression | LogicalExpression {
  return e.kind === "comparison" || e.kind === "logical" || e.kind === "not";
}
