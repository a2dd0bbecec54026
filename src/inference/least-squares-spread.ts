/**
 * How well data tell the parameters of a fitted curve, from its slopes at the best place.
 *
 *     A = Jᵀ J,    covariance = s² A⁺,    s² = S / (n - rank A)   or 1 where the errors are known
 *
 * A is scaled to a unit diagonal; directions in which it is below 1e-10 are those that the data do not tell. A parameter
 * that has a share in one of them is not determined, and the pseudo-inverse A⁺ gives the errors of the others. A free
 * factor counts as one more parameter.
 *
 * @module
 */

import type { CurveProblem } from "./curve-fit.ts";
import { dot, type SearchResult } from "./least-squares-search.ts";
import { principalDirections } from "./principal-directions.ts";

/** Eigenvalue of the scaled A below which a direction is not told [1]. */
const UNTOLD = 1e-10;
/** Share of such a direction in a parameter that is not determined by it [1]. */
const SHARED = 1e-3;

/** Covariances in coordinates; the last row is that of the factor, where it is free. */
export interface FitSpread {
  readonly degreesOfFreedom: number;
  /** s². */
  readonly variance: number;
  /** NaN for those that are not determined. */
  readonly standardErrors: readonly number[];
  readonly correlations: readonly (readonly number[])[];
  /** Of each parameter that is not determined, the others that could make up for it. */
  readonly untold: ReadonlyMap<number, readonly number[]>;
}

/** The spread of a fit. */
export function fitSpread(
  { standardErrors, freeScale = false }: CurveProblem,
  { slopes, curve, scale, sum }: SearchResult,
): FitSpread {
  const error = (i: number) => standardErrors?.[i] ?? 1;
  const columns = slopes.map((slope) => slope.map((d, i) => (scale * d) / error(i)));
  if (freeScale) columns.push(curve.map((f, i) => f / error(i)));
  const k = columns.length;
  const lengths = columns.map((column) => Math.sqrt(dot(column, column)));
  const scaled = columns.map((a, i) =>
    columns.map((b, j) => (lengths[i] > 0 && lengths[j] > 0 ? dot(a, b) / (lengths[i] * lengths[j]) : 0)),
  );
  const directions = principalDirections(scaled);
  const told = directions.filter(({ value }) => value > UNTOLD);
  const untold = new Map<number, readonly number[]>();
  for (const { vector } of directions.filter(({ value }) => !(value > UNTOLD)))
    for (let j = 0; j < k; j++)
      if (Math.abs(vector[j]) > SHARED) {
        const others = vector.flatMap((share, i) => (i !== j && Math.abs(share) > SHARED ? [i] : []));
        untold.set(j, [...new Set([...(untold.get(j) ?? []), ...others])]);
      }
  const degreesOfFreedom = curve.length - told.length;
  const variance = standardErrors !== undefined ? 1 : degreesOfFreedom > 0 ? sum / degreesOfFreedom : Number.NaN;
  const covariance = (i: number, j: number) =>
    told.reduce((total, { value, vector }) => total + (vector[i] * vector[j]) / value, 0);
  const ratio = (i: number, j: number) =>
    untold.has(i) || untold.has(j)
      ? Number.NaN
      : i === j
        ? 1
        : covariance(i, j) / Math.sqrt(covariance(i, i) * covariance(j, j));
  const all = columns.map((_, j) => j);
  return {
    degreesOfFreedom,
    variance,
    standardErrors: all.map((j) => (untold.has(j) ? Number.NaN : Math.sqrt(variance * covariance(j, j)) / lengths[j])),
    correlations: all.map((i) => all.map((j) => ratio(i, j))),
    untold,
  };
}
