/**
 * Run one level on every species of a model, or on those together that feel each other.
 *
 * @module
 */

import type { Level, LevelResult, Task } from "#levels/contract.ts";
import { coupledSpecies } from "#model/coupled-species.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Model } from "#model/model.ts";
import { answersOf, type DataAnswer } from "./evaluate-output.ts";
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
  return { level: level.name, sampled: level.sampled, results, answers: answersOf(model, readings, dataAnswer) };
}

/** A level on a grid also runs on half as many cells, so that its discretisation error is known. */
export function* runWithCompanion(
  level: Level,
  model: Model,
  options: RunOptions,
  dataAnswer: DataAnswer,
  { done, share }: Portion,
): Generator<RunProgress, LevelRun, unknown> {
  if (level.sampled || level.order.space === 0 || model.agree.length === 0)
    return yield* runLevel(level, model, options, dataAnswer, { done, share });
  const fine = yield* runLevel(level, model, options, dataAnswer, { done, share: share * FINE_SHARE });
  const judged = { ...model, expectations: [], outputs: model.outputs.filter(({ name }) => isJudged(name, model)) };
  const halved = { ...options, refinement: (options.refinement ?? 1) / 2 };
  const rest = share * (1 - FINE_SHARE);
  const { answers } = yield* runLevel(level, judged, halved, dataAnswer, {
    done: done + share * FINE_SHARE,
    share: rest,
  });
  const orders = fine.results.map(({ order }) => order ?? level.order.space);
  return { ...fine, coarse: { ...answers, model }, order: Math.min(...orders) };
}

/** Part of the work of a level on a grid that is its own run rather than its coarse companion's. */
const FINE_SHARE = 0.7;

/** Whether an output is judged, or named by one that is. */
function isJudged(name: string, model: Model): boolean {
  const named = new Set<string>();
  const add = (output: string): void => {
    if (named.has(output)) return;
    named.add(output);
    const expression = model.outputs.find((candidate) => candidate.name === output)?.expression;
    if (expression) for (const inner of namesIn(expression)) add(inner);
  };
  for (const { output } of model.agree) add(output);
  return named.has(name);
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
