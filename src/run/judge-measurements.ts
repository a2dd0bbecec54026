/**
 * Measurements of the file beside what the model predicts.
 *
 * @module
 */

import { dataValue, judgeMeasurement } from "#inference/judge-measurement.ts";
import type { Model } from "#model/model.ts";
import { type DataAnswer, valuesOf } from "./evaluate-output.ts";
import { valueWhen } from "./judge-expectations.ts";
import type { LevelRun } from "./level-report.ts";
import type { DataVerdict } from "./run-result.ts";

/** What calls such as diffusivity(data.positions) are worth. */
export function dataAnswerOf(model: Model): DataAnswer {
  const measurements = new Map(model.measurements.map((measurement) => [measurement.name, measurement]));
  return (call, name) => {
    const measurement = measurements.get(name);
    return measurement && dataValue(call, measurement);
  };
}

/** Verdicts on all measurements of a model, against its first level that states what they are held against. */
export function judgeMeasurements(model: Model, runs: readonly LevelRun[]): readonly DataVerdict[] {
  return model.measurements.map((measurement) => {
    const { content } = measurement;
    const species = content.kind === "values" ? undefined : model.species.find(({ name }) => name === content.species);
    const declared = species?.media[0]?.diffusivity;
    const output = content.kind === "values" ? model.outputs.find(({ name }) => name === content.output) : undefined;
    const values =
      output && runs.map(({ answers }) => valuesOf(output.expression, answers)).find(({ length }) => length > 0);
    return judgeMeasurement(measurement, {
      dimensions: model.domain?.kind === "free" ? model.domain.dimensions : 1,
      ...(declared?.kind === "number" ? { diffusivity: declared.value } : {}),
      ...(model.temperature === undefined ? {} : { temperature: model.temperature }),
      ...(species?.viscosity === undefined ? {} : { viscosity: species.viscosity }),
      ...(species?.radius === undefined ? {} : { radius: species.radius }),
      ...(values ? { output: (at: number) => (valueWhen(values, at) ?? valueWhen(values, undefined))?.value } : {}),
    });
  });
}
