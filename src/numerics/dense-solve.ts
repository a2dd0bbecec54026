/**
 * A small dense system A x = b by elimination with the largest pivot of each column; and the exponential of a small
 * matrix by scaling, Taylor's series and squaring.
 *
 *     e^A = (e^{A / 2^s})^{2^s},    |A / 2^s| <= ½
 *
 * @see G. H. Golub and C. F. Van Loan, Matrix Computations, sections 3.4 and 9.3 (not opened)
 * @module
 */

import type { ReadonlyFloat64Array } from "#units/flavour.ts";

/** The x with A x = b, A row by row; not finite where A is singular. */
export function eliminated(matrix: ReadonlyFloat64Array, rhs: ReadonlyFloat64Array): Float64Array {
  const n = rhs.length;
  const a = Float64Array.from(matrix as Float64Array);
  const x = Float64Array.from(rhs as Float64Array);
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i * n + k]) > Math.abs(a[best * n + k])) best = i;
    if (best !== k) {
      for (let j = k; j < n; j++) [a[k * n + j], a[best * n + j]] = [a[best * n + j], a[k * n + j]];
      [x[k], x[best]] = [x[best], x[k]];
    }
    for (let i = k + 1; i < n; i++) {
      const factor = a[i * n + k] / a[k * n + k];
      if (factor === 0) continue;
      for (let j = k; j < n; j++) a[i * n + j] -= factor * a[k * n + j];
      x[i] -= factor * x[k];
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    for (let j = k + 1; j < n; j++) x[k] -= a[k * n + j] * x[j];
    x[k] /= a[k * n + k];
  }
  return x;
}

/** Terms of the series: the next is below 1e-19 of the sum. */
const TERMS = 15;

/** e^A, row by row, of an n × n matrix. */
export function matrixExponential(matrix: ReadonlyFloat64Array, n: number): Float64Array {
  let largest = 0;
  for (let i = 0; i < n; i++) {
    let row = 0;
    for (let j = 0; j < n; j++) row += Math.abs(matrix[i * n + j]);
    largest = Math.max(largest, row);
  }
  let squarings = 0;
  let scale = 1;
  while (largest * scale > 0.5) {
    scale /= 2;
    squarings++;
  }
  const scaled = Float64Array.from(matrix as Float64Array, (value) => value * scale);
  // e^A - 1 is squared, not e^A: what is small beside 1 keeps its digits
  let sum: Float64Array = new Float64Array(n * n);
  for (let k = TERMS; k >= 1; k--) {
    for (let i = 0; i < n; i++) sum[i * n + i] += 1;
    sum = product(scaled, sum, n).map((value) => value / k);
  }
  for (let s = 0; s < squarings; s++) {
    const square = product(sum, sum, n);
    sum = square.map((value, i) => value + 2 * sum[i]);
  }
  for (let i = 0; i < n; i++) sum[i * n + i] += 1;
  return sum;
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k];
      if (factor === 0) continue;
      for (let j = 0; j < n; j++) out[i * n + j] += factor * b[k * n + j];
    }
  return out;
}
