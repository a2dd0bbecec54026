/**
 * The value of an expression that names no place.
 *
 * @module
 */

import type { Expression } from "#model/expression/expression.ts";

/** Value of a constant, a number or its negation, in coherent SI; undefined for what varies. */
export function constantValue(expression: Expression | undefined): number | undefined {
  if (expression?.kind === "number") return expression.value;
  if (expression?.kind === "negate" && expression.operand.kind === "number") return -expression.operand.value;
  return undefined;
}
