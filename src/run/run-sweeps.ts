/**
 * Sweeps of a model file: one output over a parameter or field that is varied.
 *
 * @module
 */

import type { Level, When } from "#levels/contract.ts";
import type { Expression } from "#model/expression/expression.ts";
import { type Issue, ModelError } from "#model/issue.ts";
import type { LevelName, Model, Output, Sweep } from "#model/model.ts";
import { lastRecordTime } from "#model/record-times.ts";
import { settingText } from "#model/setting-text.ts";
import { formatDimension } from "#units/dimension.ts";
import { valuesOf } from "./evaluate-output.ts";
import { failureText, isLevelFailure, orFailure } from "./failed-level.ts";
import { dataAnswerOf } from "./judge-measurements.ts";
import { acceptance } from "./level-registry.ts";
import { unitText, valueInUnit } from "./output-unit.ts";
import { AFTERWARDS } from "./run-level.ts";
import { optionsWith, type RunOptions, type RunProgress } from "./run-options.ts";
import type { SweepFailure, SweepReport } from "./run-result.ts";
import { valueWhen } from "./stated-value.ts";
import { runWithZeros } from "./zeros.ts";

/** Sweeps of the file, by the first level that is exact or deterministic. */
export function* sweepsOf(
  model: Model,
  levels: readonly Level[],
  options: RunOptions,
): Generator<RunProgress, readonly SweepReport[], unknown> {
  const able = levels.filter(({ sampled }) => !sampled);
  if (able.length === 0 || !options.variant) return [];
  const reports: SweepReport[] = [];
  for (const sweep of model.sweeps) {
    const output = model.outputs.find(({ name }) => name === sweep.plot);
    if (!output) continue;
    const { level, values, failures: alone, asked, at } = yield* ofFirstLevel(able, sweep, output, options);
    const sameAsked = asked === undefined ? {} : { asked };
    const failures: SweepFailure[] = [...alone];
    const beside: { field: string; values: readonly (number | null)[] }[] = [];
    for (const field of sweep.beside ?? []) {
      const other = yield* valuesOver(levels, sweep, output, options, { set: { field }, ...sameAsked });
      beside.push({ field, values: other.values });
      failures.push(...other.failures.map((one) => ({ ...one, field })));
    }
    const variants: { name: string; values: readonly (number | null)[] }[] = [];
    for (const name of sweep.variants ?? []) {
      const other = yield* valuesOver(levels, sweep, output, options, { variant: name, ...sameAsked });
      variants.push({ name, values: other.values });
      failures.push(...other.failures.map((one) => ({ ...one, variant: name })));
    }
    reports.push({
      name: sweep.name,
      level,
      vary: sweep.vary,
      axis: { unit: formatDimension(sweep.dimension), values: sweep.values },
      output: sweep.plot,
      unit: unitText(output),
      values,
      ...(at === undefined ? {} : { at }),
      ...(failures.length > 0 ? { failures } : {}),
      ...(beside.length > 0 ? { beside } : {}),
      ...(variants.length > 0 ? { variants } : {}),
    });
  }
  return reports;
}

/** The values of a sweep by the first level that states one of them, or by the first of all if none does. */
function* ofFirstLevel(
  able: readonly Level[],
  sweep: Sweep,
  output: Output,
  options: RunOptions,
): Generator<RunProgress, SweptValues & { readonly level: LevelName }, unknown> {
  let first: (SweptValues & { readonly level: LevelName }) | undefined;
  for (const level of able) {
    const swept = { ...(yield* valuesOver([level], sweep, output, options)), level: level.name };
    if (swept.values.some((value) => value !== null)) return swept;
    first ??= swept;
  }
  return first as SweptValues & { readonly level: LevelName };
}

/** An output over the values of a sweep: null where it is not stated, and why where a solver failed. */
export interface SweptValues {
  readonly values: readonly (number | null)[];
  readonly failures: readonly SweepFailure[];
  /** Which value of the output they are; absent if there are none. */
  readonly asked?: Asked;
  /** The last record time, if they stand at it and it is the same of all [s]. */
  readonly at?: number;
}

/** Which value of an output a sweep is of: the one that does not depend on time, or that at the last record time. */
type Asked = "steady" | "last";

/** What a sweep is asked for beyond its values. */
export interface SweptCase {
  readonly set?: Readonly<Record<string, string>>;
  readonly variant?: string;
  /** What is asked; absent: the steady value if the first point with a value has one. */
  readonly asked?: Asked;
}

/** The output over the values of a sweep, with more set, by the first level that states it. */
export function* valuesOver(
  levels: readonly Level[],
  { vary, values: points, dimension, plot }: Sweep,
  output: Output,
  options: RunOptions,
  { set = {}, variant, asked: known }: SweptCase = {},
): Generator<RunProgress, SweptValues, unknown> {
  const values: (number | null)[] = [];
  const failures: SweepFailure[] = [];
  let asked = known;
  const times = new Set<When>();
  for (const value of points) {
    const text = settingText(value, dimension);
    const settings = { ...set, ...Object.fromEntries(vary.map((path) => [path, text])) };
    const whole = variantOf(options, settings);
    if (typeof whole === "string") {
      failures.push({ at: value, because: whole });
      values.push(null);
      continue;
    }
    const changed = variant === undefined ? whole : whole?.variants?.find(({ name }) => name === variant)?.model;
    if (changed === undefined) return { values: [], failures };
    const able = levels.filter((one) => !one.sampled && acceptance(one, changed).accepts);
    const twin = changed.outputs.find(({ name }) => name === plot) ?? (variant === undefined ? output : undefined);
    const here = optionsWith(options, settings);
    const found = twin === undefined ? undefined : yield* firstStated(able, changed, twin.expression, here, asked);
    if (able.length === 0 && variant !== undefined) failures.push({ at: value, because: refusalsOf(levels, changed) });
    if (typeof found === "string") failures.push({ at: value, because: found });
    if (found === undefined || typeof found === "string") {
      values.push(null);
      continue;
    }
    const inUnit = valueInUnit(found.value, output);
    values.push(Number.isFinite(inUnit) ? inUnit : null);
    asked ??= found.asked;
    times.add(found.when);
  }
  const [at] = times;
  return {
    values,
    failures,
    ...(asked === undefined ? {} : { asked }),
    ...(times.size === 1 && typeof at === "number" ? { at } : {}),
  };
}

/** The model with what was set; or, in words, why the file has no meaning with it. */
function variantOf({ variant }: RunOptions, settings: Readonly<Record<string, string>>): Model | string | undefined {
  try {
    return variant?.(settings);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const [{ path, found, expected }] = error.issues as readonly [Issue];
    return `with it the file has no meaning: ${path}, ${found}; expected ${expected}`;
  }
}

interface Stated {
  readonly value: number;
  readonly when: When;
  readonly asked: Asked;
}

/** The value of an expression by the first level that states it, the steady one before the last; why not where one fails. */
function* firstStated(
  levels: readonly Level[],
  model: Model,
  expression: Expression,
  options: RunOptions,
  asked: Asked | undefined,
): Generator<RunProgress, Stated | string | undefined, unknown> {
  const last = model.solves.filter(({ kind }) => kind === "transient");
  const steady = model.solves.filter(({ kind }) => kind !== "transient");
  // what does not depend on time comes from any solve, and most quickly from one without times
  const wanted: readonly (readonly [Model["solves"], readonly Asked[]])[] =
    steady.length === 0
      ? [[last, ["steady", "last"]]]
      : [
          [steady, ["steady"]],
          [last, ["last"]],
        ];
  for (const level of levels)
    for (const [solves, kinds] of wanted) {
      if ((asked !== undefined && !kinds.includes(asked)) || solves.length === 0) continue;
      const changed = { ...model, solves };
      const run = yield* orFailure(
        runWithZeros(level, changed, options, dataAnswerOf(model), AFTERWARDS, [expression]),
      );
      if (isLevelFailure(run)) return failureText(level.name, run);
      const all = valuesOf(expression, run.answers);
      for (const kind of kinds) {
        if (asked !== undefined && kind !== asked) continue;
        const found = valueWhen(all, kind === "steady" ? undefined : lastRecordTime(solves));
        if (found !== undefined) return { value: found.value, when: found.when, asked: kind };
      }
    }
  return undefined;
}

/** Why no level without noise carries a model. */
function refusalsOf(levels: readonly Level[], model: Model): string {
  const reasons = levels.flatMap((level) => {
    const answer = level.sampled ? undefined : acceptance(level, model);
    return answer === undefined || answer.accepts ? [] : [`${level.name}: ${answer.because}`];
  });
  return reasons.length > 0 ? reasons.join("; ") : "sampled levels take no part in sweeps";
}
