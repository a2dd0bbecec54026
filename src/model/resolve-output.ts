/**
 * Outputs written out: an expression that names other outputs, with their expressions in their place.
 *
 * @module
 */

import type { Expression } from "./expression/expression.ts";
import { ExpressionError } from "./expression/expression-error.ts";
import { namesIn, substitute } from "./expression/walk-tree.ts";
import type { Model } from "./model.ts";

/**
 * The expression of an output, with the outputs that it names written out: only measures, numbers and functions remain.
 *
 * @throws ExpressionError if the model has no such output.
 */
export function outputExpression(model: Pick<Model, "outputs">, name: string): Expression {
  const output = model.outputs.find((one) => one.name === name);
  if (output !== undefined) return resolvedExpression(model, output.expression);
  const range = { offset: 0, length: name.length };
  const expected = model.outputs.map((one) => one.name).join(", ") || "a model with outputs";
  throw new ExpressionError({ text: name, range, found: `"${name}", which is no output`, expected });
}

/**
 * An expression with the outputs that it names written out.
 *
 * @throws ExpressionError if it would grow beyond all bounds.
 */
export function resolvedExpression(model: Pick<Model, "outputs">, expression: Expression): Expression {
  const outputs = new Map(model.outputs.map((output) => [output.name, output.expression]));
  let resolved = expression;
  // A checked model has no circles, so every round writes out at least one more step of the longest chain.
  for (let round = 0; round <= model.outputs.length; round++) {
    const named = [...namesIn(resolved)].filter((name) => outputs.has(name));
    if (named.length === 0) return resolved;
    resolved = substitute(resolved, outputs);
  }
  throw new ExpressionError({ range: expression.range, found: "outputs in a circle", expected: "a checked model" });
}
