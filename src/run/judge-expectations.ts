/**
 * Expectations: values that must come out, held against every level that is bound by them.
 *
 * @module
 */

import type { Expectation, LevelName, Model } from "#model/model.ts";
import { type Answers, type OutputValue, valuesOf } from "./evaluate-output.ts";
import { errorInUnit, unitText, valueInUnit } from "./output-unit.ts";
import type { ExpectVerdict } from "./run-result.ts";
import { valueWhen } from "./stated-value.ts";

/** A level that ran, as far as an expectation cares. */
export interface BoundLevel {
  readonly level: LevelName;
  readonly sampled: boolean;
  readonly answers: Answers;
}

/**
 * Verdicts on one expectation: for each level that it names, else for each level without sampling noise that states
 * the output. One that nobody states is not met.
 */
export function judgeExpectation(
  expectation: Expectation,
  model: Model,
  levels: readonly BoundLevel[],
): readonly ExpectVerdict[] {
  const named = expectation.levels;
  const bound = levels.filter(({ level, sampled }) => (named ? named.includes(level) : !sampled));
  const verdicts: ExpectVerdict[] = [];
  for (const { level, answers } of bound) {
    const verdict = verdictOf(expectation, model, level, valuesOf(expectation.expression, answers));
    if (verdict.verdict !== "not stated" || named) verdicts.push(verdict);
  }
  for (const level of named ?? [])
    if (!bound.some((candidate) => candidate.level === level)) verdicts.push(unstated(expectation, model, level));
  return verdicts.length > 0 ? verdicts : [unstated(expectation, model, bound[0]?.level ?? "closed-form")];
}

function unstated(expectation: Expectation, model: Model, level: LevelName): ExpectVerdict {
  return verdictOf(expectation, model, level, []);
}

function verdictOf(
  expectation: Expectation,
  model: Model,
  level: LevelName,
  values: readonly OutputValue[],
): ExpectVerdict {
  const { claim, of, line } = expectation;
  const at = expectation.at ?? null;
  const output = model.outputs.find((candidate) => candidate.name === of);
  const common = { output: of, level, at, line };
  if (claim.kind === "conserved") {
    const drift = relativeDrift(values.filter(({ when }) => typeof when === "number"));
    const held = { ...common, unit: "1", expected: 0, allowed: claim.rel };
    if (drift === undefined) return { ...held, found: null, verdict: "not stated" };
    return { ...held, found: drift, verdict: drift <= claim.rel ? "met" : "missed" };
  }
  const allowed = Math.max((claim.rel ?? 0) * Math.abs(claim.value), claim.abs ?? 0);
  const shown = output ?? {};
  const compared = {
    ...common,
    unit: output ? unitText(output) : "",
    expected: valueInUnit(claim.value, shown),
    allowed: errorInUnit(allowed, claim.value, shown),
  };
  const stated = valueWhen(values, expectation.at);
  const found = stated ? valueInUnit(stated.value, shown) : Number.NaN;
  // on a log10 scale a value that is not positive has no number
  if (!stated || !Number.isFinite(found)) return { ...compared, found: null, verdict: "not stated" };
  const isMet = Math.abs(stated.value - claim.value) <= allowed;
  return { ...compared, found, verdict: isMet ? "met" : "missed" };
}

/** Largest change over a series, relative to its largest value. */
function relativeDrift(series: readonly OutputValue[]): number | undefined {
  const first = series[0];
  if (!first || series.length < 2) return undefined;
  let largest = 0;
  let drift = 0;
  for (const { value } of series) {
    largest = Math.max(largest, Math.abs(value));
    drift = Math.max(drift, Math.abs(value - first.value));
  }
  return largest > 0 ? drift / largest : 0;
}
