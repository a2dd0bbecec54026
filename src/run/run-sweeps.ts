/**
 * Sweeps of a model file: one output over a parameter or field that is varied.
 *
 * @module
 */

import type { Level, When } from "#levels/contract.ts";
import type { LevelName, Model, Output, Sweep } from "#model/model.ts";
import { lastRecordTime } from "#model/record-times.ts";
import { resolvedExpression } from "#model/resolve-output.ts";
import { settingText } from "#model/setting-text.ts";
import { formatDimension } from "#units/dimension.ts";
import { valuesOf } from "./evaluate-output.ts";
import { failureText, isLevelFailure, orFailure } from "./failed-level.ts";
import { dataAnswerOf } from "./judge-measurements.ts";
import { acceptance } from "./level-registry.ts";
import { measuresIn } from "./measures-of-model.ts";
import { unitText, valueInUnit } from "./output-unit.ts";
import { AFTERWARDS, formulaOnly } from "./run-level.ts";
import { optionsWith, type RunOptions, type RunProgress } from "./run-options.ts";
import type { SweepFailure, SweepReport } from "./run-result.ts";
import { valueWhen } from "./stated-value.ts";
import { asideOf, variantOf } from "./variant-of.ts";
import { lackOf, withoutNumber } from "./why-no-value.ts";
import { runWithZeros } from "./zeros.ts";

/** Sweeps of the file, by the first level that is exact or deterministic. */
export function* sweepsOf(
  model: Model,
  levels: readonly Level[],
  options: RunOptions,
): Generator<RunProgress, readonly SweepReport[], unknown> {
  if (!options.variant) return [];
  const reports: SweepReport[] = [];
  for (const sweep of model.sweeps) {
    const output = model.outputs.find(({ name }) => name === sweep.plot);
    if (!output) continue;
    const { level, values, failures: alone, asked, at } = yield* ofFirstLevel(model, levels, sweep, options);
    const sameAsked = asked === undefined ? {} : { asked };
    const failures: SweepFailure[] = [...alone];
    const beside: { field: string; values: readonly (number | null)[] }[] = [];
    for (const field of sweep.beside ?? []) {
      const other = yield* valuesOver(model, levels, sweep, options, { set: { field }, ...sameAsked });
      beside.push({ field, values: other.values });
      failures.push(...other.failures.map((one) => ({ ...one, field })));
    }
    const variants: { name: string; values: readonly (number | null)[] }[] = [];
    for (const name of sweep.variants ?? []) {
      const other = yield* valuesOver(model, levels, sweep, options, { variant: name, ...sameAsked });
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

/**
 * The values of a sweep by the first level without noise that states one of them, or by the first of all if none does.
 * Where there is no such level, those of a formula that asks none, as it stands.
 */
function* ofFirstLevel(
  model: Model,
  levels: readonly Level[],
  sweep: Sweep,
  options: RunOptions,
): Generator<RunProgress, SweptValues & { readonly level: LevelName }, unknown> {
  let first: (SweptValues & { readonly level: LevelName }) | undefined;
  for (const level of levels) {
    if (level.sampled) continue;
    const swept = { ...(yield* valuesOver(model, [level], sweep, options)), level: level.name };
    if (swept.values.some((value) => value !== null)) return swept;
    first ??= swept;
  }
  return first ?? { ...(yield* valuesOver(model, levels, sweep, options)), level: levels[0]?.name ?? "closed-form" };
}

/** An output over the values of a sweep: null where it is not stated, and why. */
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
  model: Model,
  levels: readonly Level[],
  { vary, values: points, dimension, plot }: Sweep,
  options: RunOptions,
  { set = {}, variant, asked: known }: SweptCase = {},
): Generator<RunProgress, SweptValues, unknown> {
  const values: (number | null)[] = [];
  const failures: SweepFailure[] = [];
  let asked = known;
  const times = new Set<When>();
  const aside = asideOf(model, [plot]);
  for (const value of points) {
    const text = settingText(value, dimension);
    const settings = { ...set, ...Object.fromEntries(vary.map((path) => [path, text])) };
    const whole = variantOf(options, settings, aside);
    const changed =
      variant === undefined || typeof whole === "string"
        ? whole
        : whole?.variants?.find(({ name }) => name === variant)?.model;
    if (changed === undefined) return { values: [], failures };
    const found =
      typeof changed === "string"
        ? changed
        : yield* statedBy(levels, changed, plot, optionsWith(options, settings), asked);
    if (typeof found === "string") failures.push({ at: value, because: found });
    values.push(typeof found === "string" ? null : found.value);
    if (typeof found === "string") continue;
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

/** The value of an output [its unit] by the first level that carries the model and states it, or why there is none. */
function* statedBy(
  levels: readonly Level[],
  model: Model,
  plot: string,
  options: RunOptions,
  asked: Asked | undefined,
): Generator<RunProgress, Stated | string, unknown> {
  const output = model.outputs.find(({ name }) => name === plot);
  if (output === undefined) return `there is no output ${plot}`;
  const able = levels.filter((one) => !one.sampled && acceptance(one, model).accepts);
  const asksLevels = measuresIn(resolvedExpression(model, output.expression), model).length > 0;
  if (able.length === 0 && asksLevels) return refusalsOf(levels, model);
  const found = yield* firstStated(able, model, output, options, asked);
  if (typeof found === "string") return found;
  const value = valueInUnit(found.value, output);
  if (!Number.isFinite(value)) return `${plot} is ${found.value} there, and only what is above zero has a logarithm`;
  return { ...found, value };
}

interface Stated {
  readonly value: number;
  readonly when: When;
  readonly asked: Asked;
}

/**
 * The value of an output by the first level that states it, the steady one before the last; in words why there is none.
 * Where there is no level, a formula that asks none is computed as it stands.
 */
function* firstStated(
  levels: readonly Level[],
  model: Model,
  { name, expression }: Pick<Output, "name" | "expression">,
  options: RunOptions,
  asked: Asked | undefined,
): Generator<RunProgress, Stated | string, unknown> {
  const last = model.solves.filter(({ kind }) => kind === "transient");
  const steady = model.solves.filter(({ kind }) => kind !== "transient");
  // what does not depend on time comes from any solve, also from none, and most quickly from one without times
  const wanted: readonly (readonly [Model["solves"], readonly Asked[]])[] =
    steady.length === 0
      ? [[last, last.length === 0 ? ["steady"] : ["steady", "last"]]]
      : [[steady, ["steady"]], ...(last.length === 0 ? [] : [[last, ["last"]] as const])];
  let noNumber: string | undefined;
  let lack: string | undefined;
  for (const level of levels.length === 0 ? [undefined] : levels)
    for (const [solves, kinds] of wanted) {
      const open = asked === undefined ? kinds : kinds.filter((kind) => kind === asked);
      if (open.length === 0) continue;
      const changed = { ...model, solves };
      const dataAnswer = dataAnswerOf(model);
      const run =
        level === undefined
          ? formulaOnly(changed, dataAnswer)
          : yield* orFailure(runWithZeros(level, changed, options, dataAnswer, AFTERWARDS, [expression]));
      if (isLevelFailure(run)) return failureText(level?.name ?? "closed-form", run);
      const all = valuesOf(expression, run.answers);
      const times = open.map((kind) => (kind === "steady" ? undefined : lastRecordTime(solves)));
      for (const [i, at] of times.entries()) {
        const found = valueWhen(all, at);
        if (found !== undefined) return { value: found.value, when: found.when, asked: open[i] };
      }
      noNumber ??= withoutNumber(expression, run, times);
      lack ??= lackOf(name, changed, run);
    }
  return noNumber ?? lack ?? noneThen(name, levels, asked);
}

/** That levels state an output at other times than it is asked for. */
function noneThen(output: string, levels: readonly Level[], asked: Asked | undefined): string {
  const value =
    asked === undefined
      ? "neither a steady value nor one at the last record time"
      : asked === "steady"
        ? "no steady value"
        : "no value at the last record time";
  return `${output} has ${value} at the level ${levels.map(({ name }) => name).join(" or ")}`;
}

/** Why no level without noise carries a model. */
function refusalsOf(levels: readonly Level[], model: Model): string {
  const reasons = levels.flatMap((level) => {
    const answer = level.sampled ? undefined : acceptance(level, model);
    return answer === undefined || answer.accepts ? [] : [`${level.name}: ${answer.because}`];
  });
  return reasons.length > 0
    ? reasons.join("; ")
    : "sampled levels take no part in sweeps and tornados, and no other level runs";
}
