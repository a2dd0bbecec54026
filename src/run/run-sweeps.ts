/**
 * Sweeps of a model file: one output over a parameter or field that is varied.
 *
 * @module
 */

import type { Level } from "#levels/contract.ts";
import type { Model, Output, Sweep } from "#model/model.ts";
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
  const level = levels.find(({ sampled }) => !sampled);
  if (!level || !options.variant) return [];
  const reports: SweepReport[] = [];
  for (const sweep of model.sweeps) {
    const output = model.outputs.find(({ name }) => name === sweep.plot);
    if (!output) continue;
    const { values, failures: alone } = yield* valuesOver([level], sweep, output, options, {});
    const failures: SweepFailure[] = [...alone];
    const beside: { field: string; values: readonly (number | null)[] }[] = [];
    for (const field of sweep.beside ?? []) {
      const other = yield* valuesOver(levels, sweep, output, options, { field });
      beside.push({ field, values: other.values });
      failures.push(...other.failures.map((one) => ({ ...one, field })));
    }
    const variants: { name: string; values: readonly (number | null)[] }[] = [];
    for (const name of sweep.variants ?? []) {
      const other = yield* valuesOver(levels, sweep, output, options, {}, name);
      variants.push({ name, values: other.values });
      failures.push(...other.failures.map((one) => ({ ...one, variant: name })));
    }
    reports.push({
      name: sweep.name,
      level: level.name,
      vary: sweep.vary,
      axis: { unit: formatDimension(sweep.dimension), values: sweep.values },
      output: sweep.plot,
      unit: unitText(output),
      values,
      ...(failures.length > 0 ? { failures } : {}),
      ...(beside.length > 0 ? { beside } : {}),
      ...(variants.length > 0 ? { variants } : {}),
    });
  }
  return reports;
}

/** An output over the values of a sweep: null where it is not stated, and why where a solver failed. */
export interface SweptValues {
  readonly values: readonly (number | null)[];
  readonly failures: readonly SweepFailure[];
}

/** The output over the values of a sweep, with more set, by the first level that can. */
export function* valuesOver(
  levels: readonly Level[],
  { vary, values: points, dimension, plot }: Sweep,
  output: Output,
  options: RunOptions,
  set: Readonly<Record<string, string>>,
  variant?: string,
): Generator<RunProgress, SweptValues, unknown> {
  const values: (number | null)[] = [];
  const failures: SweepFailure[] = [];
  for (const value of points) {
    const text = settingText(value, dimension);
    const settings = { ...set, ...Object.fromEntries(vary.map((path) => [path, text])) };
    const whole = options.variant?.(settings);
    const changed = variant === undefined ? whole : whole?.variants?.find(({ name }) => name === variant)?.model;
    if (changed === undefined) return { values: [], failures };
    const level = levels.find((one) => !one.sampled && acceptance(one, changed).accepts);
    if (level === undefined) {
      if (variant !== undefined) failures.push({ at: value, because: refusalsOf(levels, changed) });
      values.push(null);
      continue;
    }
    const twin = changed.outputs.find(({ name }) => name === plot) ?? (variant === undefined ? output : undefined);
    if (twin === undefined) {
      values.push(null);
      continue;
    }
    const run = yield* orFailure(
      runWithZeros(
        level,
        { ...changed, solves: steadySolves(changed) },
        optionsWith(options, settings),
        dataAnswerOf(changed),
        AFTERWARDS,
        [twin.expression],
      ),
    );
    if (isLevelFailure(run)) {
      failures.push({ at: value, because: failureText(level.name, run) });
      values.push(null);
      continue;
    }
    const found = valueWhen(valuesOf(twin.expression, run.answers), undefined);
    const inUnit = found === undefined ? Number.NaN : valueInUnit(found.value, output);
    values.push(Number.isFinite(inUnit) ? inUnit : null);
  }
  return { values, failures };
}

/** Why no level without noise carries a model. */
function refusalsOf(levels: readonly Level[], model: Model): string {
  const reasons = levels.flatMap((level) => {
    const answer = level.sampled ? undefined : acceptance(level, model);
    return answer === undefined || answer.accepts ? [] : [`${level.name}: ${answer.because}`];
  });
  return reasons.length > 0 ? reasons.join("; ") : "sampled levels take no part in sweeps";
}

/** A sweep asks for the value that does not depend on time: transients are left out if there is a steady solve. */
function steadySolves({ solves }: Model): Model["solves"] {
  const steady = solves.filter(({ kind }) => kind !== "transient");
  return steady.length > 0 ? steady : solves;
}
