/**
 * From the readings of a level to the outputs of a model: each output is its expression, evaluated once for every time
 * at which all of its measures were read, and once more for every batch of a sampled run.
 *
 * @module
 */

import { BATCHES, type Reading, type When } from "#levels/contract.ts";
import { CONSTANTS } from "#model/expression/constants.ts";
import { domainFault } from "#model/expression/domain-fault.ts";
import { evaluate, type ValueScope } from "#model/expression/evaluate.ts";
import type { CallExpression, Expression } from "#model/expression/expression.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import { MEASURES } from "#model/measure.ts";
import { measureOf } from "#model/measure-of-call.ts";
import type { Model } from "#model/model.ts";
import { recordTimes } from "#model/record-times.ts";
import { resolvedExpression } from "#model/resolve-output.ts";
import { askedMeasurement, measuresIn } from "./measures-of-model.ts";

/** One value of an output. */
export interface OutputValue {
  readonly when: When;
  /** [SI] */
  readonly value: number;
  /** The output from each independent part of a sampled run. */
  readonly batches?: Float64Array;
}

/** What the file's own measurements answer to a call such as diffusivity(data.positions); undefined where they do not tell. */
export type DataAnswer = (call: string, measurement: string) => number | undefined;

/** The readings of one level, ready to be asked. */
export interface Answers {
  readonly model: Model;
  readonly readings: ReadonlyMap<string, ReadonlyMap<When, Reading>>;
  readonly dataAnswer: DataAnswer;
  /** What the same level says of the variants of the model that it can carry. */
  readonly variants?: ReadonlyMap<string, Answers>;
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
  return evaluatedOf(expression, answers).filter(
    ({ value, batches }) => Number.isFinite(value) && (batches?.every(Number.isFinite) ?? true),
  );
}

/** What {@link valuesOf} gives, and also what is no finite number. */
export function evaluatedOf(expression: Expression, answers: Answers): readonly OutputValue[] {
  const { measures: needed, namesTime, isKnown } = neededBy(expression, answers);
  if (!isKnown) return [];
  const timeless = needed.filter(({ measure }) => MEASURES[measure.name] === "timeless");
  const timed = needed.filter(({ measure }) => MEASURES[measure.name] !== "timeless");
  const timesOf = ({ from, measure }: AskedMeasure) => from.readings.get(measure.key);
  if (timeless.some((one) => !timesOf(one)?.has("timeless"))) return [];
  const [first] = timed;
  const read: readonly When[] =
    first !== undefined
      ? [...(timesOf(first)?.keys() ?? [])]
      : namesTime
        ? recordTimes(answers.model.solves)
        : ["timeless"];
  const whens = namesTime ? read.filter((when) => typeof when === "number") : read;
  return whens
    .filter((when) => timed.every((one) => timesOf(one)?.has(when)))
    .map((when) => valueAt(expression, answers, when, needed));
}

/** A measure, and of which model. */
interface AskedMeasure {
  readonly from: Answers;
  readonly measure: ReturnType<typeof measureOf>;
}

/** What an expression, with all outputs that it names, asks for. */
interface Needed {
  readonly measures: readonly AskedMeasure[];
  /** Whether the time itself is named. */
  readonly namesTime: boolean;
  /** Whether the level carries every variant that is named. */
  readonly isKnown: boolean;
}

function neededBy(expression: Expression, answers: Answers): Needed {
  let namesTime = false;
  let isKnown = true;
  const seen = new Set<string>();
  const needed = new Map<string, AskedMeasure>();
  const visit = (tree: Expression, from: Answers, within: string): void => {
    for (const measure of measuresIn(tree, from.model)) needed.set(`${within}${measure.key}`, { from, measure });
    for (const name of namesIn(tree)) {
      if (name === "t") namesTime = true;
      const place = outputNamed(name, from);
      if (place === undefined) continue;
      if (place === "not-carried") isKnown = false;
      else if (!seen.has(`${within}${name}`)) {
        seen.add(`${within}${name}`);
        visit(place.expression, place.of, place.of === from ? within : `${name} `);
      }
    }
  };
  visit(expression, answers, "");
  return { measures: [...needed.values()], namesTime, isKnown };
}

/** The output that a name means, of the model itself or of a variant; undefined if it means none. */
function outputNamed(
  name: string,
  answers: Answers,
): { readonly expression: Expression; readonly of: Answers } | "not-carried" | undefined {
  const own = answers.model.outputs.find((output) => output.name === name);
  if (own !== undefined) return { expression: own.expression, of: answers };
  const [first = "", second] = name.split(".");
  if (second === undefined || !answers.model.variants?.some((one) => one.name === first)) return undefined;
  const of = answers.variants?.get(first);
  const output = of?.model.outputs.find((one) => one.name === second);
  return of === undefined || output === undefined ? "not-carried" : { expression: output.expression, of };
}

function valueAt(expression: Expression, answers: Answers, when: When, needed: readonly AskedMeasure[]): OutputValue {
  const value = evaluatedWith(expression, answers, (reading) => reading.value, when);
  const isSampled = needed.some(({ from, measure }) => readingAt(from, measure.key, when)?.batches !== undefined);
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
  return evaluate(expression, scopeOf(answers, read, when));
}

/** What part of an expression is no finite number at some time, and why; undefined if its value is finite. */
export function faultAt(expression: Expression, answers: Answers, when: When): string | undefined {
  const scope = scopeOf(answers, (reading) => reading.value, when);
  return domainFault(resolvedExpression(answers.model, expression), scope);
}

function scopeOf(answers: Answers, read: (reading: Reading) => number, when: When): ValueScope {
  const { model } = answers;
  const parameters = new Map(model.parameters.map((parameter) => [parameter.name, parameter.value]));
  const scope = {
    name(name: string): number | undefined {
      const constant = parameters.get(name) ?? (name === "T" ? model.temperature : CONSTANTS.get(name)?.value);
      if (constant !== undefined) return constant;
      if (name === "t" && typeof when === "number") return when;
      const output = outputNamed(name, answers);
      if (output === undefined || output === "not-carried") return undefined;
      return output.of === answers
        ? evaluate(output.expression, scope)
        : evaluatedWith(output.expression, output.of, read, when);
    },
    call(call: CallExpression): number | undefined {
      const measurement = askedMeasurement(call);
      if (measurement !== undefined) return answers.dataAnswer(call.name, measurement) ?? Number.NaN;
      const reading = readingAt(answers, measureOf(call, model).key, when);
      return reading && read(reading);
    },
  };
  return scope;
}
