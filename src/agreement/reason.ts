/**
 * Why a verdict is what it is, in one sentence with its numbers.
 *
 * @module
 */

import type { When } from "#levels/contract.ts";
import type { JudgedSeries } from "./judged-series.ts";

/** What a sentence about agreement is made of. Differences are relative [1]. */
export interface Grounds {
  readonly reference: JudgedSeries;
  readonly other: JudgedSeries;
  readonly deciding: {
    readonly when: When;
    readonly value: number;
    readonly standardError: number;
    readonly halfWidth: number;
    readonly noneFound?: true;
  };
  /** Times that were judged. */
  readonly times: readonly When[];
  /** Whether the reference differs from zero at some time. */
  readonly hasScale: boolean;
  readonly margin: number;
  /** Absent between laws. */
  readonly confidence?: number;
  readonly walkersNeeded?: number;
  readonly independent: boolean;
}

/** "closed-form and walk differ by 0.12 % ± 0.25 % (99.9 % confidence); the margin is 1 %". */
export function reasonOf(grounds: Grounds): string {
  const { reference, other, deciding, times, hasScale, margin, confidence, walkersNeeded, independent } = grounds;
  const clauses: string[] = [];
  const names = `${reference.level} and ${other.level}`;
  if (hasScale) {
    const interval = deciding.halfWidth > 0 ? ` ± ${percent(deciding.halfWidth)}` : "";
    const sure = confidence === undefined ? "" : ` (${percent(confidence, 4)} confidence)`;
    clauses.push(
      `${names} differ by ${percent(Math.abs(deciding.value))}${interval}${sure}${at(deciding.when, times.length)}`,
    );
    clauses.push(`the margin is ${percent(margin)}`);
    if (deciding.noneFound)
      clauses.push(`${other.level} counted none of its ${count(other.walkers)} ${other.counted ?? "walkers"} there`);
  } else if (deciding.value === 0) clauses.push(`${names} are both zero`);
  else {
    const score =
      deciding.standardError > 0
        ? `, ${rounded(Math.abs(deciding.value) / deciding.standardError)} standard errors off`
        : "";
    clauses.push(
      `${reference.level} is zero and ${other.level} is not${score}: a margin relative to zero has no meaning`,
    );
  }
  for (const { level, knownShift } of [reference, other])
    if (knownShift)
      clauses.push(`of ${level}, ${percent(knownShift.factor - 1)} is known and taken off: ${knownShift.because}`);
  const judged = judgedAt(times);
  if (judged !== undefined) clauses.push(judged);
  if (walkersNeeded !== undefined)
    clauses.push(`about ${count(walkersNeeded)} ${other.counted ?? "walkers"} would tell`);
  if (!independent)
    clauses.push(
      other.sampled
        ? "they share rates, so this checks the sampling and not the rates"
        : "they share rates, so a wrong rate would not show here",
    );
  return clauses.join("; ");
}

function at(when: When, times: number): string {
  if (times < 2) return "";
  return typeof when === "number" ? ` at t = ${rounded(when)} s` : ` (${when})`;
}

/** "judged at 11 times from t = 0 s to 10 s and at equilibrium"; undefined where there are no times to tell apart. */
function judgedAt(times: readonly When[]): string | undefined {
  const moments = times.filter((when) => typeof when === "number").sort((a, b) => a - b);
  const states = times.flatMap((when) => (when === "steady" || when === "equilibrium" ? [STATES[when]] : []));
  const [first = 0] = moments;
  if (moments.length === 1 && first === 0 && states.length === 0)
    return "judged at t = 0 s alone: this says nothing of the course in time";
  const course =
    moments.length === 0
      ? []
      : moments.length === 1
        ? [`at t = ${rounded(first)} s`]
        : [`at ${moments.length} times from t = ${rounded(first)} s to ${rounded(moments.at(-1) as number)} s`];
  const places = [...course, ...states];
  return places.length === 0 ? undefined : `judged ${places.join(" and ")}`;
}

const STATES = { steady: "in the steady state", equilibrium: "at equilibrium" } as const;

function percent(fraction: number, digits = 2): string {
  return `${rounded(100 * fraction, digits)} %`;
}

function rounded(value: number, digits = 3): string {
  return String(Number(value.toPrecision(digits)));
}

/** 88000, or 4.2e7. */
function count(walkers: number): string {
  return walkers < 1e6 ? String(walkers) : walkers.toExponential(1).replace("e+", "e");
}
