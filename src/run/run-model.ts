/**
 * Run a model: every level that can carry it, then agreement, expectations and measurements.
 *
 * A generator that yields progress: whoever drives it owns the clock, the progress bar and the stop button, and stops
 * it by not asking for more.
 *
 * @module
 */

import { type AgreementVerdict as Judged, type JudgedSeries, judgeAgreement } from "#agreement/judge.ts";
import type { Level, LevelResult, Task } from "#levels/contract.ts";
import type { LevelName, Model } from "#model/model.ts";
import { parameterSettings, settingText } from "#model/setting-text.ts";
import { walkNote } from "#step-law/walk-note.ts";
import { formatDimension } from "#units/dimension.ts";
import { convertToUnit } from "#units/parse-quantity.ts";
import { answersOf, type DataAnswer, valuesOf } from "./evaluate-output.ts";
import { judgeExpectation, valueWhen } from "./judge-expectations.ts";
import { dataAnswerOf, judgeMeasurements } from "./judge-measurements.ts";
import { LevelRefused, type RefusedLevel } from "./level-refused.ts";
import { acceptance, LEVELS, levelNamed } from "./level-registry.ts";
import { type LevelRun, levelReport } from "./level-report.ts";
import { measuresOf } from "./measures-of-model.ts";
import type { AgreementVerdict, ExpectVerdict, LevelReport, RunResult, SweepReport } from "./run-result.ts";

export interface RunProgress {
  readonly level: LevelName;
  /** Of the whole run [1]. */
  readonly fraction: number;
  readonly doing: string;
}

export interface RunOptions {
  /** Version of the program, for the record. */
  readonly version: string;
  /** Name of the model, for the record. */
  readonly name: string;
  /** Hash of the model text and of what was set on it, for the record. */
  readonly hash: string;
  /** Levels to run instead of those of the file. */
  readonly levels?: readonly LevelName[];
  readonly seed?: number;
  readonly walkers?: number;
  /** Factor on the number of cells and steps; 1 if absent. */
  readonly refinement?: number;
  /** The same model with parameters set, for expectations that carry `with:`. */
  readonly variant?: (set: Readonly<Record<string, string>>) => Model;
}

/**
 * Run a model.
 *
 * @throws LevelRefused if a listed level cannot carry the model; NumericalFailure if a solve fails; DomainError if a
 * number has no meaning for a law.
 */
export function* runModel(model: Model, options: RunOptions): Generator<RunProgress, RunResult> {
  const { levels, refused } = chosenLevels(model, options.levels);
  const dataAnswer = dataAnswerOf(model);
  const runs: LevelRun[] = [];
  for (const [index, level] of levels.entries())
    runs.push(yield* runLevel(level, model, options, dataAnswer, index / levels.length, 1 / levels.length));
  const stated = runs.length > 0 ? runs : [formulaOnly(model, dataAnswer)];
  const reports: Partial<Record<LevelName, LevelReport>> = {};
  for (const run of stated) reports[run.level] = levelReport(run, model);
  return {
    perrin: options.version,
    model: options.name,
    ...(model.title === undefined ? {} : { title: model.title }),
    ...(model.question === undefined ? {} : { question: model.question }),
    hash: options.hash,
    seed: options.seed ?? model.sampling.seed,
    walkers: options.walkers ?? model.sampling.walkers,
    levels: reports,
    refused,
    notes: notesOn(model),
    sweeps: yield* sweepsOf(model, levels, options),
    agreement: agreementOf(model, stated, options),
    expect: yield* expectationsOf(model, stated, options),
    data: judgeMeasurements(model, stated),
  };
}

/** The levels to run; all that can carry the model if none are listed. */
function chosenLevels(
  model: Model,
  asked: readonly LevelName[] | undefined,
): { levels: Level[]; refused: RefusedLevel[] } {
  const listed = asked ?? model.levels;
  const refused: RefusedLevel[] = [];
  const levels = LEVELS.filter((level) => {
    if (listed && !listed.includes(level.name)) return false;
    const answer = acceptance(level, model);
    if (!answer.accepts) refused.push({ level: level.name, because: answer.because, change: answer.change });
    return answer.accepts;
  });
  for (const name of listed ?? [])
    if (!levelNamed(name))
      refused.push({ level: name, because: "it comes with a later version", change: "leave it out" });
  if (listed && model.species.length > 0 && refused.length > 0) throw new LevelRefused(refused);
  return { levels, refused };
}

function* runLevel(
  level: Level,
  model: Model,
  options: RunOptions,
  dataAnswer: DataAnswer,
  done: number,
  share: number,
): Generator<RunProgress, LevelRun> {
  const measures = measuresOf(model);
  const results: LevelResult[] = [];
  for (const [index, species] of model.species.entries()) {
    const task: Task = {
      model,
      species: species.name,
      solves: model.solves,
      measures: measures.filter((measure) => measure.species === species.name),
      walkers: options.walkers ?? model.sampling.walkers,
      seed: options.seed ?? model.sampling.seed,
      refinement: options.refinement ?? 1,
    };
    const steps = level.solve(task);
    for (;;) {
      const next = steps.next();
      if (next.done) {
        results.push(next.value);
        break;
      }
      const fraction = done + (share * (index + next.value.fraction)) / model.species.length;
      yield { level: level.name, fraction, doing: next.value.doing };
    }
  }
  const readings = results.flatMap((result) => result.readings);
  return { level: level.name, sampled: level.sampled, results, answers: answersOf(model, readings, dataAnswer) };
}

function notesOn(model: Model): readonly string[] {
  return model.species.flatMap(({ name, walk }) => (walk ? (walkNote(name, walk) ?? []) : []));
}

/** A model that is only a formula is computed as it stands, under the name of closed forms. */
function formulaOnly(model: Model, dataAnswer: DataAnswer): LevelRun {
  const result: LevelResult = {
    level: "closed-form",
    law: { kind: "continuum" },
    method: "formula, computed as it stands",
    warnings: [],
    invariants: {},
    readings: [],
    profiles: [],
    sources: [],
  };
  return { level: "closed-form", sampled: false, results: [result], answers: answersOf(model, [], dataAnswer) };
}

function agreementOf(model: Model, runs: readonly LevelRun[], options: RunOptions): readonly AgreementVerdict[] {
  const verdicts: Judged[] = [];
  for (const rule of model.agree) {
    const output = model.outputs.find(({ name }) => name === rule.output);
    if (!output) continue;
    const series = runs.map((run) => judgedSeries(run, valuesOf(output.expression, run.answers), options, model));
    verdicts.push(...judgeAgreement(rule, series));
  }
  return verdicts;
}

/** What is judged of an output: the steady value if there is one, else every recorded time. */
function judgedSeries(
  run: LevelRun,
  values: ReturnType<typeof valuesOf>,
  options: RunOptions,
  model: Model,
): JudgedSeries {
  const steady = values.filter(({ when }) => when === "steady");
  const judged = (steady.length > 0 ? steady : values).filter(({ value }) => Number.isFinite(value));
  const batches = judged.map((value) => value.batches);
  return {
    level: run.level,
    sampled: run.sampled,
    walkers: run.sampled ? (options.walkers ?? model.sampling.walkers) : 0,
    law: run.results[0]?.law.kind ?? "continuum",
    sharesRatesWith: levelNamed(run.level)?.sharesRatesWith ?? [],
    when: judged.map(({ when }) => when),
    values: judged.map(({ value }) => value),
    ...(batches.every((batch) => batch !== undefined) && judged.length > 0 ? { batches } : {}),
  };
}

function* expectationsOf(
  model: Model,
  runs: readonly LevelRun[],
  options: RunOptions,
): Generator<RunProgress, readonly ExpectVerdict[]> {
  const verdicts: ExpectVerdict[] = [];
  const variants = new Map<string, { model: Model; runs: LevelRun[] }>();
  for (const [index, expectation] of model.expectations.entries()) {
    const key = JSON.stringify(expectation.with);
    if (key === "{}" || !options.variant) {
      verdicts.push(...judgeExpectation(expectation, model, runs));
      continue;
    }
    let variant = variants.get(key);
    if (!variant) {
      const changed = options.variant(parameterSettings(model, expectation.with));
      variant = { model: changed, runs: [] };
      for (const { level, sampled } of runs) {
        const known = levelNamed(level);
        if (known && !sampled) variant.runs.push(yield* runLevel(known, changed, options, dataAnswerOf(changed), 1, 0));
      }
      if (variant.runs.length === 0) variant.runs.push(formulaOnly(changed, dataAnswerOf(changed)));
      variants.set(key, variant);
    }
    const twin = variant.model.expectations[index];
    if (twin) verdicts.push(...judgeExpectation(twin, variant.model, variant.runs));
  }
  return verdicts;
}

/** Sweeps of the file, by the first level that is exact or deterministic. */
function* sweepsOf(
  model: Model,
  levels: readonly Level[],
  options: RunOptions,
): Generator<RunProgress, readonly SweepReport[]> {
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
        1,
        0,
      );
      const twin = changed.outputs.find(({ name }) => name === sweep.plot) ?? output;
      const found = valueWhen(valuesOf(twin.expression, run.answers), undefined);
      values.push(found === undefined ? null : output.unit ? convertToUnit(found.value, output.unit) : found.value);
    }
    reports.push({
      name: sweep.name,
      level: level.name,
      vary: sweep.vary,
      axis: { unit: formatDimension(sweep.dimension), values: sweep.values },
      output: sweep.plot,
      unit: output.unit?.text ?? formatDimension(output.dimension),
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
