/**
 * Hold the levels of a run against each other, output by output.
 *
 * @module
 */

import { type AgreementVerdict, type JudgedSeries, judgeAgreement } from "#agreement/judge.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { Model } from "#model/model.ts";
import { powInteger } from "#numerics/elementary.ts";
import { type OutputValue, valuesOf } from "./evaluate-output.ts";
import { levelNamed } from "./level-registry.ts";
import type { LevelRun } from "./level-report.ts";
import type { RunOptions } from "./run-options.ts";

/** Verdicts on every output that the model wishes judged. */
export function agreementOf(model: Model, runs: readonly LevelRun[], options: RunOptions): readonly AgreementVerdict[] {
  const verdicts: AgreementVerdict[] = [];
  const isOfParcels = model.domain?.kind === "compartments";
  for (const rule of model.agree) {
    const output = model.outputs.find(({ name }) => name === rule.output);
    if (!output) continue;
    const series = (asked: Asked) => runs.map((run) => judgedSeries(run, output.expression, options, model, asked));
    const inTime = runs.flatMap(({ level, sampled, answers }) =>
      sampled && isOfParcels && steadyOf(valuesOf(output.expression, answers)).length === 0 ? [level] : [],
    );
    const isInTime = ({ levels }: AgreementVerdict) => levels.some((level) => inTime.includes(level));
    verdicts.push(...judgeAgreement(rule, series("steady first")).filter((verdict) => !isInTime(verdict)));
    if (inTime.length > 0) verdicts.push(...judgeAgreement(rule, series("in time")).filter(isInTime));
  }
  return verdicts;
}

/** The steady value where there is one, else every recorded time; or the times alone. */
type Asked = "steady first" | "in time";

function steadyOf(values: readonly OutputValue[]): readonly OutputValue[] {
  return values.filter(({ when }) => when === "steady");
}

/**
 * What is judged of an output: the steady value if there is one, else every recorded time. A level that states no steady
 * value, as parcels in compartments do not, is judged at the times, with all the others.
 */
function judgedSeries(
  run: LevelRun,
  expression: Expression,
  options: RunOptions,
  model: Model,
  asked: Asked,
): JudgedSeries {
  const values = valuesOf(expression, run.answers);
  const steady = steadyOf(values);
  const judged =
    asked === "in time" ? values.filter(({ when }) => when !== "steady") : steady.length > 0 ? steady : values;
  const batches = judged.map((value) => value.batches);
  return {
    level: run.level,
    sampled: run.sampled,
    walkers: run.sampled ? (options.walkers ?? model.sampling.walkers) : 0,
    ...(run.sampled && model.domain?.kind === "compartments" ? { counted: "parcels" as const } : {}),
    law: run.results[0]?.law.kind ?? "continuum",
    sharesRatesWith: run.results[0]?.sharesRatesWith ?? levelNamed(run.level)?.sharesRatesWith ?? [],
    when: judged.map(({ when }) => when),
    values: judged.map(({ value }) => value),
    ...(batches.every((batch) => batch !== undefined) && judged.length > 0 ? { batches } : {}),
    ...(run.coarse
      ? { discretisation: discretisationError(judged, valuesOf(expression, run.coarse), run.order ?? 2) }
      : {}),
  };
}

/** Richardson's estimate from half as many cells, relative to the largest value: |fine - coarse| / (2^order - 1). */
function discretisationError(fine: readonly OutputValue[], coarse: readonly OutputValue[], order: number): number {
  const coarseAt = new Map(coarse.map(({ when, value }) => [when, value]));
  let largest = 0;
  let difference = 0;
  for (const { when, value } of fine) {
    const other = coarseAt.get(when);
    largest = Math.max(largest, Math.abs(value));
    if (other !== undefined) difference = Math.max(difference, Math.abs(value - other));
  }
  return largest > 0 ? difference / (powInteger(2, order) - 1) / largest : 0;
}
