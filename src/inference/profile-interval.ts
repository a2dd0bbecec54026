/**
 * The 95 % interval of one parameter by profile likelihood: all places at which the other parameters can keep the sum of
 * squares low enough.
 *
 *     min over the others of S(q_j) <= S_min + s² t²
 *
 * with t that of Student's law at the degrees of freedom of the fit (exact where the curve is linear in its parameters), or
 * of the normal law where the errors are known. Unlike value ± t · standard error, it knows about a curve that bends, and
 * about data that exclude one side only.
 *
 * @see D. M. Bates and D. G. Watts, Nonlinear Regression Analysis and Its Applications, chapter 6 (not opened)
 * @module
 */

import { rootSteps } from "#numerics/root-steps.ts";
import type { CurveSteps } from "./curve-fit.ts";
import { leastSquaresSearch, type SearchProblem, type SearchResult } from "./least-squares-search.ts";

/** The ends in the coordinate; undefined where the data exclude nothing on that side. */
export interface ProfileInterval {
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** A place with a smaller sum of squares than the one given, if the search came upon one. */
  readonly better?: SearchResult;
  readonly curves: number;
}

/** How far the search goes: doublings of t standard errors. */
const MOST_DOUBLINGS = 24;
/** Farthest in a coordinate that is a logarithm: e^60 is no measurement. */
const FARTHEST_LOGARITHM = 60;
/** Width of the bracket of an end, of the distance from the best place [1]. */
const NARROW = 1e-5;
/** Fall of S, relative, that is a better place and not rounding [1]. */
const BETTER = 1e-6;

/**
 * The interval of one coordinate.
 *
 * @param threshold s² t², how much S may rise
 * @param step      t standard errors of the coordinate: where the search begins
 */
export function* profileInterval(
  problem: SearchProblem,
  best: SearchResult,
  index: number,
  threshold: number,
  step: number,
): CurveSteps<ProfileInterval> {
  const held = best.q.map((_, j) => j === index);
  let curves = 0;
  let better: SearchResult | undefined;
  const ends: (number | undefined)[] = [];
  for (const side of [-1, 1]) {
    let from: readonly number[] = best.q;
    const rise = function* (x: number): CurveSteps<number> {
      let found = yield* searchFrom(from, x);
      // A search that began where the last one ended may be stuck on a plateau: it must not be worse than from the best place.
      if (found.sum > best.sum + threshold && from !== best.q && best.q.length > 1) {
        const again = yield* searchFrom(best.q, x);
        if (again.sum < found.sum) found = again;
      }
      if (found.sum <= best.sum + threshold) from = found.q;
      if (found.sum < best.sum - BETTER * (threshold + best.sum)) better ??= found;
      // The root of the rise is nearly a straight line, which a search for its zero likes.
      return Math.sqrt(Math.max(0, found.sum - best.sum)) - Math.sqrt(threshold);
    };
    ends.push(yield* endOn(side));
    if (better !== undefined) break;
    function* searchFrom(q: readonly number[], x: number): CurveSteps<SearchResult> {
      const found = yield* leastSquaresSearch(
        problem,
        q.map((value, j) => (j === index ? x : value)),
        held,
      );
      curves += found.curves;
      return found;
    }
    function* endOn(direction: number): CurveSteps<number | undefined> {
      const centre = best.q[index];
      let inner = { x: centre, f: -Math.sqrt(threshold) };
      let width = step;
      for (let n = 0; n < MOST_DOUBLINGS; n++, width *= 2) {
        if (problem.coordinates[index].logarithmic && width > FARTHEST_LOGARITHM) return undefined;
        const x = centre + direction * width;
        const f = yield* risen(x);
        if (f === undefined || better !== undefined) return undefined;
        if (f >= 0) {
          const search = rootSteps(inner, { x, f }, NARROW * Math.abs(x - centre));
          let next = search.next();
          while (!next.done) {
            const value = yield* risen(next.value);
            if (value === undefined) return undefined;
            next = search.next(value);
          }
          return next.value;
        }
        inner = { x, f };
      }
      return undefined;
    }
    function* risen(x: number): CurveSteps<number | undefined> {
      try {
        return yield* rise(x);
      } catch (error) {
        // No curve that far out: the data have nothing to say there.
        if (error instanceof Error && error.name === "NumericalFailure") return undefined;
        throw error;
      }
    }
  }
  const [low, high] = ends;
  return { low, high, curves, ...(better === undefined ? {} : { better }) };
}
