/**
 * The measures that a model asks for: those of its outputs, of its expectations, and of what they name.
 *
 * @module
 */

import type { CallExpression, Expression } from "#model/expression/expression.ts";
import { callsIn } from "#model/expression/walk-tree.ts";
import type { Measure } from "#model/measure.ts";
import { isMeasureCall, measureOf } from "#model/measure-of-call.ts";
import type { Model } from "#model/model.ts";

/** Name of the measurement that a call asks, as in diffusivity(data.positions); undefined if it asks the levels. */
export function askedMeasurement(call: CallExpression): string | undefined {
  const first = call.arguments[0];
  return first?.kind === "name" && first.name.startsWith("data.") ? first.name.slice("data.".length) : undefined;
}

/** The measures that an expression asks of the levels, not those of the outputs that it names. */
export function measuresIn(expression: Expression, model: Model): readonly Measure[] {
  return callsIn(expression)
    .filter((call) => isMeasureCall(call) && askedMeasurement(call) === undefined)
    .map((call) => measureOf(call, model));
}

/** All measures of a model, each once. */
export function measuresOf(model: Model): readonly Measure[] {
  const found = new Map<string, Measure>();
  for (const { expression } of [...model.outputs, ...model.expectations])
    for (const measure of measuresIn(expression, model)) found.set(measure.key, measure);
  return [...found.values()];
}
