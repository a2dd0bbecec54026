/**
 * From the readings of a level to the outputs of a model: each output is its expression, evaluated once for every time
 * at which all of its measures were read, and once more for every batch of a sampled run.
 *
 * @module
 */

import { BATCHES, type Reading, type When } from "#levels/contract.ts";
import { CONSTANTS } from "#model/expression/constants.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { CallExpression, Expression } from "#model/expression/expression.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import { MEASURES } from "#model/measure.ts";
import { measureOf } from "#model/measure-of-call.ts";
import type { Model } from "#model/model.ts";
import { recordTimes } from "#model/record-times.ts";
import { askedMeasurement, measuresIn } from "./measures-of-model.ts";

/** One value of an output. */
export interface OutputValue {
  readonly when: When;
  /** [SI] */
  readonly value: number;
  /** The output from each independent part of a sampled run. */
  readonly batches?: Float64Array;
}

/** What the file's own measurements answer to a call such as diffusivity(data.positions). */
export type DataAnswer = (call: string, measurement: string) => number | undefined;

/** The readings of one level, ready to be asked. */
export interface Answers {
  readonly model: Model;
  readonly readings: ReadonlyMap<string, ReadonlyMap<When, Reading>>;
  readonly dataAnswer: DataAnswer;
}

/** Readings by measure and time. */
export function answersOf(model: Model, readings: readonly Reading[], dataAnswer: DataAnswer): Answers {
  const byMeasure = new Map<string, Map<When, Reading>>();
  for (const reading of readings) {
    const times = byMeasure.get(reading.measure) ?? new Map<When, Reading>();
    times.set(reading.when, reading);
    byMeasure.set(reading.measure, times);
  }
  return { model, readings: byMeasure, dataAnswer };
}

/**
 * All values of an expression that the readings of a level can give; none if it lacks a measure. What is no finite
 * number is not stated, nor is what has no error because a part of a sampled run gives no finite number.
 */
export function valuesOf(expression: Expression, answers: Answers): readonly OutputValue[] {
  const { measures: needed, namesTime } = neededBy(expression, answers.model);
  const timeless = needed.filter((key) => MEASURES[key.name] === "timeless");
  const timed = needed.filter((key) => MEASURES[key.name] !== "timeless");
  if (timeless.some(({ key }) => !answers.readings.get(key)?.has("timeless"))) return [];
  const read: readonly When[] =
    timed.length > 0
      ? [...(answers.readings.get(timed[0].key)?.keys() ?? [])]
      : namesTime
        ? recordTimes(answers.model.solves)
        : ["timeless"];
  const whens = namesTime ? read.filter((when) => typeof when === "number") : read;
  return whens
    .filter((when) => timed.every(({ key }) => answers.readings.get(key)?.has(when)))
    .map((when) =>
      valueAt(
        expression,
        answers,
        when,
        needed.map(({ key }) => key),
      ),
    )
    .filter(({ value, batches }) => Number.isFinite(value) && (batches?.every(Number.isFinite) ?? true));
}

/** What an expression, with all outputs that it names, asks for. */
interface Needed {
  readonly measures: readonly ReturnType<typeof measureOf>[];
  /** Whether the time itself is named. */
  readonly namesTime: boolean;
}

function neededBy(expression: Expression, model: Model): Needed {
  let namesTime = false;
  const outputs = new Map(model.outputs.map((output) => [output.name, output.expression]));
  const seen = new Set<string>();
  const needed = new Map<string, ReturnType<typeof measureOf>>();
  const visit = (tree: Expression): void => {
    for (const measure of measuresIn(tree, model)) needed.set(measure.key, measure);
    for (const name of namesIn(tree)) {
      if (name === "t") namesTime = true;
      const output = outputs.get(name);
      if (!output || seen.has(name)) continue;
      seen.add(name);
      visit(output);
    }
  };
  visit(expression);
  return { measures: [...needed.values()], namesTime };
}

function valueAt(expression: Expression, answers: Answers, when: When, keys: readonly string[]): OutputValue {
  const value = evaluatedWith(expression, answers, (reading) => reading.value, when);
  const isSampled = keys.some((key) => readingAt(answers, key, when)?.batches !== undefined);
  if (!isSampled) return { when, value };
  const batches = new Float64Array(BATCHES);
  for (let b = 0; b < BATCHES; b++)
    batches[b] = evaluatedWith(expression, answers, (reading) => reading.batches?.[b] ?? reading.value, when);
  return { when, value, batches };
}

function readingAt({ readings }: Answers, key: string, when: When): Reading | undefined {
  const times = readings.get(key);
  return times?.get(when) ?? times?.get("timeless");
}

function evaluatedWith(
  expression: Expression,
  answers: Answers,
  read: (reading: Reading) => number,
  when: When,
): number {
  const { model } = answers;
  const outputs = new Map(model.outputs.map((output) => [output.name, output.expression]));
  const parameters = new Map(model.parameters.map((parameter) => [parameter.name, parameter.value]));
  const scope = {
    name(name: string): number | undefined {
      const constant = parameters.get(name) ?? (name === "T" ? model.temperature : CONSTANTS.get(name)?.value);
      if (constant !== undefined) return constant;
      if (name === "t" && typeof when === "number") return when;
      const output = outputs.get(name);
      return output && evaluate(output, scope);
    },
    call(call: CallExpression): number | undefined {
      const measurement = askedMeasurement(call);
      if (measurement !== undefined) return answers.dataAnswer(call.name, measurement);
      const reading = readingAt(answers, measureOf(call, model).key, when);
      return reading && read(reading);
    },
  };
  return evaluate(expression, scope);
}
