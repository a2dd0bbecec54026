/**
 * Expectations: values that must come out, held against every level that is bound by them.
 *
 * @module
 */

import type { When } from "#levels/contract.ts";
import type { Expectation, LevelName, Model } from "#model/model.ts";
import { formatDimension } from "#units/dimension.ts";
import { convertToUnit } from "#units/parse-quantity.ts";
import { type Answers, type OutputValue, valuesOf } from "./evaluate-output.ts";
import type { ExpectVerdict } from "./run-result.ts";

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
  const unit = output?.unit;
  const inUnit = (value: number): number => (unit ? convertToUnit(value, unit) : value);
  const common = { output: of, level, at, unit: unit?.text ?? (output ? formatDimension(output.dimension) : ""), line };
  if (claim.kind === "conserved") {
    const series = values.filter(({ when }) => typeof when === "number");
    const drift = relativeDrift(series);
    if (drift === undefined)
      return { ...common, unit: "1", expected: 0, found: null, allowed: claim.rel, verdict: "not stated" };
    return {
      ...common,
      unit: "1",
      expected: 0,
      found: drift,
      allowed: claim.rel,
      verdict: drift <= claim.rel ? "met" : "missed",
    };
  }
  const found = valueWhen(values, expectation.at);
  const allowed = Math.max((claim.rel ?? 0) * Math.abs(claim.value), claim.abs ?? 0);
  const scale = Math.abs(inUnit(1) - inUnit(0));
  return {
    ...common,
    expected: inUnit(claim.value),
    found: found === undefined ? null : inUnit(found.value),
    allowed: allowed * scale,
    verdict: found === undefined ? "not stated" : Math.abs(found.value - claim.value) <= allowed ? "met" : "missed",
  };
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

/** The value an expectation speaks of: at its time, else the one that does not depend on time, else the steady one. */
export function valueWhen(values: readonly OutputValue[], at: When | undefined): OutputValue | undefined {
  if (typeof at === "number")
    return values.find(({ when }) => typeof when === "number" && Math.abs(when - at) <= 1e-12 * Math.abs(at));
  if (at !== undefined) return values.find(({ when }) => when === at) ?? values.find(({ when }) => when === "timeless");
  return (
    values.find(({ when }) => when === "timeless") ??
    values.find(({ when }) => when === "steady") ??
    values.find(({ when }) => when === "equilibrium")
  );
}
