/**
 * A level whose solver failed while others did not: its report, and what cannot be told for want of it.
 *
 * @module
 */

import type { Expectation, LevelName, Model } from "#model/model.ts";
import { type LastState, NumericalFailure } from "#numerics/numerical-failure.ts";
import { DomainError } from "#units/domain-error.ts";
import { valuesOf } from "./evaluate-output.ts";
import type { LevelRun } from "./level-report.ts";
import type { AgreementVerdict, ExpectVerdict, LevelReport } from "./run-result.ts";

/** What ends one level and not the others: its solver failed, or a law of it has no meaning for a number that it met. */
export type LevelFailure = NumericalFailure | DomainError;

/** Whether an error is one that ends a level and not the others. */
export function isLevelFailure(error: unknown): error is LevelFailure {
  return error instanceof NumericalFailure || error instanceof DomainError;
}

/** A level that was begun and not ended. */
export interface FailedLevel {
  readonly level: LevelName;
  readonly sampled: boolean;
  readonly failure: LevelFailure;
}

/** Where no level ended: what each of them met, and what their solvers last held. */
export class LevelsFailed extends Error {
  readonly kind: LevelFailure["kind"];
  readonly failed: readonly FailedLevel[];

  constructor(failed: readonly FailedLevel[]) {
    super(failed.map(({ level, failure }) => `${level}: ${failure.message}`).join("\n"));
    this.name = "LevelsFailed";
    this.kind = failed.some(({ failure }) => failure.kind === "numerical") ? "numerical" : "domain";
    this.failed = failed;
  }
}

/** What the solver of a level held when it failed; undefined if nothing was kept. */
export function lastStateOf(failure: LevelFailure): LastState | undefined {
  return failure.kind === "numerical" ? failure.lastState : undefined;
}

/** Runs a level; a failure of it alone is its answer, any other error goes on. */
export function* orFailure<Step, Answer, Result>(
  steps: Generator<Step, Result, Answer>,
): Generator<Step, Result | LevelFailure, Answer> {
  try {
    return yield* steps;
  } catch (error) {
    if (isLevelFailure(error)) return error;
    throw error;
  }
}

/** The report of a level that failed: where, and what to change; it states nothing. */
export function failedReport({ sampled, failure }: FailedLevel): LevelReport {
  const lastState = lastStateOf(failure);
  return {
    law: "continuum",
    sampled,
    method: `failed at ${failure.message}`,
    failed: failure.message,
    ...(lastState === undefined ? {} : { lastState }),
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
      because: failureText(level, failure),
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
    return { ...one, level, verdict: "cannot tell", because: failureText(level, failure) };
  });
}

/** "continuum failed at t = 3 s: ...", without a full stop. */
export function failureText(level: LevelName, { message }: LevelFailure): string {
  return `${level} failed at ${message.replace(/\.$/, "")}`;
}
