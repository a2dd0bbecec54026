/**
 * Why an output is stated by no level: what each of them lacks.
 *
 * @module
 */

import { isExperimentResult } from "#model/experiment.ts";
import { domainFault } from "#model/expression/domain-fault.ts";
import type { Expression } from "#model/expression/expression.ts";
import { callsIn, namesIn } from "#model/expression/walk-tree.ts";
import { formatExpression } from "#model/expression/write-expression.ts";
import type { LevelName, Model } from "#model/model.ts";
import { resolvedExpression } from "#model/resolve-output.ts";
import { valuesOf } from "./evaluate-output.ts";
import type { FailedLevel } from "./failed-level.ts";
import type { LevelRun } from "./level-report.ts";
import { askedMeasurement, measuresIn } from "./measures-of-model.ts";
import { experimentOf, experimentSilence } from "./run-experiment.ts";
import type { Refusal } from "./run-result.ts";

/** An output that no level states, and the reason of each level. */
export interface UnstatedOutput {
  readonly output: string;
  readonly because: readonly { readonly level: LevelName; readonly reason: string }[];
}

/** The outputs of a model that no level states. */
export function unstatedOutputs(
  model: Model,
  runs: readonly LevelRun[],
  failed: readonly FailedLevel[],
  refused: readonly Refusal[],
): readonly UnstatedOutput[] {
  const never = model.outputs.filter(({ expression }) =>
    runs.every(({ answers }) => valuesOf(expression, answers).length === 0),
  );
  return never.map(({ name, expression }) => {
    const untold = untoldBy(model, expression, runs);
    const asked = [...new Set(measuresIn(resolvedExpression(model, expression), model).map(({ key }) => key))];
    return {
      output: name,
      because: [
        ...runs.map(({ level, answers, results, variantsLeftOut = {} }) => {
          const variant = variantsNamed(model, expression).find((one) => Object.hasOwn(variantsLeftOut, one));
          if (variant !== undefined)
            return { level, reason: `it does not state the variant ${variant}: ${variantsLeftOut[variant]}` };
          const missing = asked.filter((key) => !answers.readings.has(key));
          if (missing.length === 0 && untold !== undefined) return { level, reason: untold };
          const told = missing.flatMap((key) => reasonTold(key, results) ?? []);
          if (told.length > 0) return { level, reason: told.join("; ") };
          const fault = asked.length === 0 ? faultOf(model, expression) : undefined;
          return { level, reason: fault ?? reasonOf(asked, missing) };
        }),
        ...failed.map(({ level }) => ({ level, reason: "it failed" })),
        ...(model.domain === undefined ? [] : refused).map(({ level, because }) => ({
          level,
          reason: `it cannot carry the model: ${because}`,
        })),
      ],
    };
  });
}

/** Why a level does not state a measure, where it warned of that: "KEY is not stated: ...". */
function reasonTold(key: string, results: LevelRun["results"]): string | undefined {
  const head = `${key} is not stated: `;
  for (const { warnings } of results)
    for (const warning of warnings) if (warning.startsWith(head)) return warning.slice(head.length).replace(/\.$/, "");
  return undefined;
}

/** What part of an output without measures has no value, and why. */
function faultOf(model: Model, expression: Expression): string | undefined {
  return domainFault(resolvedExpression(model, expression), { name: () => undefined });
}

/** What the experiment or the measurements of the file were asked and do not tell; undefined if they answer. */
function untoldBy(model: Model, expression: Expression, runs: readonly LevelRun[]): string | undefined {
  const answer = runs[0]?.answers.dataAnswer;
  for (const call of callsIn(resolvedExpression(model, expression))) {
    const measurement = askedMeasurement(call);
    if (measurement === undefined || answer?.(call.name, measurement) !== undefined) continue;
    const experiment = isExperimentResult(call.name) ? experimentOf(model) : undefined;
    return experiment !== undefined && isExperimentResult(call.name)
      ? experimentSilence(experiment, call.name)
      : `the measurements do not tell ${formatExpression(call)}`;
  }
  return undefined;
}

/** The variants whose outputs an expression names, in outputs that it names too. */
function variantsNamed(model: Model, expression: Expression): readonly string[] {
  return [...namesIn(resolvedExpression(model, expression))].flatMap((name) => {
    const [variant = "", output] = name.split(".");
    return output === undefined ? [] : [variant];
  });
}

function reasonOf(asked: readonly string[], missing: readonly string[]): string {
  if (missing.length > 0) return `it does not state ${missing.join(", ")}`;
  if (asked.length > 1) return "what it states of the measures has no time in common, or gives no finite number";
  return "what it states gives no finite number";
}
