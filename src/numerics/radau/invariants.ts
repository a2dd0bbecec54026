/**
 * Puts sums that are conserved back on their value, where rounding has moved them.
 *
 *     y + Σ_k a_k d_k,    G d_k = M (l_k |y|),    l_j·(y + Σ a_k d_k) = total_j
 *
 * G = σ M - J is the matrix of the step: what is missing is put back as the fastest processes would spread it, so that
 * a fast equilibrium is not disturbed. Where rates are so fast that σ is lost beside them in rounding, d_k is a null
 * vector of J to rounding, and the sums still come out right, since they are measured.
 *
 * @module
 */

import { eliminated } from "#numerics/dense-solve.ts";
import type { RealFactors } from "./sparse-lu.ts";
import type { StiffSystem } from "./stiff-system.ts";

/** Deviations below this, relative to the sum of sizes, are rounding [1]. */
const ROUNDING = 2 * Number.EPSILON;

/** Puts the conserved sums of y back on their value, with the factors of σ M - J. */
export type Restore = (y: Float64Array, factors: RealFactors) => void;

/** Remembers the conserved sums of the y given; nothing to do for a system that names none. */
export function makeRestore({ size, mass, invariants = [] }: StiffSystem, start: Float64Array): Restore {
  if (invariants.length === 0) return () => {};
  const count = invariants.length;
  const totals = invariants.map((weights) => weighted(weights, start, 0));
  const missing = new Float64Array(count);
  const directions = invariants.map(() => new Float64Array(size));
  return (y, factors) => {
    let isOff = false;
    for (let k = 0; k < count; k++) {
      let sizes = 0;
      for (let i = 0; i < size; i++) sizes += Math.abs(invariants[k][i] * y[i]);
      missing[k] = -weighted(invariants[k], y, totals[k]);
      if (Math.abs(missing[k]) > ROUNDING * sizes) isOff = true;
    }
    if (!isOff) return;
    for (let k = 0; k < count; k++) {
      const direction = directions[k];
      for (let i = 0; i < size; i++) direction[i] = mass[i] * invariants[k][i] * Math.abs(y[i]);
      factors.solve(direction);
      let largest = 0;
      for (let i = 0; i < size; i++) largest = Math.max(largest, Math.abs(direction[i]));
      if (!(largest > 0 && largest < Number.POSITIVE_INFINITY)) return;
      for (let i = 0; i < size; i++) direction[i] /= largest;
    }
    const matrix = new Float64Array(count * count);
    for (let j = 0; j < count; j++)
      for (let k = 0; k < count; k++) matrix[j * count + k] = weighted(invariants[j], directions[k], 0);
    const amounts = eliminated(matrix, missing);
    if (!amounts.every(Number.isFinite)) return;
    for (let k = 0; k < count; k++) for (let i = 0; i < size; i++) y[i] += amounts[k] * directions[k][i];
  };
}

/** Σ l_i y_i - less, summed with compensation. */
function weighted(weights: Float64Array, y: Float64Array, less: number): number {
  let sum = -less;
  let lost = 0;
  for (let i = 0; i < y.length; i++) {
    const term = weights[i] * y[i];
    if (term === 0) continue;
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
}
