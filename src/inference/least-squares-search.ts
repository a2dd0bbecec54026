/**
 * The least weighted sum of squares by the method of Levenberg and Marquardt, in coordinates without ends.
 *
 *     S(q) = Σ [ (y_i - α f_i(q)) / s_i ]²,    (JᵀJ + λ diag JᵀJ) δ = Jᵀ r
 *
 * λ falls where the quadratic model foretells S well and rises where it does not (Nielsen's rule). A factor α that the data
 * do not tell is not searched for: at each q it is the one that is best there, α = <y, f> / <f, f>, and J is the part of
 * α ∂f/∂q that is normal to f (Kaufman), so that the gradient stays exact.
 *
 * @see J. J. Moré, Lect. Notes Math. 630, 105 (1978), doi:10.1007/BFb0067700 (not opened)
 * @see L. Kaufman, BIT 15, 49 (1975), doi:10.1007/BF01932995 (not opened)
 * @module
 */

import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { linearSolveSmall } from "#numerics/statistics.ts";
import type { Coordinate } from "./bounded-coordinate.ts";
import type { CurveAnswer, CurveProblem, CurveSteps } from "./curve-fit.ts";

/** A problem with the coordinates of its parameters. */
export interface SearchProblem extends CurveProblem {
  readonly coordinates: readonly Coordinate[];
}

/** Where a search stands. */
export interface SearchPoint {
  readonly q: readonly number[];
  /** S. */
  readonly sum: number;
  /** The factor on the curve; 1 where it is not free. */
  readonly scale: number;
  /** f at the data, without the factor. */
  readonly curve: Float64Array;
  /** (y - α f) / s. */
  readonly residuals: Float64Array;
}

/** Where a search ended. */
export interface SearchResult extends SearchPoint {
  /** ∂f/∂q at the data, by parameter, without the factor. */
  readonly slopes: readonly Float64Array[];
  readonly converged: boolean;
  readonly curves: number;
}

const MOST_STEPS = 300;
const FIRST_DAMPING = 1e-3;
const LEAST_DAMPING = 1e-11;
const MOST_DAMPING = 1e14;
/**
 * When a search rests: the cosine between residuals and every slope below which nothing is left to gain, and the step over the
 * size of the coordinates [1]. A cosine of 1e-6 is a step of some 1e-6 standard errors; differences have no finer slopes.
 */
const EXACT = { orthogonal: 1e-11, still: 1e-13 };
const BY_DIFFERENCES = { orthogonal: 1e-6, still: 1e-9 };
/** Relative step of central differences, where whoever answers has no slopes [1]. */
export const DIFFERENCE_STEP = 1e-4;

/**
 * The least S from a start; coordinates that are `held` stay.
 *
 * @throws NumericalFailure if there is no curve at the start.
 */
export function* leastSquaresSearch(
  problem: SearchProblem,
  start: readonly number[],
  held: readonly boolean[] = [],
): CurveSteps<SearchResult> {
  const free = start.flatMap((_, j) => (held[j] ? [] : [j]));
  const k = free.length;
  const counted = { curves: 1 };
  const first = yield { parameters: parametersAt(problem, start), slopes: true };
  let here = pointAt(problem, start, first);
  if (problem.freeScale && here.curve.every((value) => value === 0))
    throw new NumericalFailure(
      "the start of a fit",
      "the curve is zero at all data, so that no factor brings it to them",
      "Start from other values.",
    );
  if (!Number.isFinite(here.sum))
    throw new NumericalFailure(
      "the start of a fit",
      "the curve is not finite at the parameters to start from",
      "Start from other values, or give bounds within which the curve exists.",
    );
  let slopes = yield* slopesAt(problem, here, first, free, counted);
  const largest = new Float64Array(k);
  let damping = FIRST_DAMPING;
  let growth = 2;
  const { orthogonal, still } = first.slopes === undefined ? BY_DIFFERENCES : EXACT;
  let converged = k === 0;
  for (let step = 0; step < MOST_STEPS && !converged; step++) {
    const columns = free.map((j) => reduced(problem, here, slopes[j]));
    const gradient = Float64Array.from(columns, (column) => dot(column, here.residuals));
    const size = Math.sqrt(here.sum);
    converged = columns.every(
      (column, j) => Math.abs(gradient[j]) <= orthogonal * Math.sqrt(dot(column, column)) * size,
    );
    if (converged) break;
    for (let j = 0; j < k; j++) largest[j] = Math.max(largest[j], dot(columns[j], columns[j]));
    let accepted = false;
    while (!accepted) {
      const change = dampedStep(columns, gradient, largest, damping);
      if (change !== undefined) {
        const moved = Math.sqrt(change.reduce((sum, d, j) => sum + largest[j] * d * d, 0));
        const extent = Math.sqrt(free.reduce((sum, j, i) => sum + largest[i] * here.q[j] * here.q[j], 0));
        if (moved <= still * (extent + size)) {
          converged = true;
          break;
        }
        const q = [...here.q];
        for (const [i, j] of free.entries()) q[j] += change[i];
        const answer = yield { parameters: parametersAt(problem, q), slopes: true };
        counted.curves++;
        const there = pointAt(problem, q, answer);
        const foretold = change.reduce((sum, d, j) => sum + d * (damping * largest[j] * d + gradient[j]), 0);
        const ratio = (here.sum - there.sum) / foretold;
        if (there.sum < here.sum && ratio > 1e-4) {
          const gain = 2 * ratio - 1;
          damping = Math.max(LEAST_DAMPING, damping * Math.max(1 / 3, 1 - gain * gain * gain));
          growth = 2;
          here = there;
          slopes = yield* slopesAt(problem, here, answer, free, counted);
          accepted = true;
          break;
        }
      }
      damping *= growth;
      growth *= 2;
      if (damping > MOST_DAMPING) {
        // No step down can be told from rounding: as far down as numbers go.
        converged = true;
        break;
      }
    }
  }
  return { ...here, slopes, converged, curves: counted.curves };
}

/** The parameters at these coordinates. */
export function parametersAt({ coordinates }: SearchProblem, q: readonly number[]): number[] {
  return q.map((value, j) => coordinates[j].parameter(value));
}

function pointAt(problem: SearchProblem, q: readonly number[], { values }: CurveAnswer): SearchPoint {
  const { observed, standardErrors, freeScale = false } = problem;
  const curve = Float64Array.from(observed, (_, i) => values[i]);
  const weight = (i: number) => 1 / (standardErrors?.[i] ?? 1);
  let [above, below] = [0, 0];
  for (let i = 0; i < curve.length; i++) {
    const f = weight(i) * curve[i];
    above += weight(i) * observed[i] * f;
    below += f * f;
  }
  const scale = freeScale ? (below > 0 ? above / below : Number.NaN) : 1;
  const residuals = Float64Array.from(observed, (y, i) => (y - scale * curve[i]) * weight(i));
  const sum = dot(residuals, residuals);
  return { q, curve, scale, residuals, sum: Number.isFinite(sum) ? sum : Number.POSITIVE_INFINITY };
}

/** ∂f/∂q by parameter: from the answer, or by central differences. */
function* slopesAt(
  problem: SearchProblem,
  { q, curve }: SearchPoint,
  answer: CurveAnswer,
  free: readonly number[],
  counted: { curves: number },
): CurveSteps<readonly Float64Array[]> {
  const out = q.map(() => new Float64Array(curve.length));
  for (const j of free) {
    const given = answer.slopes?.[j];
    if (given !== undefined) {
      const inner = problem.coordinates[j].slope(q[j]);
      out[j] = Float64Array.from(curve, (_, i) => given[i] * inner);
      continue;
    }
    const h = DIFFERENCE_STEP * (problem.coordinates[j].logarithmic ? 1 : Math.abs(q[j]) || 1);
    const beside: CurveAnswer[] = [];
    for (const side of [-1, 1]) {
      const moved = q.map((value, i) => (i === j ? value + side * h : value));
      beside.push(yield { parameters: parametersAt(problem, moved), slopes: false });
      counted.curves++;
    }
    const [before, after] = beside as [CurveAnswer, CurveAnswer];
    const width = q[j] + h - (q[j] - h);
    out[j] = Float64Array.from(curve, (_, i) => (after.values[i] - before.values[i]) / width);
  }
  return out;
}

/** α ∂f/∂q over the errors; where α is free, the part of it that is normal to f. */
function reduced(problem: SearchProblem, { curve, scale }: SearchPoint, slope: Float64Array): Float64Array {
  const { standardErrors, freeScale = false } = problem;
  const column = Float64Array.from(slope, (d, i) => (scale * d) / (standardErrors?.[i] ?? 1));
  if (!freeScale) return column;
  const along = Float64Array.from(curve, (f, i) => f / (standardErrors?.[i] ?? 1));
  const share = dot(column, along) / dot(along, along);
  return column.map((c, i) => c - share * along[i]);
}

function dampedStep(
  columns: readonly Float64Array[],
  gradient: Float64Array,
  largest: Float64Array,
  damping: number,
): Float64Array | undefined {
  const k = columns.length;
  const matrix = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) matrix[i * k + j] = dot(columns[i], columns[j]);
    matrix[i * k + i] += damping * (largest[i] || 1);
  }
  try {
    const change = linearSolveSmall(matrix, gradient);
    return change.every(Number.isFinite) ? change : undefined;
  } catch (error) {
    if (error instanceof NumericalFailure) return undefined;
    throw error;
  }
}

/** Σ a_i b_i. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
