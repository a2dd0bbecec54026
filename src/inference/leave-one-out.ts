/**
 * How well a fitted curve foretells what it has not seen: each value in turn is left out, the curve fitted to the others,
 * and asked for the one.
 *
 *     r.m.s. = √( Σ (y_i - f_{-i,i})² / n )
 *
 * A law with more parameters always lies closer to the data it was fitted to; here it gains nothing by that.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import type { CurveProblem, CurveSteps } from "./curve-fit.ts";
import { leastSquaresValues } from "./least-squares.ts";

/** What was foretold of each value by a fit to the others. */
export interface Validation {
  readonly foretold: readonly number[];
  /** Measured minus foretold. */
  readonly errors: readonly number[];
  readonly rms: number;
}

/**
 * Leave-one-out. The curve is asked for at all data each time; the one that is left out is not shown to the fit.
 *
 * @param start where each fit starts: the parameters of the fit to all
 */
export function* leaveOneOut(problem: CurveProblem, start: readonly number[]): CurveSteps<Validation> {
  const { observed, standardErrors, bounds, freeScale = false } = problem;
  const n = observed.length;
  // A fit that ran against a bound ended on it, where none can start.
  const inside = (value: number, j: number) =>
    value > (bounds?.[j]?.above ?? Number.NEGATIVE_INFINITY) &&
    value < (bounds?.[j]?.below ?? Number.POSITIVE_INFINITY);
  const from = start.map((value, j) => (inside(value, j) ? value : problem.start[j]));
  if (n <= start.length + (freeScale ? 1 : 0))
    throw new DomainError("number of data", n, "leave-one-out needs one more than there are parameters");
  const foretold: number[] = [];
  for (let i = 0; i < n; i++) {
    const others = <Value>(values: readonly Value[]) => values.filter((_, m) => m !== i);
    const steps = leastSquaresValues({
      ...problem,
      start: from,
      observed: others(observed),
      ...(standardErrors === undefined ? {} : { standardErrors: others(standardErrors) }),
    });
    let next = steps.next();
    while (!next.done) {
      const { values, slopes } = yield next.value;
      next = steps.next({
        values: others([...(values as number[])]),
        ...(slopes === undefined ? {} : { slopes: slopes.map((slope) => others([...(slope as number[])])) }),
      });
    }
    const { parameters, scale } = next.value;
    const { values } = yield { parameters, slopes: false };
    foretold.push(scale * values[i]);
  }
  const errors = observed.map((y, i) => y - foretold[i]);
  return { foretold, errors, rms: Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / n) };
}

/** How two laws compare on the same data by the squares of their leave-one-out errors. */
export interface Contest {
  /** Mean of the difference of squared errors, first less second. */
  readonly difference: number;
  readonly standardError: number;
  readonly winner: "first" | "second" | "cannot tell";
}

/** Differences below this many standard errors do not tell [1]. */
const TELLS = 2;

/** The contest of two validations of the same values, paired value by value. */
export function contestOf(first: Validation, second: Validation): Contest {
  const gains = first.errors.map((e, i) => e * e - second.errors[i] * second.errors[i]);
  const n = gains.length;
  const difference = gains.reduce((sum, g) => sum + g, 0) / n;
  const scatter = gains.reduce((sum, g) => sum + (g - difference) * (g - difference), 0);
  const standardError = Math.sqrt(scatter / (n * (n - 1)));
  const told = Math.abs(difference) > TELLS * standardError;
  return { difference, standardError, winner: told ? (difference < 0 ? "first" : "second") : "cannot tell" };
}
