/**
 * Judge all expectations of a model; those that set parameters run the deterministic levels once more for each setting.
 *
 * @module
 */

import { namesIn } from "#model/expression/walk-tree.ts";
import type { Expectation, Model } from "#model/model.ts";
import { parameterSettings } from "#model/setting-text.ts";
import { expectedWithout, type FailedLevel, isLevelFailure, orFailure } from "./failed-level.ts";
import { judgeExpectation } from "./judge-expectations.ts";
import { dataAnswerOf } from "./judge-measurements.ts";
import { levelNamed } from "./level-registry.ts";
import type { LevelRun } from "./level-report.ts";
import { AFTERWARDS, formulaOnly } from "./run-level.ts";
import { optionsWith, type RunOptions, type RunProgress } from "./run-options.ts";
import type { ExpectVerdict } from "./run-result.ts";
import { asideOf, variantOf } from "./variant-of.ts";
import { runWithZeros } from "./zeros.ts";

/** Verdicts on all expectations, in the order of the file. */
export function* expectationsOf(
  model: Model,
  runs: readonly LevelRun[],
  options: RunOptions,
  failed: readonly FailedLevel[] = [],
): Generator<RunProgress, readonly ExpectVerdict[], unknown> {
  const verdicts: ExpectVerdict[] = [];
  const variants = new Map<string, { model: Model; runs: LevelRun[]; failed: FailedLevel[] } | string>();
  for (const [index, expectation] of model.expectations.entries()) {
    const key = JSON.stringify(expectation.with);
    if (key === "{}") {
      verdicts.push(...expectedWithout(judgeExpectation(expectation, model, runs), expectation, failed));
      continue;
    }
    if (!options.variant) {
      // whoever drives the run cannot change the model: nobody states the value
      verdicts.push(...judgeExpectation(expectation, model, []));
      continue;
    }
    let variant = variants.get(key);
    if (variant === undefined) {
      const settings = parameterSettings(model, expectation.with);
      const alike = model.expectations.filter((one) => JSON.stringify(one.with) === key).map((one) => one.expression);
      // expectations are found again by their place, so that all of them must have a meaning
      const asked = model.expectations.flatMap(({ expression }) => [...namesIn(expression)]);
      const aside = asideOf(model, asked).filter((part) => part !== "expect");
      const changed = variantOf(options, settings, aside) ?? model;
      if (typeof changed === "string") {
        variants.set(key, changed);
        verdicts.push(...untold(expectation, model, changed));
        continue;
      }
      const within = optionsWith(options, settings);
      variant = { model: changed, runs: [], failed: [...failed] };
      for (const { level, sampled } of runs) {
        const known = levelNamed(level);
        if (!known || sampled) continue;
        const run = yield* orFailure(runWithZeros(known, changed, within, dataAnswerOf(changed), AFTERWARDS, alike));
        if (isLevelFailure(run)) variant.failed.push({ level, sampled, failure: run });
        else variant.runs.push(run);
      }
      if (variant.runs.length + variant.failed.length === 0)
        variant.runs.push(formulaOnly(changed, dataAnswerOf(changed)));
      variants.set(key, variant);
    }
    if (typeof variant === "string") {
      verdicts.push(...untold(expectation, model, variant));
      continue;
    }
    const twin = variant.model.expectations[index];
    if (twin) {
      const judged = judgeExpectation(twin, variant.model, variant.runs);
      verdicts.push(...expectedWithout(judged, twin, variant.failed));
    }
  }
  // a level that whoever drives the run left out was not asked
  return verdicts.filter(({ verdict, level }) => verdict !== "not stated" || (options.levels?.includes(level) ?? true));
}

/** What is expected with values with which the file has no meaning cannot be told. */
function untold(expectation: Expectation, model: Model, because: string): readonly ExpectVerdict[] {
  return judgeExpectation(expectation, model, []).map((one) => ({ ...one, verdict: "cannot tell", because }));
}
