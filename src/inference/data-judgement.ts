/**
 * The verdict on a measurement, and how it is put in words.
 *
 * The field is judged at one stated level: a model is refuted if data as far off, or farther, would come up less than
 * once in a hundred when it is right. What that leaves standing is not thereby shown to be right; p is always given.
 *
 * @module
 */

/** Two-sided probability below which data refute a model: 99 % confidence. */
export const REFUTED_BELOW = 0.01;
/** The looser level that is mentioned beside it. */
const DOUBTED_BELOW = 0.05;
/** Above this p the data lie closer to the law than chance usually leaves them. */
const TOO_GOOD_ABOVE = 0.99;

export type DataVerdict = "agree" | "disagree" | "cannot tell";

/** A named number of a comparison. */
export interface Detail {
  readonly name: string;
  readonly value: number;
  readonly standardError?: number;
  readonly low?: number;
  readonly high?: number;
  readonly unit: string;
  readonly note?: string;
}

/** How a measurement stands beside a model. */
export interface DataJudgement {
  /** Name of the measurement. */
  readonly name: string;
  /** What `value` is. */
  readonly statistic: string;
  readonly value: number;
  readonly z: number | null;
  /** Probability of data as far off, or farther, when the model is right. */
  readonly p: number | null;
  readonly verdict: DataVerdict;
  /** Whether a disagreement fails the run. */
  readonly binding: boolean;
  readonly because: string;
  readonly details: readonly Detail[];
}

/** The verdict at 99 % confidence; without a p nothing can be told. */
export function verdictAt(p: number | null): DataVerdict {
  if (p === null || Number.isNaN(p)) return "cannot tell";
  return p < REFUTED_BELOW ? "disagree" : "agree";
}

/** What a p means, at both levels. */
export function inWords(p: number): string {
  if (p < REFUTED_BELOW) return "the model is refuted at 99 % confidence";
  if (p < DOUBTED_BELOW) return "the model is in doubt: refuted at 95 % confidence, not at the 99 % that decides here";
  if (p > TOO_GOOD_ABOVE)
    return `the model stands at 99 % confidence, and the fit is suspiciously good: a right model gives one as good in ${rounded(100 * (1 - p), 2)} % of all samples`;
  return "the model stands at 99 % confidence";
}

/** A number with few digits, for sentences. */
export function rounded(value: number, digits = 3): string {
  return String(Number(value.toPrecision(digits)));
}
