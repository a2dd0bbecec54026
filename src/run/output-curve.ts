/**
 * An output of a model as a curve for a fit: one run of a level for each set of parameters.
 *
 * @module
 */

import type { CurveAnswer, CurveQuestion } from "#inference/curve-fit.ts";
import type { Level } from "#levels/contract.ts";
import type { FitLaw } from "#model/fit.ts";
import type { Model } from "#model/model.ts";
import { resolvedExpression } from "#model/resolve-output.ts";
import { parameterSettings } from "#model/setting-text.ts";
import { valuesOf } from "./evaluate-output.ts";
import { dataAnswerOf } from "./judge-measurements.ts";
import { acceptance } from "./level-registry.ts";
import { AFTERWARDS, runLevel } from "./run-level.ts";
import { optionsWith, type RunOptions, type RunProgress } from "./run-options.ts";
import { valueWhen } from "./stated-value.ts";
import { asideOf, variantOf } from "./variant-of.ts";

/** Errors that say that there is no curve at these parameters, and are no bug. */
export function isOutOfReach(error: Error): boolean {
  const kind = (error as { readonly kind?: unknown }).kind;
  return kind === "model" || kind === "domain" || kind === "numerical";
}

/**
 * The curve of a law that is an output, by one level. Runs that were made are not made again.
 *
 * @param failures takes what went wrong in runs that failed
 */
export function outputCurve(law: FitLaw, level: Level, model: Model, options: RunOptions, failures: string[] = []) {
  const { curve } = law;
  const known = new Map<string, readonly number[]>();
  function* valuesAt(
    settings: Readonly<Record<string, number>>,
    times: readonly number[] | undefined,
  ): Generator<RunProgress, readonly number[], unknown> {
    const key = JSON.stringify(settings);
    const before = known.get(key);
    if (before !== undefined) return before;
    let found: readonly number[] | string;
    try {
      found = yield* oneRun(law, level, model, options, settings, times);
    } catch (error) {
      if (!(error instanceof Error) || !isOutOfReach(error)) throw error;
      found = error.message;
    }
    if (typeof found === "string") failures.push(found);
    const values = typeof found === "string" ? (times ?? [0]).map(() => Number.NaN) : found;
    known.set(key, values);
    return values;
  }
  return function* ({ parameters }: CurveQuestion): Generator<RunProgress, CurveAnswer, unknown> {
    const set = Object.fromEntries(law.free.map(({ name }, j) => [name, parameters[j]]));
    if (curve.kind !== "output") return { values: [] };
    if (curve.at.kind === "time") return { values: yield* valuesAt(set, curve.at.values) };
    if (curve.at.kind === "once") return { values: yield* valuesAt(set, undefined) };
    const values: number[] = [];
    for (const value of curve.at.values)
      values.push(...(yield* valuesAt({ ...set, [curve.at.parameter]: value }, undefined)));
    return { values };
  };
}

/** The values at some times; or, in words, why the file has no meaning with the parameters. */
function* oneRun(
  { curve }: FitLaw,
  level: Level,
  model: Model,
  options: RunOptions,
  values: Readonly<Record<string, number>>,
  times: readonly number[] | undefined,
): Generator<RunProgress, readonly number[] | string, unknown> {
  const nothing = (times ?? [0]).map(() => Number.NaN);
  const settings = parameterSettings(model, values);
  const changed = variantOf(options, settings, asideOf(model, curve.kind === "output" ? [curve.output] : []));
  if (typeof changed === "string") return changed;
  const output = changed?.outputs.find(({ name }) => curve.kind === "output" && name === curve.output);
  if (changed === undefined || output === undefined || !acceptance(level, changed).accepts) return nothing;
  const expression = resolvedExpression(changed, output.expression);
  const steady = changed.solves.filter(({ kind }) => kind !== "transient");
  const alone: Model = {
    ...changed,
    outputs: [{ ...output, expression }],
    expectations: [],
    solves:
      times === undefined && steady.length > 0 ? steady : changed.solves.filter(({ kind }) => kind === "transient"),
  };
  const { answers } = yield* runLevel(level, alone, optionsWith(options, settings), dataAnswerOf(changed), AFTERWARDS);
  const found = valuesOf(expression, answers);
  return (times ?? [undefined]).map((at) => valueWhen(found, at)?.value ?? Number.NaN);
}
