/**
 * zero_of(OUTPUT, PARAMETER): the value of a parameter at which an output vanishes, by runs of a level with other values.
 *
 * The search starts at the value that the file gives and doubles its distance from it until the output changes its sign.
 *
 * @module
 */

import type { Level, Reading } from "#levels/contract.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Parameter } from "#model/model.ts";
import { resolvedExpression } from "#model/resolve-output.ts";
import { parameterSettings } from "#model/setting-text.ts";
import { type RootPoint, rootSteps } from "#numerics/root-steps.ts";
import { thermalVoltage } from "#physics/electro/thermal-voltage.ts";
import { dimension, sameDimension } from "#units/dimension.ts";
import { answersOf, type DataAnswer, valuesOf } from "./evaluate-output.ts";
import type { LevelRun } from "./level-report.ts";
import { measuresIn, measuresOf } from "./measures-of-model.ts";
import { AFTERWARDS, type Portion, runLevel } from "./run-level.ts";
import type { RunOptions, RunProgress } from "./run-options.ts";
import { valueWhen } from "./stated-value.ts";
import { asideOf, variantOf } from "./variant-of.ts";

/** Doublings of the distance from the value of the file. */
const MOST_DOUBLINGS = 30;
/** Width of the last bracket, relative to the first step [1]. */
const NARROW = 1e-13;

/**
 * {@link runLevel}, and the zeros that the model asks for; of some expressions alone where they are given. Sampled levels
 * state none, since noise has no sign.
 */
export function* runWithZeros(
  level: Level,
  model: Model,
  options: RunOptions,
  dataAnswer: DataAnswer,
  portion: Portion,
  only?: readonly Expression[],
): Generator<RunProgress, LevelRun, unknown> {
  const run = yield* runLevel(level, model, options, dataAnswer, portion);
  const asked =
    only === undefined
      ? measuresOf(model)
      : only.flatMap((expression) => measuresIn(resolvedExpression(model, expression), model));
  const zeros = asked.filter(({ name }) => name === "zero_of");
  if (zeros.length === 0 || level.sampled || options.variant === undefined) return run;
  const readings: Reading[] = [];
  const warnings: string[] = [];
  for (const measure of zeros) {
    const value = yield* zeroOf(measure, level, model, options, dataAnswer);
    if (typeof value === "number") readings.push({ measure: measure.key, when: "timeless", value });
    else warnings.push(`${measure.key} is not stated: ${value}`);
  }
  const [first, ...others] = run.results;
  if (first === undefined) return run;
  const results = [
    { ...first, readings: [...first.readings, ...readings], warnings: [...first.warnings, ...warnings] },
    ...others,
  ];
  return {
    ...run,
    results,
    answers: {
      ...run.answers,
      ...answersOf(
        model,
        results.flatMap((one) => one.readings),
        dataAnswer,
      ),
    },
  };
}

/** The zero, or why there is none. */
function* zeroOf(
  { zero }: Measure,
  level: Level,
  model: Model,
  options: RunOptions,
  dataAnswer: DataAnswer,
): Generator<RunProgress, number | string, unknown> {
  const parameter = model.parameters.find(({ name }) => name === zero?.parameter);
  const output = model.outputs.find(({ name }) => name === zero?.output);
  if (parameter === undefined || output === undefined) return "there is no such output or parameter";
  const aside = asideOf(model, [output.name]);
  function* valueAt(x: number, name: string, of: Expression): Generator<RunProgress, Value, unknown> {
    const changed = variantOf(options, parameterSettings(model, { [name]: x }), aside) ?? model;
    if (typeof changed === "string") return { f: Number.NaN, because: changed };
    const twin = changed.outputs.find((one) => one.name === zero?.output);
    const expression = resolvedExpression(changed, twin?.expression ?? of);
    const alone: Model = {
      ...changed,
      outputs: twin === undefined ? [] : [{ ...twin, expression }],
      expectations: [],
      solves: changed.solves.filter(({ kind }) => kind !== "transient"),
    };
    const { answers } = yield* runLevel(level, alone, options, dataAnswer, AFTERWARDS);
    return { f: valueWhen(valuesOf(expression, answers), undefined)?.value ?? Number.NaN };
  }
  const at = (x: number) => valueAt(x, parameter.name, output.expression);
  const unstated = ({ because }: Value, x: number) =>
    `${output.name} is not stated at ${parameter.name} = ${x}${because === undefined ? "" : `: ${because}`}`;
  const first: RootPoint = { x: parameter.value, f: (yield* at(parameter.value)).f };
  if (Number.isNaN(first.f)) return `${output.name} is not stated`;
  if (first.f === 0) return first.x;
  let step = firstStep(parameter, model);
  if (step === 0) return `give ${parameter.name} a value other than 0 to start from`;
  const scale = step;
  let [below, above] = [first, first];
  // where a side ends, since the file has no meaning beyond, and the words for it
  const ends = new Map<number, string>();
  for (let doubling = 0; doubling < MOST_DOUBLINGS; doubling++) {
    for (const side of [-1, 1]) {
      if (ends.has(side)) continue;
      const x = first.x + side * step;
      const value = yield* at(x);
      if (value.because !== undefined) {
        ends.set(side, unstated(value, x));
        continue;
      }
      if (Number.isNaN(value.f)) return unstated(value, x);
      const point: RootPoint = { x, f: value.f };
      const inner = side < 0 ? below : above;
      if (point.f === 0) return x;
      if (point.f > 0 !== inner.f > 0) {
        const search = rootSteps(inner, point, NARROW * Math.max(scale, Math.abs(x)));
        let next = search.next();
        while (!next.done) {
          const inside = yield* at(next.value);
          if (Number.isNaN(inside.f)) return unstated(inside, next.value);
          next = search.next(inside.f);
        }
        return next.value;
      }
      if (side < 0) below = point;
      else above = point;
    }
    if (ends.size === 2) break;
    step *= 2;
  }
  return [`${output.name} has one sign from ${parameter.name} = ${below.x} to ${above.x}`, ...ends.values()].join("; ");
}

/** The output with some value of the parameter: not a number where it is not stated; and why the file has no meaning with it. */
interface Value {
  readonly f: number;
  readonly because?: string;
}

/** How far from its value a parameter is first moved [its unit]: RT/F of a voltage, else half of its value. */
function firstStep({ value, dimension: of }: Parameter, { temperature }: Model): number {
  if (temperature !== undefined && sameDimension(of, dimension("V"))) return thermalVoltage(temperature);
  return 0.5 * Math.abs(value);
}
