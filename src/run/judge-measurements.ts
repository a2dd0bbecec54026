/**
 * Measurements of the file beside what the model predicts.
 *
 * @module
 */

import { dataValue, judgeMeasurement } from "#inference/judge-measurement.ts";
import { isExperimentResult } from "#model/experiment.ts";
import type { Model, Output } from "#model/model.ts";
import { type DataAnswer, type OutputValue, valuesOf } from "./evaluate-output.ts";
import type { LevelRun } from "./level-report.ts";
import { experimentOf, experimentValue } from "./run-experiment.ts";
import type { DataVerdict } from "./run-result.ts";
import { valueWhen } from "./stated-value.ts";

/** What calls such as diffusivity(data.positions) are worth. */
export function dataAnswerOf(model: Model): DataAnswer {
  const measurements = new Map(model.measurements.map((measurement) => [measurement.name, measurement]));
  const experiment = experimentOf(model);
  return (call, name) => {
    if (name === "experiment" && isExperimentResult(call)) return experiment && experimentValue(experiment, call);
    const measurement = measurements.get(name);
    return measurement && dataValue(call, measurement);
  };
}

/** Verdicts on all measurements of a model. */
export function judgeMeasurements(model: Model, runs: readonly LevelRun[]): readonly DataVerdict[] {
  return model.measurements.map((measurement) => {
    const { content } = measurement;
    const dimensions = model.domain?.kind === "free" ? model.domain.dimensions : 1;
    if (content.kind === "values") {
      const output = model.outputs.find(({ name }) => name === content.output);
      return judgeMeasurement(measurement, { dimensions, ...(output ? { output: predictionOf(output, runs) } : {}) });
    }
    const species = model.species.find(({ name }) => name === content.species);
    // D is one number only where the species has one medium
    const declared = species?.media.length === 1 ? species.media[0].diffusivity : undefined;
    return judgeMeasurement(measurement, {
      dimensions,
      ...(declared?.kind === "number" ? { diffusivity: declared.value } : {}),
      ...(model.temperature === undefined ? {} : { temperature: model.temperature }),
      ...(species?.viscosity === undefined ? {} : { viscosity: species.viscosity }),
      ...(species?.radius === undefined ? {} : { radius: species.radius }),
    });
  });
}

/**
 * What is predicted of an output at a time [s], or of one that does not depend on time if the time is NaN: by the first
 * level that states it, those without sampling noise before the others.
 */
function predictionOf({ expression }: Output, runs: readonly LevelRun[]): (at: number) => number | undefined {
  const inOrder = [...runs.filter(({ sampled }) => !sampled), ...runs.filter(({ sampled }) => sampled)];
  const stated = inOrder.map(({ answers }) => valuesOf(expression, answers));
  return (at) => {
    for (const values of stated) {
      const found = Number.isNaN(at) ? valueWhen(values, undefined) : valueAtTime(values, at);
      if (found) return found.value;
    }
    return undefined;
  };
}

/** The value at a time, or one that holds at all times; a steady state is that of no time. */
function valueAtTime(values: readonly OutputValue[], at: number): OutputValue | undefined {
  return valueWhen(values, at) ?? values.find(({ when }) => when === "timeless");
}
