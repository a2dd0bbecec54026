/**
 * A small symmetric positive definite matrix by Cholesky: A = L Lᵀ; and with it the system A x = b.
 *
 * Meant for covariances of some tens of outputs. The rows are scaled to a unit diagonal first, so that outputs in
 * different units do not look like a singular matrix.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";
import { NumericalFailure } from "./numerical-failure.ts";

/** Smallest pivot of the scaled matrix: below it, rounding decides the answer. */
const SMALLEST_PIVOT = 1e-13;

/**
 * The x with A x = b.
 *
 * @param matrix A, row by row, k × k, symmetric; only the lower triangle is read
 * @param rhs    b, k entries
 * @throws DomainError if the sizes do not fit.
 * @throws NumericalFailure if A is not positive definite to rounding.
 */
export function linearSolveSmall(matrix: ReadonlyFloat64Array, rhs: ReadonlyFloat64Array): Float64Array {
  const k = rhs.length;
  if (matrix.length !== k * k)
    throw new DomainError("number of matrix entries", matrix.length, `a system of ${k} equations has ${k * k}`);
  const scale = new Float64Array(k);
  const lower = new Float64Array(k * k);
  const x = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    const diagonal = matrix[i * k + i];
    if (!(diagonal > 0)) throw notDefinite(i);
    scale[i] = 1 / Math.sqrt(diagonal);
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * k + j] * scale[i] * scale[j];
      for (let m = 0; m < j; m++) sum -= lower[i * k + m] * lower[j * k + m];
      if (i !== j) lower[i * k + j] = sum / lower[j * k + j];
      else if (sum > SMALLEST_PIVOT) lower[i * k + i] = Math.sqrt(sum);
      else throw notDefinite(i);
    }
    let y = rhs[i] * scale[i];
    for (let m = 0; m < i; m++) y -= lower[i * k + m] * x[m];
    x[i] = y / lower[i * k + i];
  }
  for (let i = k - 1; i >= 0; i--) {
    for (let m = i + 1; m < k; m++) x[i] -= lower[m * k + i] * x[m];
    x[i] /= lower[i * k + i];
  }
  for (let i = 0; i < k; i++) x[i] *= scale[i];
  return x;
}

/**
 * The lower triangle L with A = L Lᵀ, row by row, k × k. Pivots are judged against the diagonal.
 *
 * @throws NumericalFailure if A is not positive definite to rounding.
 */
export function choleskyFactor(matrix: ReadonlyFloat64Array, k: number): Float64Array {
  const lower = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    const scale = Math.sqrt(matrix[i * k + i]);
    if (!(scale > 0)) throw notDefinite(i);
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * k + j];
      for (let m = 0; m < j; m++) sum -= lower[i * k + m] * lower[j * k + m];
      if (i !== j) lower[i * k + j] = sum / lower[j * k + j];
      else if (sum > SMALLEST_PIVOT * scale * scale) lower[i * k + i] = Math.sqrt(sum);
      else throw notDefinite(i);
    }
  }
  return lower;
}

function notDefinite(row: number): NumericalFailure {
  return new NumericalFailure(
    `row ${row} of a symmetric system`,
    "the matrix is not positive definite to rounding",
    "Leave out the entry that does not vary, or that follows from the others.",
  );
}
