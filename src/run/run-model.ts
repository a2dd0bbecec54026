/**
 * Run a model: every level that can carry it, then agreement, expectations and measurements.
 *
 * A generator that yields progress: whoever drives it owns the clock, the progress bar and the stop button, and stops
 * it by not asking for more.
 *
 * @module
 */

import type { Level } from "#levels/contract.ts";
import { activityNotes } from "#model/activity-notes.ts";
import { compartmentNotes } from "#model/compartment-notes.ts";
import { fieldNotes } from "#model/field-notes.ts";
import { stabilityNotes, uphillNotes } from "#model/mixture-notes.ts";
import type { LevelName, Model } from "#model/model.ts";
import { limitingNotes } from "#model/series-resistance.ts";
import { uptakeNotes } from "#model/uptake-notes.ts";
import { coarseNote } from "#step-law/coarse-grained.ts";
import { walkNote } from "#step-law/walk-note.ts";
import {
  agreementWithout,
  type FailedLevel,
  failedReport,
  isLevelFailure,
  LevelsFailed,
  orFailure,
} from "./failed-level.ts";
import { fitExpectations, tableReports } from "./fit-report.ts";
import { agreementOf } from "./judge-levels.ts";
import { dataAnswerOf, judgeMeasurements } from "./judge-measurements.ts";
import { LevelRefused } from "./level-refused.ts";
import { LEVELS, levelNamed, participation } from "./level-registry.ts";
import { type LevelRun, levelReport } from "./level-report.ts";
import { measuresOf } from "./measures-of-model.ts";
import { runWithCompanion } from "./run-companion.ts";
import { expectationsOf } from "./run-expectations.ts";
import { experimentOf } from "./run-experiment.ts";
import { fitsOf } from "./run-fits.ts";
import { formulaOnly } from "./run-level.ts";
import type { RunOptions, RunProgress } from "./run-options.ts";
import type { LevelReport, Refusal, RunResult } from "./run-result.ts";
import { sensitivitiesOf } from "./run-sensitivity.ts";
import { sweepsOf } from "./run-sweeps.ts";
import { unstatedOutputs } from "./unstated-output.ts";

export type { RunOptions, RunProgress } from "./run-options.ts";

/**
 * Run a model.
 *
 * @throws LevelRefused if a listed level cannot carry the model; NumericalFailure if the solver of the only level fails,
 * DomainError if a number has no meaning for a law of it; LevelsFailed if every level of several does (if others end, it
 * is in the report).
 */
export function* runModel(model: Model, options: RunOptions): Generator<RunProgress, RunResult, unknown> {
  const { levels, refused } = chosenLevels(model, options.levels);
  const dataAnswer = dataAnswerOf(model);
  const runs: LevelRun[] = [];
  const failed: FailedLevel[] = [];
  for (const [index, level] of levels.entries()) {
    const portion = { done: index / levels.length, share: 1 / levels.length };
    const run = yield* orFailure(runWithCompanion(level, model, options, dataAnswer, portion));
    if (isLevelFailure(run)) failed.push({ level: level.name, sampled: level.sampled, failure: run });
    else runs.push(run);
  }
  if (runs.length === 0 && failed.length > 0) throw failed.length === 1 ? failed[0].failure : new LevelsFailed(failed);
  if (runs.length === 0 && measuresOf(model).length > 0) throw new LevelRefused(refused);
  const stated = runs.length > 0 ? runs : [formulaOnly(model, dataAnswer)];
  const reports: Partial<Record<LevelName, LevelReport>> = {};
  for (const run of stated) reports[run.level] = levelReport(run, model);
  for (const one of failed) reports[one.level] = failedReport(one);
  const carried = levels.filter(({ name }) => !failed.some(({ level }) => level === name));
  const unstated = unstatedOutputs(model, stated, failed, refused);
  const sensitivities = yield* sensitivitiesOf(model, carried, options);
  const fits = yield* fitsOf(model, carried, options);
  return {
    perrin: options.version,
    model: options.name,
    ...(model.title === undefined ? {} : { title: model.title }),
    ...(model.question === undefined ? {} : { question: model.question }),
    hash: options.hash,
    seed: options.seed ?? model.sampling.seed,
    walkers: options.walkers ?? model.sampling.walkers,
    ...(model.domain?.kind === "compartments" ? { sampled: "parcels" } : {}),
    levels: reports,
    refused,
    ...(unstated.length > 0 ? { unstated } : {}),
    notes: notesOn(model),
    sweeps: yield* sweepsOf(model, carried, options),
    agreement: [...agreementOf(model, stated, options), ...agreementWithout(model, stated, failed)],
    expect: [...(yield* expectationsOf(model, stated, options, failed)), ...fitExpectations(model, fits)],
    data: judgeMeasurements(model, stated),
    ...experimentPart(model),
    ...(sensitivities.length > 0 ? { sensitivities } : {}),
    ...(model.tables === undefined ? {} : { tables: tableReports(model.tables) }),
    ...(fits.length > 0 ? { fits } : {}),
  };
}

function experimentPart(model: Model): Pick<RunResult, "experiment"> {
  const experiment = experimentOf(model);
  return experiment === undefined ? {} : { experiment };
}

/** The levels to run; all that can carry the model if none are listed. */
function chosenLevels(model: Model, asked: readonly LevelName[] | undefined): { levels: Level[]; refused: Refusal[] } {
  const listed = asked ?? model.levels;
  const refused: Refusal[] = [];
  const levels = LEVELS.filter((level) => {
    if (listed && !listed.includes(level.name)) return false;
    const answer = participation(level, model, listed);
    // that a formula has no species is no refusal of any level
    if (!answer.accepts && model.species.length > 0)
      refused.push({ level: level.name, because: answer.because, change: answer.change });
    return answer.accepts;
  });
  for (const name of listed ?? [])
    if (!levelNamed(name))
      refused.push({ level: name, because: "it comes with a later version", change: "leave it out" });
  if (listed && model.species.length > 0 && refused.length > 0) throw new LevelRefused(refused);
  return { levels, refused };
}

function notesOn(model: Model): readonly string[] {
  const walks = model.species.flatMap((species) => {
    const { name, walk } = species;
    return (walk ? walkNote(name, walk) : coarseNote(species, model)) ?? [];
  });
  return [
    ...walks,
    ...limitingNotes(model),
    ...activityNotes(model),
    ...fieldNotes(model),
    ...uptakeNotes(model),
    ...compartmentNotes(model),
    ...(model.stability ? stabilityNotes(model) : []),
    ...uphillNotes(model),
  ];
}
