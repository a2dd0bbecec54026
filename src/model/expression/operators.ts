/**
 * What the operators do to numbers: one definition for scalars, for fields and for the folding of constants, so that
 * all three give the same bits.
 *
 * @module
 */

import { pow } from "#numerics/elementary.ts";
import type { ArithmeticOperator, ComparisonOperator } from "./expression.ts";

/** base^exponent; a square and a reciprocal are one multiplication or division. */
export function power(base: number, exponent: number): number {
  if (exponent === 2) return base * base;
  if (exponent === -1) return 1 / base;
  return pow(base, exponent);
}

/** left operator right. */
export function arithmetic(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "^":
      return power(left, right);
  }
}

/** Whether left operator right holds; false for NaN, except that NaN != anything. */
export function compares(operator: ComparisonOperator, left: number, right: number): boolean {
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    case "==":
      return left === right;
    case "!=":
      return left !== right;
  }
}
