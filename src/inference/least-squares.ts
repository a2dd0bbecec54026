/**
 * A curve through measured values by least squares: the best parameters, their standard errors and correlations, and 95 %
 * intervals by profile likelihood; or that the data do not tell them.
 *
 * @module
 */

import { studentQuantile } from "#numerics/gamma-function.ts";
import { normalConfidenceFactor } from "#numerics/statistics.ts";
import { DomainError } from "#units/domain-error.ts";
import { boundedCoordinate } from "./bounded-coordinate.ts";
import type { CurveFit, CurveProblem, CurveSteps, ParameterEstimate } from "./curve-fit.ts";
import { leastSquaresSearch, parametersAt, type SearchProblem, type SearchResult } from "./least-squares-search.ts";
import { type FitSpread, fitSpread } from "./least-squares-spread.ts";
import { type ProfileInterval, profileInterval } from "./profile-interval.ts";

/** Confidence of the intervals. */
export const FIT_CONFIDENCE = 0.95;
/** How often a fit starts again from a better place that a profile came upon. */
const MOST_RESTARTS = 5;
/** Distance from a bound, of the interval or of what the start was from it, at which a search has run against it [1]. */
const AT_A_BOUND = 1e-6;

/**
 * The fit.
 *
 * @throws DomainError if there are fewer data than parameters, an error is not positive or a start is out of its bounds.
 * @throws NumericalFailure if there is no curve at the start.
 */
export function* leastSquares(problem: CurveProblem): CurveSteps<CurveFit> {
  const search = searchProblem(problem);
  let best = yield* leastSquaresSearch(search, coordinatesOf(search, problem.start));
  let curves = best.curves;
  for (let restart = 0; ; restart++) {
    const spread = fitSpread(problem, best);
    const estimates: ParameterEstimate[] = [];
    let better: SearchResult | undefined;
    for (const j of best.q.keys()) {
      const told = !spread.untold.has(j) && Number.isFinite(spread.standardErrors[j]);
      let interval: ProfileInterval | undefined;
      if (told) {
        const factor = confidenceFactor(problem, spread);
        const standardError = spread.standardErrors[j];
        const threshold = spread.variance * factor * factor;
        // A curve without residuals leaves nothing to profile: its interval is a point to rounding.
        if (threshold > 1e-20 * totalOf(problem)) {
          interval = yield* profileInterval(search, best, j, threshold, factor * standardError);
          curves += interval.curves;
          better ??= interval.better;
        } else interval = { low: best.q[j], high: best.q[j], curves: 0 };
      }
      estimates.push(estimateOf(search, best, spread, j, interval));
    }
    if (better === undefined || restart === MOST_RESTARTS) return { ...fitAt(search, best, spread), estimates, curves };
    best = yield* leastSquaresSearch(search, better.q);
    curves += best.curves;
  }
}

/** The parameters, residuals and S alone, without errors: what a validation needs many times. */
export function* leastSquaresValues(
  problem: CurveProblem,
): CurveSteps<{ readonly parameters: readonly number[]; readonly scale: number }> {
  const search = searchProblem(problem);
  const best = yield* leastSquaresSearch(search, coordinatesOf(search, problem.start));
  return { parameters: parametersAt(search, best.q), scale: best.scale };
}

function searchProblem(problem: CurveProblem): SearchProblem {
  const { observed, standardErrors, start, bounds, freeScale = false } = problem;
  if (observed.length < start.length + (freeScale ? 1 : 0))
    throw new DomainError("number of data", observed.length, `fewer than the ${start.length} parameters of the curve`);
  for (const error of standardErrors ?? [])
    if (!(error > 0)) throw new DomainError("standard error", error, "a standard error is above zero");
  return { ...problem, coordinates: start.map((value, j) => boundedCoordinate(value, bounds?.[j])) };
}

function coordinatesOf({ coordinates }: SearchProblem, parameters: readonly number[]): number[] {
  return parameters.map((value, j) => coordinates[j].coordinate(value));
}

/** t of the interval. */
function confidenceFactor({ standardErrors }: CurveProblem, { degreesOfFreedom }: FitSpread): number {
  return standardErrors === undefined
    ? studentQuantile((1 + FIT_CONFIDENCE) / 2, degreesOfFreedom)
    : normalConfidenceFactor(FIT_CONFIDENCE);
}

/** Σ (y / s)². */
function totalOf({ observed, standardErrors }: CurveProblem): number {
  return observed.reduce((sum, y, i) => sum + square(y / (standardErrors?.[i] ?? 1)), 0);
}

function square(x: number): number {
  return x * x;
}

function estimateOf(
  search: SearchProblem,
  { q }: SearchResult,
  { untold, standardErrors, degreesOfFreedom }: FitSpread,
  j: number,
  interval: ProfileInterval | undefined,
): ParameterEstimate {
  const { parameter, slope } = search.coordinates[j];
  const bound = boundHit(search, j, parameter(q[j]));
  if (interval === undefined)
    return { kind: "undetermined", because: bound ?? reasonOf(untold.get(j), degreesOfFreedom, q.length) };
  const { low, high } = interval;
  if (low === undefined && high === undefined)
    return {
      kind: "undetermined",
      because:
        bound ??
        (q.length > 1
          ? "whatever its value, the other parameters make up for it within the scatter of the data"
          : "whatever its value, the curve lies within the scatter of the data"),
    };
  if (high === undefined) return { kind: "at-least", low: parameter(low as number) };
  if (low === undefined) return { kind: "at-most", high: parameter(high) };
  return {
    kind: "determined",
    value: parameter(q[j]),
    standardError: standardErrors[j] * slope(q[j]),
    low: parameter(low),
    high: parameter(high),
  };
}

/** The words for a parameter that the search has driven to an end of its interval. */
function boundHit({ start, bounds }: SearchProblem, j: number, value: number): string | undefined {
  const { above, below } = bounds?.[j] ?? {};
  const reached = (end: number | undefined, extent: number) =>
    end !== undefined && Math.abs(value - end) <= AT_A_BOUND * extent;
  const width = above !== undefined && below !== undefined ? below - above : undefined;
  if (reached(below, width ?? Math.abs(start[j] - (below ?? 0))))
    return "the fit runs against its bound: the data ask for a value at the upper end of what is allowed, or beyond";
  if (reached(above, width ?? Math.abs(start[j] - (above ?? 0))))
    return "the fit runs against its bound: the data ask for a value at the lower end of what is allowed, or beyond";
  return undefined;
}

function reasonOf(others: readonly number[] | undefined, degreesOfFreedom: number, parameters: number): string {
  if (others === undefined)
    return degreesOfFreedom > 0
      ? "the curve has no finite slope by it"
      : "there are as many parameters as data, so that nothing tells their errors";
  if (others.length === 0) return "the curve does not depend on it at these data";
  return others.includes(parameters)
    ? "a change of it is undone by the free factor on the curve"
    : "a change of it is undone by a change of other parameters";
}

function fitAt(search: SearchProblem, best: SearchResult, spread: FitSpread): Omit<CurveFit, "estimates" | "curves"> {
  const { observed, freeScale = false } = search;
  const predicted = observed.map((_, i) => best.scale * best.curve[i]);
  const { degreesOfFreedom, standardErrors, correlations } = spread;
  return {
    parameters: parametersAt(search, best.q),
    ...(freeScale ? { scale: { value: best.scale, standardError: standardErrors[best.q.length] } } : {}),
    correlations,
    predicted,
    residuals: observed.map((y, i) => y - predicted[i]),
    sumOfSquares: best.sum,
    degreesOfFreedom,
    spread: Math.sqrt(best.sum / degreesOfFreedom),
    converged: best.converged,
  };
}
