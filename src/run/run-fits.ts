/**
 * Run the fits of a model: laws as they stand, outputs by the first exact or deterministic level that states them.
 *
 * @module
 */

import {
  answered,
  type CurveAnswer,
  type CurveProblem,
  type CurveQuestion,
  type CurveSteps,
} from "#inference/curve-fit.ts";
import { lawCurve } from "#inference/law-curve.ts";
import { leastSquares } from "#inference/least-squares.ts";
import { type Contest, contestOf, leaveOneOut, type Validation } from "#inference/leave-one-out.ts";
import type { Level } from "#levels/contract.ts";
import type { Fit, FitLaw, MeasuredTable } from "#model/fit.ts";
import type { LevelName, Model } from "#model/model.ts";
import { settingText } from "#model/setting-text.ts";
import { DIMENSIONLESS } from "#units/dimension.ts";
import { failedLaw, fitLawReport, placesOf } from "./fit-report.ts";
import { isOutOfReach, outputCurve } from "./output-curve.ts";
import { unitText, valueInUnit } from "./output-unit.ts";
import type { RunOptions, RunProgress } from "./run-options.ts";
import type { FitLawReport, FitReport } from "./run-result.ts";

/** Answers the questions of a fit. */
type Curve = (question: CurveQuestion) => Generator<RunProgress, CurveAnswer, unknown>;

/** A law with what became of it. */
interface Fitted {
  readonly report: FitLawReport;
  readonly validation?: Validation;
}

/** All fits of a model, in the order of the file. */
export function* fitsOf(
  model: Model,
  levels: readonly Level[],
  options: RunOptions,
): Generator<RunProgress, readonly FitReport[], unknown> {
  const reports: FitReport[] = [];
  for (const fit of model.fits ?? []) {
    const table = model.tables?.find(({ name }) => name === fit.table);
    if (table === undefined) continue;
    const fitted: Fitted[] = [];
    for (const law of fit.laws) fitted.push(yield* fittedLaw(fit, law, table, model, levels, options));
    const { observed, labels } = fit;
    const at = placesOf(fit, model);
    const errors = observed.standardErrors;
    reports.push({
      name: fit.name,
      table: fit.table,
      observed: observed.text,
      unit: unitText(observed),
      measured: observed.values.map((value) => valueInUnit(value, observed)),
      ...(errors === undefined ? {} : { standardErrors: errors.map((error) => valueInUnit(error, observed)) }),
      ...(labels === undefined ? {} : { labels }),
      ...(at === undefined ? {} : { at }),
      laws: fitted.map(({ report }) => report),
      contests: contests(fitted),
    });
  }
  return reports;
}

function* fittedLaw(
  fit: Fit,
  law: FitLaw,
  table: MeasuredTable,
  model: Model,
  levels: readonly Level[],
  options: RunOptions,
): Generator<RunProgress, Fitted, unknown> {
  const problem = problemOf(fit, law);
  try {
    if (law.curve.kind === "law") {
      const names = law.free.map(({ name }) => name);
      const curve = lawCurve(law.curve.expression, names, table);
      const found = answered(leastSquares(problem), curve);
      const validation = fit.validate ? answered(leaveOneOut(problem, found.parameters), curve) : undefined;
      return fittedWith(fitLawReport(fit, law, found, validation, undefined), validation);
    }
    const source = yield* levelThatStates(law, model, levels, options);
    if (typeof source === "string") return { report: failedLaw(law, source) };
    const found = yield* driven(leastSquares(problem), source.curve);
    const validation = fit.validate ? yield* driven(leaveOneOut(problem, found.parameters), source.curve) : undefined;
    return fittedWith(fitLawReport(fit, law, found, validation, source.level), validation);
  } catch (error) {
    if (error instanceof Error && isOutOfReach(error)) return { report: failedLaw(law, error.message) };
    throw error;
  }
}

function fittedWith(report: FitLawReport, validation: Validation | undefined): Fitted {
  return { report, ...(validation === undefined ? {} : { validation }) };
}

function problemOf({ observed }: Fit, { free, freeScale }: FitLaw): CurveProblem {
  return {
    observed: observed.values,
    ...(observed.standardErrors === undefined ? {} : { standardErrors: observed.standardErrors }),
    start: free.map(({ start }) => start),
    bounds: free.map(({ above, below }) => ({
      ...(above === undefined ? {} : { above }),
      ...(below === undefined ? {} : { below }),
    })),
    freeScale,
  };
}

/** The first level without noise that states the output everywhere at the start; or in words, where none does. */
function* levelThatStates(
  law: FitLaw,
  model: Model,
  levels: readonly Level[],
  options: RunOptions,
): Generator<RunProgress, { readonly level: LevelName; readonly curve: Curve } | string, unknown> {
  let reason: string | undefined;
  for (const level of levels.filter(({ sampled }) => !sampled)) {
    const failures: string[] = [];
    const curve = outputCurve(law, level, model, options, failures);
    const { values } = yield* curve({ parameters: law.free.map(({ start }) => start), slopes: false });
    const first = Array.from(values).findIndex((value) => !Number.isFinite(value));
    if (first < 0) return { level: level.name, curve };
    reason ??= `${placeText(law, model, first)}${failures.length > 0 ? `: ${failures[0]}` : law.curve.kind === "output" && law.curve.at.kind === "time" ? ": ask for solve: {transient: {until: TIME}} that reaches it" : ""}`;
  }
  const output = law.curve.kind === "output" ? law.curve.output : law.name;
  return `no exact or deterministic level of this run states ${output}${reason === undefined ? "" : ` at ${reason}`}`;
}

/** The row at which an output is asked for, with the time or the value there. */
function placeText({ curve }: FitLaw, model: Model, row: number): string {
  if (curve.kind !== "output" || curve.at.kind === "once") return "the start";
  const { at } = curve;
  if (at.kind === "time") return `t = ${figures(at.values[row])} s (row ${row + 1})`;
  const of = model.parameters.find(({ name }) => name === at.parameter);
  return `${at.parameter} = ${settingText(at.values[row], of?.dimension ?? DIMENSIONLESS)} (row ${row + 1})`;
}

/** Drives a fit by a curve that takes runs. */
function* driven<Result>(steps: CurveSteps<Result>, curve: Curve): Generator<RunProgress, Result, unknown> {
  let next = steps.next();
  while (!next.done) next = steps.next(yield* curve(next.value));
  return next.value;
}

/** One sentence for each law beside the first, where all were validated. */
function contests([first, ...others]: readonly Fitted[]): readonly string[] {
  return others.flatMap((other) => {
    if (first?.validation === undefined || other.validation === undefined) return [];
    const contest = contestOf(first.validation, other.validation);
    const [a, b] = [first, other].map(
      ({ report }) => `${report.name} ${figures(report.leaveOneOut?.rms ?? Number.NaN)}`,
    );
    return [`Left out, values are foretold to r.m.s. ${a} and ${b}: ${verdict(contest, first.report, other.report)}.`];
  });
}

function verdict({ winner, difference, standardError }: Contest, a: FitLawReport, b: FitLawReport): string {
  const scores = `difference of the mean squares ${figures(difference)} ± ${figures(standardError)} SI`;
  if (winner === "cannot tell")
    return `${difference < 0 ? a.name : b.name} is nearer, but these data do not tell (${scores})`;
  return `${winner === "first" ? a.name : b.name} foretells better (${scores})`;
}

function figures(value: number): string {
  return String(Number(value.toPrecision(3)));
}
