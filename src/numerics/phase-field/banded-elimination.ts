/**
 * Banded systems by Gaussian elimination with row exchanges: n times the square of the width, whatever the matrix.
 *
 * Row i of a matrix of half-width w holds columns i - w to i + 2w, the last w of them for what exchanges bring in.
 *
 * @module
 */

/** A matrix of half-width `width`, then its factors; written again for each matrix. */
export interface BandedMatrix {
  readonly size: number;
  readonly width: number;
  /** Entry (i, j) is at i (3w + 1) + j - i + w. */
  readonly entries: Float64Array;
  /** Multipliers of the rows below each pivot. */
  readonly multipliers: Float64Array;
  /** With which row each was exchanged. */
  readonly exchanged: Int32Array;
}

/** A matrix of zeros. */
export function makeBandedMatrix(size: number, width: number): BandedMatrix {
  return {
    size,
    width,
    entries: new Float64Array(size * (3 * width + 1)),
    multipliers: new Float64Array(size * width),
    exchanged: new Int32Array(size),
  };
}

/** Adds to the entry (i, j), which must lie in the band. */
export function addToBanded({ width, entries }: BandedMatrix, i: number, j: number, value: number): void {
  entries[i * (3 * width + 1) + j - i + width] += value;
}

/** Replaces a matrix by its factors. Allocates nothing. Returns false if it is singular. */
export function factorBanded({ size, width, entries, multipliers, exchanged }: BandedMatrix): boolean {
  const step = 3 * width; // the same column one row down is this many places on
  for (let k = 0; k < size; k++) {
    const diagonal = k * (step + 1) + width;
    const rows = Math.min(width, size - 1 - k);
    const columns = Math.min(2 * width, size - 1 - k);
    let pivot = 0;
    for (let r = 1; r <= rows; r++)
      if (Math.abs(entries[diagonal + r * step]) > Math.abs(entries[diagonal + pivot * step])) pivot = r;
    exchanged[k] = pivot;
    if (pivot > 0)
      for (let c = 0; c <= columns; c++) {
        const kept = entries[diagonal + c];
        entries[diagonal + c] = entries[diagonal + pivot * step + c];
        entries[diagonal + pivot * step + c] = kept;
      }
    const top = entries[diagonal];
    if (top === 0 || !Number.isFinite(top)) return false;
    for (let r = 1; r <= rows; r++) {
      const row = diagonal + r * step;
      const factor = entries[row] / top;
      multipliers[k * width + r - 1] = factor;
      if (factor !== 0) for (let c = 1; c <= columns; c++) entries[row + c] -= factor * entries[diagonal + c];
    }
  }
  return true;
}

/** Replaces the right side x by the solution. Allocates nothing. */
export function solveBanded({ size, width, entries, multipliers, exchanged }: BandedMatrix, x: Float64Array): void {
  for (let k = 0; k < size; k++) {
    const other = k + exchanged[k];
    const value = x[other];
    x[other] = x[k];
    x[k] = value;
    const rows = Math.min(width, size - 1 - k);
    for (let r = 1; r <= rows; r++) x[k + r] -= multipliers[k * width + r - 1] * value;
  }
  for (let k = size - 1; k >= 0; k--) {
    const diagonal = k * (3 * width + 1) + width;
    const columns = Math.min(2 * width, size - 1 - k);
    let value = x[k];
    for (let c = 1; c <= columns; c++) value -= entries[diagonal + c] * x[k + c];
    x[k] = value / entries[diagonal];
  }
}
