/**
 * Sweeps of a model file: one output over a parameter or field that is varied.
 *
 * @module
 */

import type { Level } from "#levels/contract.ts";
import type { Model } from "#model/model.ts";
import { settingText } from "#model/setting-text.ts";
import { formatDimension } from "#units/dimension.ts";
import { valuesOf } from "./evaluate-output.ts";
import { dataAnswerOf } from "./judge-measurements.ts";
import { unitText, valueInUnit } from "./output-unit.ts";
import { AFTERWARDS, runLevel } from "./run-level.ts";
import type { RunOptions, RunProgress } from "./run-options.ts";
import type { SweepReport } from "./run-result.ts";
import { valueWhen } from "./stated-value.ts";

/** Sweeps of the file, by the first level that is exact or deterministic. */
export function* sweepsOf(
  model: Model,
  levels: readonly Level[],
  options: RunOptions,
): Generator<RunProgress, readonly SweepReport[], unknown> {
  const level = levels.find(({ sampled }) => !sampled);
  const { variant } = options;
  if (!level || !variant) return [];
  const reports: SweepReport[] = [];
  for (const sweep of model.sweeps) {
    const output = model.outputs.find(({ name }) => name === sweep.plot);
    if (!output) continue;
    const values: (number | null)[] = [];
    for (const value of sweep.values) {
      const text = settingText(value, sweep.dimension);
      const changed = variant(Object.fromEntries(sweep.vary.map((path) => [path, text])));
      const run = yield* runLevel(
        level,
        { ...changed, solves: steadySolves(changed) },
        options,
        dataAnswerOf(changed),
        AFTERWARDS,
      );
      const twin = changed.outputs.find(({ name }) => name === sweep.plot) ?? output;
      const found = valueWhen(valuesOf(twin.expression, run.answers), undefined);
      const inUnit = found === undefined ? Number.NaN : valueInUnit(found.value, output);
      values.push(Number.isFinite(inUnit) ? inUnit : null);
    }
    reports.push({
      name: sweep.name,
      level: level.name,
      vary: sweep.vary,
      axis: { unit: formatDimension(sweep.dimension), values: sweep.values },
      output: sweep.plot,
      unit: unitText(output),
      values,
    });
  }
  return reports;
}

/** A sweep asks for the value that does not depend on time: transients are left out if there is a steady solve. */
function steadySolves({ solves }: Model): Model["solves"] {
  const steady = solves.filter(({ kind }) => kind !== "transient");
  return steady.length > 0 ? steady : solves;
}
