/**
 * Run one level on every species of a model, or on those together that feel each other.
 *
 * @module
 */

import type { Level, LevelResult, Task } from "#levels/contract.ts";
import { coupledSpecies } from "#model/coupled-species.ts";
import type { Model } from "#model/model.ts";
import { type Answers, answersOf, type DataAnswer } from "./evaluate-output.ts";
import { isLevelFailure, orFailure } from "./failed-level.ts";
import { acceptance } from "./level-registry.ts";
import type { LevelRun } from "./level-report.ts";
import { measuresOf } from "./measures-of-model.ts";
import type { RunOptions, RunProgress } from "./run-options.ts";

/** Where the work of a level lies in that of the whole run: what is done before it, and its share [1]. */
export interface Portion {
  readonly done: number;
  readonly share: number;
}

/** What comes after the levels does not move the progress. */
export const AFTERWARDS: Portion = { done: 1, share: 0 };

/** Run a level, and have its readings ready to be asked. */
export function* runLevel(
  level: Level,
  model: Model,
  options: RunOptions,
  dataAnswer: DataAnswer,
  { done, share }: Portion,
): Generator<RunProgress, LevelRun, unknown> {
  const measures = measuresOf(model);
  const results: LevelResult[] = [];
  const groups = coupledSpecies(model);
  for (const [index, group] of groups.entries()) {
    const [first] = group as readonly [string, ...string[]];
    const task: Task = {
      model,
      species: first,
      ...(group.length === 1 ? {} : { together: group }),
      solves: model.solves,
      measures: measures.filter(({ species }) => (species === "" ? index === 0 : group.includes(species))),
      walkers: options.walkers ?? model.sampling.walkers,
      seed: options.seed ?? model.sampling.seed,
      refinement: options.refinement ?? 1,
      ...(options.stepping === undefined ? {} : { stepping: options.stepping }),
    };
    const steps = level.solve(task);
    let answer: unknown;
    for (;;) {
      const next = steps.next(answer);
      if (next.done) {
        results.push(next.value);
        break;
      }
      const fraction = done + (share * (index + next.value.fraction)) / groups.length;
      answer = yield { ...next.value, level: level.name, fraction };
    }
  }
  const readings = results.flatMap((result) => result.readings);
  const answers = answersOf(model, readings, dataAnswer);
  const variants = new Map<string, Answers>();
  const variantsLeftOut: Record<string, string> = {};
  const own = new Set(results.flatMap(({ warnings }) => warnings));
  const variantWarnings: string[] = [];
  for (const variant of model.variants ?? []) {
    const answer = acceptance(level, variant.model);
    if (!answer.accepts) {
      variantsLeftOut[variant.name] = answer.because;
      continue;
    }
    const run = yield* orFailure(runLevel(level, variant.model, options, dataAnswer, { done: done + share, share: 0 }));
    if (isLevelFailure(run)) {
      variantsLeftOut[variant.name] = `it failed at ${run.message}`;
      continue;
    }
    variants.set(variant.name, run.answers);
    for (const warning of new Set(run.results.flatMap(({ warnings }) => warnings)))
      if (!own.has(warning)) variantWarnings.push(`the variant ${variant.name}: ${warning}`);
  }
  return {
    level: level.name,
    sampled: level.sampled,
    results,
    answers: variants.size === 0 ? answers : { ...answers, variants },
    ...(Object.keys(variantsLeftOut).length > 0 && { variantsLeftOut }),
    ...(variantWarnings.length > 0 && { variantWarnings }),
  };
}

/** A model that is only a formula is computed as it stands, under the name of closed forms. */
export function formulaOnly(model: Model, dataAnswer: DataAnswer): LevelRun {
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
