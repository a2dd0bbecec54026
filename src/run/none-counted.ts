/**
 * A zero of a sampled level that is no certainty: none of its walkers was where the output counts them.
 *
 * @module
 */

import type { Expression } from "#model/expression/expression.ts";
import type { MeasureName } from "#model/measure.ts";
import type { Model } from "#model/model.ts";
import { resolvedExpression } from "#model/resolve-output.ts";
import type { OutputValue } from "./evaluate-output.ts";
import { measuresIn } from "./measures-of-model.ts";

/** Measures that count walkers; a mean position of 0 has none that are missing. */
const COUNTED: ReadonlySet<MeasureName> = new Set<MeasureName>([
  "c",
  "activity",
  "flux",
  "uptake",
  "amount",
  "amount_permeated",
  "probability",
  "survival",
  "exit_probability",
  "hitting_probability",
]);

/** Whether some value of an output is zero in every part of a sample, and is a count. */
export function isNoneCounted(expression: Expression, values: readonly OutputValue[], model: Model): boolean {
  const none = values.some(({ value, batches }) => value === 0 && batches?.every((part) => part === 0));
  if (!none) return false;
  const measures = measuresIn(resolvedExpression(model, expression), model);
  return measures.length > 0 && measures.every(({ name }) => COUNTED.has(name));
}
