/**
 * Tree to text, with no bracket that is not needed.
 *
 * Quantities are written in coherent SI. Reading the text back gives the same tree (the places in the text apart) for
 * every tree that was read from a text; also for those that `simplify` and `derivative` make, as long as they keep to
 * the bounds of the parser (2000 characters, 60 levels of nesting).
 *
 * @module
 */

import { DIMENSIONLESS, formatDimension, sameDimension } from "#units/dimension.ts";
import type { Expression, NumberExpression } from "./expression.ts";

/** How tightly a node holds its operands together. */
const OR = 1;
const AND = 2;
const NOT = 3;
const COMPARISON = 4;
const SUM = 5;
const PRODUCT = 6;
const SIGNED = 7;
const POWER = 8;
const ATOM = 9;

/** The text of an expression; it parses back to the same tree. */
export function formatExpression(e: Expression): string {
  switch (e.kind) {
    case "number":
      return formatNumber(e);
    case "name":
      return e.name;
    case "negate":
      return `-${within(e.operand, SIGNED)}`;
    case "not":
      return `not ${within(e.operand, NOT)}`;
    case "comparison":
      return `${within(e.left, SUM)} ${e.operator} ${within(e.right, SUM)}`;
    case "logical": {
      const level = tightness(e);
      return `${within(e.left, level)} ${e.operator} ${within(e.right, level + 1)}`;
    }
    case "binary": {
      if (e.operator === "^") return `${within(e.left, ATOM)}^${within(e.right, SIGNED)}`;
      const level = tightness(e);
      return `${within(e.left, level)} ${e.operator} ${within(e.right, level + 1)}`;
    }
    case "call": {
      const member = e.member === undefined ? "" : `.${e.member}`;
      return `${e.name}(${e.arguments.map(formatExpression).join(", ")})${member}`;
    }
  }
}

function tightness(e: Expression): number {
  switch (e.kind) {
    case "number":
      // A quantity stands in brackets wherever it is divided by, raised or negated, though only a power needs them.
      return e.value < 0 ? SIGNED : sameDimension(e.dimension, DIMENSIONLESS) ? ATOM : PRODUCT;
    case "name":
    case "call":
      return ATOM;
    case "negate":
      return SIGNED;
    case "not":
      return NOT;
    case "comparison":
      return COMPARISON;
    case "logical":
      return e.operator === "or" ? OR : AND;
    case "binary":
      return e.operator === "^" ? POWER : e.operator === "+" || e.operator === "-" ? SUM : PRODUCT;
  }
}

function within(e: Expression, level: number): string {
  const text = formatExpression(e);
  return tightness(e) < level ? `(${text})` : text;
}

function formatNumber({ value, dimension }: NumberExpression): string {
  return sameDimension(dimension, DIMENSIONLESS) ? `${value}` : `${value} ${formatDimension(dimension)}`;
}
