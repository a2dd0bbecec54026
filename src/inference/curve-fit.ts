/**
 * What a fit of a curve is given and what comes out of it.
 *
 * The curve is asked for, not called: whoever computes it (an expression in a microsecond, a run of a model in a second)
 * drives the fit as a generator and answers each {@link CurveQuestion}.
 *
 * @module
 */

/** An interval in which a parameter must lie, open at both ends; absent: no end. */
export interface ParameterBounds {
  readonly above?: number;
  readonly below?: number;
}

/** Measured values, and the parameters of the curve that is to pass through them. */
export interface CurveProblem {
  /** y_i. */
  readonly observed: readonly number[];
  /** Standard errors of the values, known; absent: one error for all, told from the residuals. */
  readonly standardErrors?: readonly number[];
  readonly start: readonly number[];
  /** For each parameter. */
  readonly bounds?: readonly (ParameterBounds | undefined)[];
  /** Whether the curve is known only up to a factor, which is then eliminated exactly. */
  readonly freeScale?: boolean;
}

/** The curve at these parameters, please; with its slopes, if whoever answers has them. */
export interface CurveQuestion {
  readonly parameters: readonly number[];
  readonly slopes: boolean;
}

/** The curve at the data, and its derivative by each parameter. What is not finite is a place where there is no curve. */
export interface CurveAnswer {
  readonly values: ArrayLike<number>;
  readonly slopes?: readonly ArrayLike<number>[];
}

/** A computation that asks for curves. */
export type CurveSteps<Result> = Generator<CurveQuestion, Result, CurveAnswer>;

/** What the data say of one parameter, at 95 % confidence by profile likelihood. */
export type ParameterEstimate =
  | {
      readonly kind: "determined";
      readonly value: number;
      readonly standardError: number;
      readonly low: number;
      readonly high: number;
    }
  /** The data exclude what lies below, and nothing above. */
  | { readonly kind: "at-least"; readonly low: number }
  /** The data exclude what lies above, and nothing below. */
  | { readonly kind: "at-most"; readonly high: number }
  /** The data do not tell it. */
  | { readonly kind: "undetermined"; readonly because: string };

/** A curve through data by weighted least squares. */
export interface CurveFit {
  readonly estimates: readonly ParameterEstimate[];
  /** Where the sum of squares is least; of parameters that are not determined, one place of many. */
  readonly parameters: readonly number[];
  /** The factor on the curve, where it is free. */
  readonly scale?: { readonly value: number; readonly standardError: number };
  /** Correlations of the estimates, row by row; NaN where one is not determined. */
  readonly correlations: readonly (readonly number[])[];
  /** The fitted curve at the data, with its factor. */
  readonly predicted: readonly number[];
  /** Measured minus fitted. */
  readonly residuals: readonly number[];
  /** Σ (residual / standard error)², or Σ residual² where no errors are given. */
  readonly sumOfSquares: number;
  /** Number of data less that of what they determine. */
  readonly degreesOfFreedom: number;
  /** Standard deviation of one value: √(Σ residual² / dof); of a value in units of its error where errors are given. */
  readonly spread: number;
  /** Whether the search came to rest. */
  readonly converged: boolean;
  /** How many curves were asked for. */
  readonly curves: number;
}

/** Answers every question of a computation by calling a function. */
export function answered<Result>(steps: CurveSteps<Result>, curve: (question: CurveQuestion) => CurveAnswer): Result {
  let next = steps.next();
  while (!next.done) next = steps.next(curve(next.value));
  return next.value;
}
