/**
 * A level on a grid with a companion on half as many cells, so that its discretisation error is known where it is judged.
 *
 * @module
 */

import type { Level } from "#levels/contract.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Model } from "#model/model.ts";
import type { DataAnswer } from "./evaluate-output.ts";
import type { LevelRun } from "./level-report.ts";
import type { Portion } from "./run-level.ts";
import type { RunOptions, RunProgress } from "./run-options.ts";
import { runWithZeros } from "./zeros.ts";

/** A level on a grid also runs on half as many cells, so that its discretisation error is known. */
export function* runWithCompanion(
  level: Level,
  model: Model,
  options: RunOptions,
  dataAnswer: DataAnswer,
  { done, share }: Portion,
): Generator<RunProgress, LevelRun, unknown> {
  if (level.sampled || level.order.space === 0 || model.agree.length === 0)
    return yield* runWithZeros(level, model, options, dataAnswer, { done, share });
  const fine = yield* runWithZeros(level, model, options, dataAnswer, { done, share: share * FINE_SHARE });
  const judged = { ...model, expectations: [], outputs: model.outputs.filter(({ name }) => isJudged(name, model)) };
  const halved = { ...options, refinement: (options.refinement ?? 1) / 2 };
  const rest = share * (1 - FINE_SHARE);
  const { answers } = yield* runWithZeros(level, judged, halved, dataAnswer, {
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
