/**
 * Block-tridiagonal equations: rows of m unknowns each, coupled to the row before and the row after.
 *
 *     L_i x_(i-1) + D_i x_i + U_i x_(i+1) = b_i
 *
 * Eliminated from the left, the unknowns of a block in their order: rows are not exchanged, so that each unknown must
 * have an equation of its own kind, as in balances of amounts. Blocks are stored one after the other, each by rows.
 *
 * @see G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed. (2013), section 4.5 (not opened)
 * @module
 */

import { NumericalFailure } from "./numerical-failure.ts";

/** The matrix of a system, and room to eliminate it; the elimination overwrites all of it. */
export interface BlockTridiagonal {
  /** Rows of blocks n. */
  readonly count: number;
  /** Unknowns of a block m. */
  readonly block: number;
  /** L_i, D_i, U_i: n m² numbers each. */
  readonly lower: Float64Array;
  readonly diagonal: Float64Array;
  readonly upper: Float64Array;
}

/** Room for n rows of blocks of m unknowns, all 0. */
export function makeBlockTridiagonal(count: number, block: number): BlockTridiagonal {
  const make = () => new Float64Array(count * block * block);
  return { count, block, lower: make(), diagonal: make(), upper: make() };
}

/** Set every block to 0. */
export function clearBlocks({ lower, diagonal, upper }: BlockTridiagonal): void {
  lower.fill(0);
  diagonal.fill(0);
  upper.fill(0);
}

/**
 * Replace the right side x, m numbers for each row of blocks, by the solution. Overwrites the matrix; allocates nothing.
 *
 * @throws NumericalFailure if a pivot is 0 or no number.
 */
export function solveBlockTridiagonal(system: BlockTridiagonal, x: Float64Array): void {
  const { count, block: m, diagonal, upper } = system;
  const square = m * m;
  for (let i = 0; i < count; i++) {
    if (i > 0) subtractProduct(system, x, i);
    reduceBlock(diagonal, upper, x, i * square, i * m, m, i);
  }
  for (let i = count - 2; i >= 0; i--) {
    for (let row = 0; row < m; row++) {
      let sum = 0;
      for (let k = 0; k < m; k++) sum += upper[i * square + row * m + k] * x[(i + 1) * m + k];
      x[i * m + row] -= sum;
    }
  }
}

/** D_i -= L_i (D^-1 U)_(i-1) and b_i -= L_i (D^-1 b)_(i-1). */
function subtractProduct({ block: m, lower, diagonal, upper }: BlockTridiagonal, x: Float64Array, i: number): void {
  const here = i * m * m;
  const before = here - m * m;
  for (let row = 0; row < m; row++) {
    const at = here + row * m;
    for (let k = 0; k < m; k++) {
      const factor = lower[at + k];
      if (factor === 0) continue;
      for (let column = 0; column < m; column++) diagonal[at + column] -= factor * upper[before + k * m + column];
      x[i * m + row] -= factor * x[(i - 1) * m + k];
    }
  }
}

/** U_i <- D_i^-1 U_i and b_i <- D_i^-1 b_i by Gauss-Jordan elimination. */
function reduceBlock(
  diagonal: Float64Array,
  upper: Float64Array,
  x: Float64Array,
  at: number,
  start: number,
  m: number,
  i: number,
): void {
  for (let pivot = 0; pivot < m; pivot++) {
    const size = diagonal[at + pivot * m + pivot];
    if (!(Math.abs(size) > 0))
      throw new NumericalFailure(
        `row ${i} of a block-tridiagonal system`,
        `the pivot is ${size}`,
        "See what fixes it.",
      );
    const inverse = 1 / size;
    for (let column = pivot + 1; column < m; column++) diagonal[at + pivot * m + column] *= inverse;
    for (let column = 0; column < m; column++) upper[at + pivot * m + column] *= inverse;
    x[start + pivot] *= inverse;
    for (let row = 0; row < m; row++) {
      const factor = row === pivot ? 0 : diagonal[at + row * m + pivot];
      if (factor === 0) continue;
      for (let column = pivot + 1; column < m; column++)
        diagonal[at + row * m + column] -= factor * diagonal[at + pivot * m + column];
      for (let column = 0; column < m; column++)
        upper[at + row * m + column] -= factor * upper[at + pivot * m + column];
      x[start + row] -= factor * x[start + pivot];
    }
  }
}
