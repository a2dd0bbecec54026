/**
 * Do the levels agree? Agreement is shown, not assumed: the whole confidence interval of the difference must lie
 * within the margin that the user named. "Not significantly different" is not agreement.
 *
 * Two kinds of edges, never mixed:
 *
 *     law | law       no noise: agree if |d| + δ <= margin, disagree if |d| - δ > margin
 *     sampled | law   agree if |d| + h <= margin at all times, disagree if |d| - h > margin at some time;
 *                     h = t SE + δ, t the Student quantile of the confidence shared by all times (Bonferroni)
 *
 * d is relative to the largest |reference|; δ is the sum of the declared discretisation errors. Against the exact law
 * of its own discrete model a sampled run also disagrees if d exceeds the margin and lies beyond what chance does once
 * in a million runs. What is neither shown nor refuted is "cannot tell", with the number of walkers that would tell.
 *
 * @see D. J. Schuirmann, J. Pharmacokinet. Biopharm. 15, 657 (1987), doi:10.1007/BF01068419 (not opened)
 * @module
 */

import type { When } from "#levels/contract.ts";
import type { AgreeRule, LevelName } from "#model/model.ts";
import { studentQuantile } from "#numerics/gamma-function.ts";
import { type Difference, type Differences, differencesOf, largestValue, sharedTimes } from "./difference.ts";
import { jointProbability, largestScore } from "./joint-test.ts";
import type { JudgedSeries } from "./judged-series.ts";
import { reasonOf } from "./reason.ts";

export type { JudgedSeries } from "./judged-series.ts";

export type Verdict = "agree" | "disagree" | "cannot tell";

/** How two levels compare on one output. */
export interface AgreementVerdict {
  readonly output: string;
  /** The reference, then the level that is held against it. */
  readonly levels: readonly [LevelName, LevelName];
  /** Whether an error of the rates in one of the two would show as a difference. */
  readonly independent: boolean;
  /** Size of the difference at the time that decides, relative to the largest value of the reference [1]. */
  readonly difference: number;
  /** Half-width of its confidence interval, same scale; between laws the declared discretisation error [1]. */
  readonly uncertainty: number;
  /** Margin that the user named [1]. */
  readonly allowed: number;
  /** Times that were judged; absent where a level that failed leaves none. */
  readonly times?: readonly When[];
  readonly verdict: Verdict;
  readonly because: string;
  /** Walkers that would settle a "cannot tell". */
  readonly walkersNeeded?: number;
  /** Largest |z| over the times of a sampled run. */
  readonly z?: number;
  /** Probability of a run that lies as far off at all times together (Hotelling's T²). */
  readonly p?: number;
}

/** Levels that others are held against, the first that states an output at a time before the rest. */
const REFERENCES: readonly LevelName[] = ["closed-form", "master", "continuum"];
/** Chance of a right sampled run to be refused by the law of its own discrete model. */
const FALSE_ALARM = 1e-6;
/** Power with which the number of walkers needed shows agreement: one-sided normal quantile of 90 %, both sides. */
const POWER_FACTOR = 1.6448536269514722;

/**
 * Verdicts on one output: every level against the reference of each time (the closed form if it states the output then,
 * else the master equation, else the continuum), and a sampled run also against the master equation whose rates it
 * shares. A reference of some times gives a verdict on those; each verdict says which they are.
 *
 * What is stated of a course in time at its start alone is no course: there the initial condition is compared. Such a
 * reference leaves the start to the next one, and where there is none the verdict is "cannot tell".
 *
 * Levels that do not state the output, or have no time in common, give no verdict.
 *
 * @throws DomainError if the confidence is not between 0 and 1 or a sampled output has fewer than two parts.
 */
export function judgeAgreement(rule: AgreeRule, series: readonly JudgedSeries[]): readonly AgreementVerdict[] {
  const stating = series.filter(({ values }) => values.length > 0);
  const ranked = [...stating].sort((a, b) => rankOf(a) - rankOf(b));
  const largest = largestValue(stating);
  const verdicts: AgreementVerdict[] = [];
  for (const other of stating) {
    const references = referencesOf(other, ranked.slice(0, ranked.indexOf(other)));
    const master = stating.find((one) => other.sampled && isOfSameModel(one, other));
    for (const { reference, times } of references)
      if (reference !== master) verdicts.push(...judgePair(rule, reference, other, { largest, times }));
    if (master) verdicts.push(...judgePair(rule, master, other, { largest }));
  }
  return verdicts;
}

/** The exact law first, then the finest law, then whatever law there is, then sampled runs; the order of equals is kept. */
function rankOf({ level, sampled }: JudgedSeries): number {
  const named = REFERENCES.indexOf(level);
  if (named >= 0) return named;
  return REFERENCES.length + (sampled ? 1 : 0);
}

/** A reference, and the times at which a level is held against it. */
interface TimedReference {
  readonly reference: JudgedSeries;
  readonly times: readonly When[];
}

/** For each time of a level the first of the better ones that states the output then. */
function referencesOf(other: JudgedSeries, better: readonly JudgedSeries[]): readonly TimedReference[] {
  const found: TimedReference[] = [];
  let left: readonly When[] = other.when;
  let ofTheStart: TimedReference | undefined;
  for (const reference of better) {
    const times = sharedTimes(reference, other).filter((when) => left.includes(when));
    if (times.length === 0) continue;
    if (isStartAlone(times)) {
      ofTheStart ??= { reference, times };
      continue;
    }
    found.push({ reference, times });
    left = left.filter((when) => !times.includes(when));
  }
  return found.length === 0 && ofTheStart !== undefined ? [ofTheStart] : found;
}

/** Of a course in time its start and nothing else. */
function isStartAlone(times: readonly When[]): boolean {
  return times.length > 0 && times.every((when) => when === 0);
}

function sharesRates(a: JudgedSeries, b: JudgedSeries): boolean {
  return a.sharesRatesWith.includes(b.level) || b.sharesRatesWith.includes(a.level);
}

/** A sampled run and the exact law of the same discrete model: what differs between them is chance alone. */
function isOfSameModel(law: JudgedSeries, run: JudgedSeries): boolean {
  return law.level === "master" && law.law === "discrete" && run.law === "discrete" && sharesRates(law, run);
}

function judgePair(
  rule: AgreeRule,
  reference: JudgedSeries,
  other: JudgedSeries,
  { largest, times }: { readonly largest: number; readonly times?: readonly When[] },
): readonly AgreementVerdict[] {
  const differences = differencesOf(reference, other, largest, times);
  if (differences.at.length === 0) return [];
  const judged = differences.at.map(({ when }) => when);
  const relative = relativeTo(differences, reference, other, rule.confidence);
  const sameModel = isOfSameModel(reference, other);
  const { verdict: shown, deciding } = decide(relative, rule.margin, sameModel);
  const startAlone = isStartAlone(judged);
  const verdict = startAlone && shown === "agree" ? "cannot tell" : shown;
  const z = largestScore(differences.at);
  const p = jointProbability(differences.at);
  const walkersNeeded =
    shown === "cannot tell" && !startAlone ? enoughWalkers(relative, deciding, rule.margin, other.walkers) : undefined;
  const independent = !sharesRates(reference, other);
  return [
    {
      output: rule.output,
      levels: [reference.level, other.level],
      independent,
      difference: Math.abs(deciding.value),
      uncertainty: deciding.halfWidth,
      allowed: rule.margin,
      times: judged,
      verdict,
      because: reasonOf({
        reference,
        other,
        deciding,
        times: judged,
        hasScale: differences.scale > 0,
        margin: rule.margin,
        ...(relative.quantile > 0 ? { confidence: rule.confidence } : {}),
        ...(walkersNeeded === undefined ? {} : { walkersNeeded }),
        independent,
      }),
      ...(walkersNeeded === undefined ? {} : { walkersNeeded }),
      ...(z === undefined ? {} : { z }),
      ...(p === undefined ? {} : { p }),
    },
  ];
}

/** A difference relative to the largest reference, with the half-width of its interval. */
export interface RelativeDifference extends Difference {
  readonly halfWidth: number;
}

interface RelativeDifferences {
  readonly at: readonly RelativeDifference[];
  /** Whether there is anything to be relative to. */
  readonly hasScale: boolean;
  /** Student quantile of the confidence, shared by all noisy times; 0 where nothing is sampled. */
  readonly quantile: number;
  /** Quantile that a right run passes once in a million; 0 where nothing is sampled. */
  readonly alarm: number;
  readonly discretisation: number;
}

function relativeTo(
  { at, scale, degreesOfFreedom }: Differences,
  reference: JudgedSeries,
  other: JudgedSeries,
  confidence: number,
): RelativeDifferences {
  const noisy = at.filter(({ standardError }) => standardError > 0).length;
  const quantileOf = (risk: number) => (noisy > 0 ? -studentQuantile(risk / (2 * noisy), degreesOfFreedom) : 0);
  const quantile = quantileOf(1 - confidence);
  const discretisation = (reference.discretisation ?? 0) + (other.discretisation ?? 0);
  // Without a reference to be relative to, the differences are relative to the largest of themselves.
  const unit = scale > 0 ? scale : Math.max(...at.map(({ value }) => Math.abs(value))) || 1;
  return {
    at: at.map((difference) => {
      const standardError = difference.standardError / unit;
      const halfWidth = quantile * standardError + discretisation;
      return { ...difference, value: difference.value / unit, standardError, halfWidth };
    }),
    hasScale: scale > 0,
    quantile,
    alarm: quantileOf(FALSE_ALARM),
    discretisation,
  };
}

function decide(
  { at, hasScale, alarm }: RelativeDifferences,
  margin: number,
  sameModel: boolean,
): { readonly verdict: Verdict; readonly deciding: RelativeDifference } {
  const nearest = largestBy(at, ({ value, halfWidth }) => Math.abs(value) - halfWidth);
  const farthest = largestBy(at, ({ value, halfWidth }) => Math.abs(value) + halfWidth);
  if (!hasScale) return { verdict: farthest.value === 0 ? "agree" : "cannot tell", deciding: farthest };
  if (Math.abs(nearest.value) - nearest.halfWidth > margin) return { verdict: "disagree", deciding: nearest };
  const impossible = at.find(
    ({ value, standardError }) =>
      sameModel && standardError > 0 && Math.abs(value) > margin && Math.abs(value) > alarm * standardError,
  );
  if (impossible) return { verdict: "disagree", deciding: impossible };
  if (Math.abs(farthest.value) + farthest.halfWidth <= margin) return { verdict: "agree", deciding: farthest };
  return { verdict: "cannot tell", deciding: farthest };
}

function largestBy<T>(items: readonly T[], size: (item: T) => number): T {
  let best = items[0] as T;
  for (const item of items) if (size(item) > size(best)) best = item;
  return best;
}

/**
 * Walkers for which an interval of half-width t SE, shrinking as 1/√walkers, clears the margin nine times in ten: from
 * no difference if the interval holds 0, else from the difference that was found.
 */
function enoughWalkers(
  { hasScale, quantile, discretisation }: RelativeDifferences,
  { value, standardError }: RelativeDifference,
  margin: number,
  walkers: number,
): number | undefined {
  const size = Math.abs(value);
  const distance = (size > quantile * standardError ? Math.abs(margin - size) : margin) - discretisation;
  if (!hasScale || !(walkers > 0) || !(standardError > 0) || !(distance > 0)) return undefined;
  const ratio = ((quantile + POWER_FACTOR) * standardError) / distance;
  return roundedUp(walkers * Math.max(2, ratio * ratio));
}

/** The next number of two digits. */
function roundedUp(count: number): number {
  const unit = Number(`1e${Number(count.toExponential().split("e")[1]) - 1}`);
  return Math.ceil(count / unit) * unit;
}
