/**
 * The difference of two levels at each time that both state, with its standard error.
 *
 *     d = other - reference,    SE = s / √n
 *
 * s is the standard deviation of d over the n equal independent parts of the sampled run. It is estimated from n = 64
 * parts, so d / SE follows Student's law with 63 degrees of freedom and not the normal law: at 99.9 % its quantile is
 * 3.45 where the normal one is 3.29, and the difference grows with every factor of confidence.
 *
 * @module
 */

import type { When } from "#levels/contract.ts";
import { sampleMoments } from "#numerics/statistics.ts";
import type { JudgedSeries } from "./judged-series.ts";

/** Two times are one if they differ by less than this, relatively. */
const SAME_TIME = 1e-12;
/** Noise below this part of the largest reference is rounding: the output does not vary. */
const ROUNDING = 1e-12;
/** From this share of empty parts on, the sampled count is so small that its own spread understates its error. */
const SPARSE = 0.25;

/** The difference of two levels at one time, in the unit of the output. */
export interface Difference {
  readonly when: When;
  /** other - reference. */
  readonly value: number;
  /** 0 where nothing is sampled. */
  readonly standardError: number;
  /** The difference from each independent part, about `value`; absent where it does not vary or is sparse. */
  readonly parts?: Float64Array;
  /** No walker was counted in any part: the error is as large as what was expected. */
  readonly noneFound?: true;
}

/** A reference below this part of the largest value of the output is zero but for rounding. */
const ZERO = 1e-9;
/** What is found beside a zero reference is small if below this part of the largest value of the output. */
const ELSEWHERE = 0.1;

/** Differences over the times that both levels state. */
export interface Differences {
  /**
   * What differences are relative to: the largest |reference| over those times; where that is zero but for rounding, as
   * a mean is by symmetry, the largest value that any level gives the output at any time.
   */
  readonly scale: number;
  readonly at: readonly Difference[];
  /** Degrees of freedom of the standard errors; 0 where nothing is sampled. */
  readonly degreesOfFreedom: number;
}

/**
 * The differences of two levels. Known shifts are divided out; times that only one states, or not finite, are skipped.
 *
 * @param largest largest value that any level gives the output at any time
 * @param times times to keep, of those of `other`; all if absent. The scale is that of all times either way.
 */
export function differencesOf(
  reference: JudgedSeries,
  other: JudgedSeries,
  largest: number,
  times?: readonly When[],
): Differences {
  const pairs = pairsOf(reference, other);
  let scale = 0;
  let found = 0;
  for (const pair of pairs) {
    scale = Math.max(scale, Math.abs(pair.expected));
    found = Math.max(found, Math.abs(pair.found));
  }
  // only a value that stands elsewhere can say how large this output is
  if (scale < ZERO * largest && found < ELSEWHERE * largest) scale = largest;
  const parts = Math.max(reference.batches?.[0]?.length ?? 0, other.batches?.[0]?.length ?? 0);
  return {
    scale,
    at: pairs
      .filter(({ when }) => times === undefined || times.includes(when))
      .map((pair) => differenceOf(pair, scale)),
    degreesOfFreedom: Math.max(0, parts - 1),
  };
}

/** The times of `other` at which both levels state a finite value. */
export function sharedTimes(reference: JudgedSeries, other: JudgedSeries): readonly When[] {
  return pairsOf(reference, other).map(({ when }) => when);
}

/** Largest finite |value| of an output over all levels and times. */
export function largestValue(series: readonly JudgedSeries[]): number {
  let largest = 0;
  for (const { values } of series)
    for (const value of values) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  return largest;
}

interface Pair {
  readonly when: When;
  readonly expected: number;
  readonly found: number;
  readonly expectedParts: Float64Array | undefined;
  readonly foundParts: Float64Array | undefined;
}

function pairsOf(reference: JudgedSeries, other: JudgedSeries): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const [i, when] of reference.when.entries()) {
    const j = other.when.findIndex((candidate) => isSameTime(candidate, when));
    const expected = (reference.values[i] as number) / (reference.knownShift?.factor ?? 1);
    const found = (other.values[j] ?? Number.NaN) / (other.knownShift?.factor ?? 1);
    if (!Number.isFinite(expected) || !Number.isFinite(found)) continue;
    pairs.push({
      when: other.when[j],
      expected,
      found,
      expectedParts: partsAt(reference, i),
      foundParts: partsAt(other, j),
    });
  }
  return pairs;
}

function partsAt({ batches, knownShift }: JudgedSeries, i: number): Float64Array | undefined {
  const factor = knownShift?.factor ?? 1;
  return batches?.[i]?.map((value) => value / factor);
}

function isSameTime(a: When, b: When): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  return Math.abs(a - b) <= SAME_TIME * Math.max(Math.abs(a), Math.abs(b));
}

/** Runs of two sampled levels are independent, so part b of one may be held against part b of the other. */
function differenceOf({ when, expected, found, expectedParts, foundParts }: Pair, scale: number): Difference {
  const value = found - expected;
  const count = foundParts?.length ?? expectedParts?.length ?? 0;
  if (count < 2) return { when, value, standardError: 0 };
  const parts = new Float64Array(count);
  let empty = 0;
  for (let b = 0; b < count; b++) {
    parts[b] = (foundParts?.[b] ?? found) - (expectedParts?.[b] ?? expected);
    if (foundParts?.[b] === 0) empty++;
  }
  const { mean, variance } = sampleMoments(parts);
  const standardError = Math.sqrt(variance / count);
  if (found !== 0 && !(standardError > ROUNDING * scale)) return { when, value, standardError: 0 };
  if (found === 0 && empty === count) {
    const standardError = Math.abs(expected);
    return { when, value, standardError, ...(expected === 0 ? {} : { noneFound: true }) };
  }
  if (empty > SPARSE * count) {
    // Few walkers got here. A count has a variance equal to its mean: let the larger of both means set the error.
    const understated = Math.max(1, Math.abs(expected) / Math.abs(found));
    return { when, value, standardError: standardError * Math.sqrt(understated) };
  }
  // A ratio of batch means is not the mean of batch ratios: keep the spread of the parts, centre them on the full run.
  return { when, value, standardError, parts: parts.map((part) => part - mean + value) };
}
