/**
 * A level whose solver failed while others did not: its report, and what cannot be told for want of it.
 *
 * @module
 */

import type { Expectation, LevelName, Model } from "#model/model.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { valuesOf } from "./evaluate-output.ts";
import type { LevelRun } from "./level-report.ts";
import type { AgreementVerdict, ExpectVerdict, LevelReport } from "./run-result.ts";

/** A level that was begun and not ended. */
export interface FailedLevel {
  readonly level: LevelName;
  readonly sampled: boolean;
  readonly failure: NumericalFailure;
}

/** Runs a level; a numerical failure of it is its answer, any other error goes on. */
export function* orFailure<Step, Answer, Result>(
  steps: Generator<Step, Result, Answer>,
): Generator<Step, Result | NumericalFailure, Answer> {
  try {
    return yield* steps;
  } catch (error) {
    if (error instanceof NumericalFailure) return error;
    throw error;
  }
}

/** The report of a level that failed: where, and what to change; it states nothing. */
export function failedReport({ sampled, failure }: FailedLevel): LevelReport {
  return {
    law: "continuum",
    sampled,
    method: `failed at ${failure.message}`,
    failed: failure.message,
    warnings: [],
    invariants: {},
    outputs: {},
    profiles: [],
    sources: [],
  };
}

/** One "cannot tell" for each output to be judged and each level that failed, beside the first level that states it. */
export function agreementWithout(
  model: Model,
  runs: readonly LevelRun[],
  failed: readonly FailedLevel[],
): readonly AgreementVerdict[] {
  return model.agree.flatMap(({ output, margin }) => {
    const expression = model.outputs.find(({ name }) => name === output)?.expression;
    const stating = runs.find(({ answers }) => expression !== undefined && valuesOf(expression, answers).length > 0);
    if (stating === undefined) return [];
    return failed.map(({ level, failure }) => ({
      output,
      levels: [stating.level, level] as const,
      independent: false,
      difference: Number.NaN,
      uncertainty: Number.NaN,
      allowed: margin,
      verdict: "cannot tell" as const,
      because: `${level} failed at ${withoutStop(failure.message)}`,
    }));
  });
}

/** What is not stated for want of a level that failed cannot be told. */
export function expectedWithout(
  verdicts: readonly ExpectVerdict[],
  { levels: named }: Expectation,
  failed: readonly FailedLevel[],
): readonly ExpectVerdict[] {
  return verdicts.map((one) => {
    if (one.verdict !== "not stated") return one;
    const wanting = failed.find(({ level, sampled }) => (named === undefined ? !sampled : level === one.level));
    if (wanting === undefined) return one;
    const { level, failure } = wanting;
    return { ...one, level, verdict: "cannot tell", because: `${level} failed at ${withoutStop(failure.message)}` };
  });
}

function withoutStop(message: string): string {
  return message.replace(/\.$/, "");
}
