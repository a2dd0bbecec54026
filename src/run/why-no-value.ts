/**
 * Why the run of a level with a changed value does not state an output.
 *
 * @module
 */

import type { When } from "#levels/contract.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { Model } from "#model/model.ts";
import { evaluatedOf, faultAt } from "./evaluate-output.ts";
import type { LevelRun } from "./level-report.ts";
import { valueWhen } from "./stated-value.ts";
import { unstatedOutputs } from "./unstated-output.ts";

/**
 * That the formula of the output has no number at one of some times, and which part of it; undefined if that is not why.
 *
 * @param times at which it is asked for; undefined is the steady value
 */
export function withoutNumber(
  expression: Expression,
  { answers }: LevelRun,
  times: readonly (When | undefined)[],
): string | undefined {
  const all = evaluatedOf(expression, answers);
  for (const at of times) {
    const found = valueWhen(all, at);
    if (found === undefined || Number.isFinite(found.value)) continue;
    return `the formula has no number there: ${faultAt(expression, answers, found.when) ?? "it is not finite"}`;
  }
  return undefined;
}

/** What a level lacks that does not state an output at any time; undefined if it states it at another. */
export function lackOf(output: string, model: Model, run: LevelRun): string | undefined {
  const lacking = unstatedOutputs(model, [run], [], []).find((one) => one.output === output);
  const [first] = lacking?.because ?? [];
  return first === undefined ? undefined : `${first.level}: ${first.reason}`;
}
