/**
 * The measures that a model asks for: those of its outputs, of its expectations, and of what they name.
 *
 * @module
 */

import { isExperimentResult } from "#model/experiment.ts";
import type { CallExpression, Expression } from "#model/expression/expression.ts";
import { callsIn } from "#model/expression/walk-tree.ts";
import type { Measure } from "#model/measure.ts";
import { isMeasureCall, measureOf } from "#model/measure-of-call.ts";
import type { Model } from "#model/model.ts";

/** Name of the measurement that a call asks, as in diffusivity(data.positions); undefined if it asks the levels. */
export function askedMeasurement(call: CallExpression): string | undefined {
  const first = call.arguments[0];
  if (first?.kind !== "name") return undefined;
  if (first.name === "experiment" && isExperimentResult(call.name)) return "experiment";
  return first.name.startsWith("data.") ? first.name.slice("data.".length) : undefined;
}

/** The measures that an expression asks of the levels, not those of the outputs that it names. */
export function measuresIn(expression: Expression, model: Model): readonly Measure[] {
  return callsIn(expression)
    .filter((call) => isMeasureCall(call) && askedMeasurement(call) === undefined)
    .map((call) => measureOf(call, model));
}

/** The uptake of one source. */
export interface UptakeCall {
  readonly species: string;
  readonly source: string;
  readonly call: CallExpression;
}

/** What carriers take, as calls of a measure for each source, where a figure asks for it. */
export function uptakeCalls({ plots, uptakes = [] }: Model): readonly UptakeCall[] {
  if (!plots.some((plot) => plot.kind === "bar" && plot.by === "source")) return [];
  const range = { offset: 0, length: 0 };
  const word = (name: string): Expression => ({ kind: "name", name, range });
  return uptakes.map(({ species, name }) => ({
    species,
    source: name,
    call: { kind: "call", name: "uptake", arguments: [word(species), word(name)], range },
  }));
}

/** All measures of a model, each once. */
export function measuresOf(model: Model): readonly Measure[] {
  const found = new Map<string, Measure>();
  for (const { expression } of [...model.outputs, ...model.expectations])
    for (const measure of measuresIn(expression, model)) found.set(measure.key, measure);
  for (const { call } of uptakeCalls(model)) {
    const measure = measureOf(call, model);
    found.set(measure.key, measure);
  }
  return [...found.values()];
}
