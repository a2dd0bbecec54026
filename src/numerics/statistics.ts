/**
 * What a sample says about the law it came from: moments, standard errors, confidence, observed order.
 *
 * The tests of a whole distribution and of several outputs at once live in files of their own and are named here too.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";
import { meanOf } from "./compensated-sum.ts";
import { exp, log } from "./elementary.ts";
import { normalQuantile } from "./error-function.ts";
import { chiSquareTail } from "./gamma-function.ts";
import { rootIn } from "./root.ts";

export { linearSolveSmall } from "./cholesky.ts";
export { chiSquareTest, kolmogorovSmirnov } from "./goodness-of-fit.ts";
export { type BatchedOutputs, hotellingT2 } from "./hotelling.ts";

/** The first four moments of a sample. */
export interface SampleMoments {
  readonly count: number;
  readonly mean: number;
  /** Unbiased: divided by count - 1; NaN for one value. */
  readonly variance: number;
  /** m3 / m2^(3/2) with moments divided by count; NaN where nothing varies. */
  readonly skewness: number;
  /** m4 / m2² - 3 with moments divided by count, 0 for a normal law; NaN where nothing varies. */
  readonly excessKurtosis: number;
}

/** The first four moments, about the compensated mean in a second pass. @throws DomainError for an empty sample. */
export function sampleMoments(values: ReadonlyFloat64Array): SampleMoments {
  const count = values.length;
  const mean = meanOf(values);
  let m1 = 0;
  let m2 = 0;
  let m3 = 0;
  let m4 = 0;
  for (let i = 0; i < count; i++) {
    const x = values[i] - mean;
    m1 += x;
    m2 += x * x;
    m3 += x * x * x;
    m4 += x * x * x * x;
  }
  // The mean is rounded, so the moments are about a point that misses it by d: move them there.
  const d = m1 / count;
  const second = m2 / count - d * d;
  const third = m3 / count - 3 * d * (m2 / count) + 2 * d * d * d;
  const fourth = m4 / count - 4 * d * (m3 / count) + 6 * d * d * (m2 / count) - 3 * d * d * d * d;
  return {
    count,
    mean,
    variance: (second * count) / (count - 1),
    skewness: third / (second * Math.sqrt(second)),
    excessKurtosis: fourth / (second * second) - 3,
  };
}

/** √(s²/n), the standard error of the mean of independent values. @throws DomainError for fewer than two. */
export function standardErrorOfMean(values: ReadonlyFloat64Array): number {
  requireTwo(values.length);
  const { variance, count } = sampleMoments(values);
  return Math.sqrt(variance / count);
}

/**
 * s² √( (g + 2n/(n-1)) / n ), the standard error of the sample variance of independent values; g the excess kurtosis
 * of the sample, so a heavy tail is paid for.
 *
 * @throws DomainError for fewer than two values.
 */
export function standardErrorOfVariance(values: ReadonlyFloat64Array): number {
  requireTwo(values.length);
  const { variance, excessKurtosis, count } = sampleMoments(values);
  if (variance === 0) return 0;
  return variance * Math.sqrt((excessKurtosis + (2 * count) / (count - 1)) / count);
}

/**
 * The jackknife: bias-corrected estimate n θ - (n-1) θ̄ and standard error √( (n-1)/n Σ (θ_i - θ̄)² ).
 *
 * @param leaveOneOut θ_i, the estimate without batch i
 * @param full        θ, the estimate from all batches
 * @throws DomainError for fewer than two batches.
 */
export function jackknife(
  leaveOneOut: ReadonlyFloat64Array,
  full: number,
): { readonly estimate: number; readonly standardError: number } {
  const n = leaveOneOut.length;
  requireTwo(n);
  const { mean, variance } = sampleMoments(leaveOneOut);
  return { estimate: full - (n - 1) * (mean - full), standardError: ((n - 1) / Math.sqrt(n)) * Math.sqrt(variance) };
}

/**
 * Half-width in standard deviations of the central interval that holds `confidence` of a normal law.
 *
 * @throws DomainError if the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * normalConfidenceFactor(0.999); // 3.2905
 * ```
 */
export function normalConfidenceFactor(confidence: number): number {
  requireConfidence(confidence);
  return -normalQuantile((1 - confidence) / 2);
}

/**
 * The confidence interval of a variance σ² from a sum of squares that is σ² times chi-square of `dof`.
 *
 *     low = S / χ²(upper tail α/2),    high = S / χ²(upper tail 1 - α/2),    α = 1 - confidence
 *
 * @throws DomainError if S is negative, dof is not positive or the confidence is not between 0 and 1.
 */
export function chiSquareScaleInterval(
  sumOfSquares: number,
  dof: number,
  confidence: number,
): { readonly low: number; readonly high: number } {
  if (!(sumOfSquares >= 0)) throw new DomainError("sum of squares", sumOfSquares, "a sum of squares is not negative");
  if (!(dof > 0)) throw new DomainError("degrees of freedom", dof, "at least one value must be free to vary");
  requireConfidence(confidence);
  const tail = (1 - confidence) / 2;
  return { low: sumOfSquares / chiSquareQuantile(tail, dof), high: sumOfSquares / chiSquareQuantile(1 - tail, dof) };
}

/** The q above which a chi-square number of `dof` lies with probability `tail`, sought in ln q. */
function chiSquareQuantile(tail: number, dof: number): number {
  const y = -log(tail);
  const bound = log(dof + 2 * Math.sqrt(dof * y) + 2 * y); // P(χ² > dof + 2√(dof y) + 2y) <= e^{-y}
  return exp(rootIn((t) => chiSquareTail(exp(t), dof) - tail, log(dof) - 100, bound, { relative: 1e-14 }));
}

/** One run of a refinement study: spacing (or step) h and error, both positive. */
export interface RefinementPoint {
  readonly h: number;
  readonly error: number;
}

/**
 * The order p in error ≈ C h^p: least-squares slope of ln error over ln h.
 *
 * @throws DomainError for fewer than two points, all at one h, or an h or error that is not positive.
 */
export function observedOrder(study: readonly RefinementPoint[]): number {
  requireTwo(study.length);
  for (const { h, error } of study) {
    if (!(h > 0)) throw new DomainError("h", h, "a spacing must be positive");
    if (!(error > 0)) throw new DomainError("error", error, "an error of zero has no order");
  }
  const x = Float64Array.from(study, ({ h }) => log(h));
  const y = Float64Array.from(study, ({ error }) => log(error));
  const [xMean, yMean] = [meanOf(x), meanOf(y)];
  let xx = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    xx += (x[i] - xMean) * (x[i] - xMean);
    xy += (x[i] - xMean) * (y[i] - yMean);
  }
  if (!(xx > 0)) throw new DomainError("h", study[0].h, "an order needs at least two different spacings");
  return xy / xx;
}

function requireTwo(count: number): void {
  if (!(count >= 2)) throw new DomainError("number of values", count, "at least two are needed");
}

function requireConfidence(confidence: number): void {
  if (!(confidence > 0 && confidence < 1))
    throw new DomainError("confidence", confidence, "a confidence lies between 0 and 1");
}
