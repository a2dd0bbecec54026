/**
 * One stage of an implicit method: the x that solves x - s R(x) = b, by Newton's method.
 *
 * Steps that would leave the interval of f go nine tenths of the way to its end. What is judged is the correction that is
 * still to be made, in root mean square, and never the number of corrections made.
 *
 * @module
 */

import type { SpatialOperators } from "./spatial-operators.ts";
import type { StageSystem } from "./stage-system.ts";

/** Room to solve stages, and what was found in the last one. */
export interface ImplicitStage {
  readonly rate: Float64Array;
  readonly residual: Float64Array;
  readonly correction: Float64Array;
  /** Corrections made. */
  corrections: number;
  /** Products with the matrix, all corrections together. */
  products: number;
  /** Root mean square of the correction that is still to be made [c]. */
  remaining: number;
}

/** Room for stages of that size. */
export function makeImplicitStage(size: number): ImplicitStage {
  const make = () => new Float64Array(size);
  return { rate: make(), residual: make(), correction: make(), corrections: 0, products: 0, remaining: 0 };
}

const MOST = 12;

/**
 * Replaces x, a guess, by the solution. Returns false where it was not reached.
 *
 * @param goal how large a correction may still be to be made, in root mean square [c]
 */
export function solveStage(
  stage: ImplicitStage,
  operators: SpatialOperators,
  system: StageSystem,
  s: number,
  b: Float64Array,
  x: Float64Array,
  goal: number,
): boolean {
  const { rate, residual, correction } = stage;
  stage.corrections = 0;
  stage.products = 0;
  let last = Number.POSITIVE_INFINITY;
  for (;;) {
    operators.fillRate(rate, x);
    for (let i = 0; i < x.length; i++) residual[i] = b[i] - x[i] + s * rate[i];
    system.prepare(s, x);
    system.approximate(residual);
    const remaining = rootMeanSquare(residual);
    stage.remaining = remaining;
    if (!system.isDirect && remaining <= goal) return true;
    // a correction that does not shrink leads nowhere; the first may lead out of a bad guess
    if (!(remaining < 0.9 * last) && stage.corrections > 2) return false;
    if (!Number.isFinite(remaining) || stage.corrections === MOST) return false;
    last = remaining;
    stage.products += system.improve(correction, residual, Math.max(0.2 * goal, 1e-3 * remaining));
    const share = shareInside(operators, x, correction);
    for (let i = 0; i < x.length; i++) x[i] += share * correction[i];
    stage.corrections++;
    if (system.isDirect && share === 1 && remaining <= goal) return true;
  }
}

/** How much of a correction may be made so that x stays inside the interval of f. */
function shareInside({ problem }: SpatialOperators, x: Float64Array, correction: Float64Array): number {
  const { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = problem.energy;
  let share = 1;
  for (let i = 0; i < x.length; i++) {
    const next = x[i] + correction[i];
    if (next <= low) share = Math.min(share, (0.9 * (low - x[i])) / correction[i]);
    if (next >= high) share = Math.min(share, (0.9 * (high - x[i])) / correction[i]);
  }
  return share;
}

/** √(Σ x² / n). */
export function rootMeanSquare(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] * x[i];
  return Math.sqrt(sum / x.length);
}
