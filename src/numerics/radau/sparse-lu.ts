/**
 * The matrices σ M - J of a stiff system, σ real or complex, factored in a band.
 *
 *     (σ M - J) x = b
 *
 * The unknowns are put in the order of reverse Cuthill-McKee; then rows are eliminated with partial pivoting inside the
 * band, at a cost of n b². Rows are compared for the pivot relative to their own largest entry, columns in the size of
 * their unknowns, so that units do not matter. Complex numbers are pairs of arrays.
 *
 * @see G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed. (2013), section 4.3 (not opened)
 * @module
 */

import { reverseCuthillMckee } from "./cuthill-mckee.ts";
import type { StiffSystem } from "./stiff-system.ts";

/** Where the entries of σ M - J stand in a band. */
export interface BandShape {
  readonly size: number;
  /** Position of each unknown in the band. */
  readonly position: Int32Array;
  /** Diagonals below the main one; above it there are `width - 1 - below`, with room for the rows exchanged. */
  readonly below: number;
  readonly width: number;
  /** Place in the band of each entry of the pattern, and of each entry of M. */
  readonly places: Int32Array;
  readonly diagonal: Int32Array;
}

/** The band of a system: order, widths and places. */
export function bandShape({ size, pattern: { rows, columns } }: StiffSystem): BandShape {
  const position = reverseCuthillMckee(size, rows, columns);
  let below = 0;
  let above = 0;
  for (let e = 0; e < rows.length; e++) {
    const offset = position[columns[e]] - position[rows[e]];
    below = Math.max(below, -offset);
    above = Math.max(above, offset);
  }
  const width = 2 * below + above + 1;
  const place = (row: number, column: number): number =>
    position[row] * width + position[column] - position[row] + below;
  return {
    size,
    position,
    below,
    width,
    places: Int32Array.from(rows, (row, e) => place(row, columns[e])),
    diagonal: Int32Array.from({ length: size }, (_, i) => place(i, i)),
  };
}

/** A matrix ready to be solved with; both functions allocate nothing. */
export interface RealFactors {
  /** Factor shift M - J. `scale`: size of each unknown, for the choice of pivots. False if the matrix is singular. */
  factor(shift: number, mass: Float64Array, jacobian: Float64Array, scale: Float64Array): boolean;
  /** Replace the right side by the solution. */
  solve(x: Float64Array): void;
}

/** Room for one real matrix. */
export function makeRealFactors(shape: BandShape): RealFactors {
  const { size, position, below, width, places, diagonal } = shape;
  const band = new Float64Array(size * width);
  const swaps = new Int32Array(size);
  const weight = new Float64Array(size);
  const ordered = new Float64Array(size);
  return { factor, solve };

  function factor(shift: number, mass: Float64Array, jacobian: Float64Array, scale: Float64Array): boolean {
    band.fill(0);
    for (let e = 0; e < places.length; e++) band[places[e]] -= jacobian[e];
    for (let i = 0; i < size; i++) band[diagonal[i]] += shift * mass[i];
    for (let i = 0; i < size; i++) ordered[position[i]] = scale[i];
    if (!weighRows()) return false;
    for (let k = 0; k < size; k++) {
      const last = Math.min(size - 1, k + below);
      const best = pivotOf(k, last);
      if (best < 0) return false;
      swaps[k] = best;
      const end = Math.min(size, k + width - below);
      const row = k * width + below;
      if (best !== k) {
        exchange(band, row, best * width + k - best + below, end - k);
        weight[best] = weight[k];
      }
      for (let i = k + 1; i <= last; i++) {
        const at = i * width + k - i + below;
        if (band[at] === 0) continue;
        const multiple = band[at] / band[row];
        band[at] = multiple;
        for (let j = 1; j < end - k; j++) band[at + j] -= multiple * band[row + j];
      }
    }
    return true;
  }

  /** 1 / the largest entry of each row, in the size of its unknowns; false if a row has none. */
  function weighRows(): boolean {
    for (let i = 0; i < size; i++) {
      let largest = 0;
      for (let j = Math.max(0, i - below), k = i * width + j - i + below; j < size && k < (i + 1) * width; j++, k++)
        largest = Math.max(largest, Math.abs(band[k]) * ordered[j]);
      if (!(largest > 0 && largest < Number.POSITIVE_INFINITY)) return false;
      weight[i] = 1 / largest;
    }
    return true;
  }

  /** The row from k to the last with the largest entry in column k; -1 if all are zero. */
  function pivotOf(k: number, last: number): number {
    let best = -1;
    let most = 0;
    for (let i = k; i <= last; i++) {
      const value = Math.abs(band[i * width + k - i + below]) * weight[i];
      if (value > most) {
        most = value;
        best = i;
      }
    }
    return best;
  }

  function solve(x: Float64Array): void {
    for (let i = 0; i < size; i++) ordered[position[i]] = x[i];
    for (let k = 0; k < size; k++) {
      const value = ordered[swaps[k]];
      ordered[swaps[k]] = ordered[k];
      ordered[k] = value;
      const last = Math.min(size - 1, k + below);
      for (let i = k + 1; i <= last; i++) ordered[i] -= band[i * width + k - i + below] * value;
    }
    for (let k = size - 1; k >= 0; k--) {
      const row = k * width + below;
      const end = Math.min(size, k + width - below) - k;
      let sum = ordered[k];
      for (let j = 1; j < end; j++) sum -= band[row + j] * ordered[k + j];
      ordered[k] = sum / band[row];
    }
    for (let i = 0; i < size; i++) x[i] = ordered[position[i]];
  }
}

/** Exchange so many entries of an array from one place with those from another. */
function exchange(values: Float64Array, one: number, other: number, count: number): void {
  for (let j = 0; j < count; j++) {
    const kept = values[one + j];
    values[one + j] = values[other + j];
    values[other + j] = kept;
  }
}

/** As {@link RealFactors}, for a complex shift; right side and solution in two arrays. */
export interface ComplexFactors {
  factor(shift: { re: number; im: number }, mass: Float64Array, jacobian: Float64Array, scale: Float64Array): boolean;
  solve(re: Float64Array, im: Float64Array): void;
}

/** Room for one complex matrix. */
export function makeComplexFactors(shape: BandShape): ComplexFactors {
  const { size, position, below, width, places, diagonal } = shape;
  const re = new Float64Array(size * width);
  const im = new Float64Array(size * width);
  const swaps = new Int32Array(size);
  const weight = new Float64Array(size);
  const orderedRe = new Float64Array(size);
  const orderedIm = new Float64Array(size);
  return { factor, solve };

  function factor(
    shift: { re: number; im: number },
    mass: Float64Array,
    jacobian: Float64Array,
    scale: Float64Array,
  ): boolean {
    re.fill(0);
    im.fill(0);
    for (let e = 0; e < places.length; e++) re[places[e]] -= jacobian[e];
    for (let i = 0; i < size; i++) {
      re[diagonal[i]] += shift.re * mass[i];
      im[diagonal[i]] += shift.im * mass[i];
      orderedRe[position[i]] = scale[i];
    }
    if (!weighRows()) return false;
    for (let k = 0; k < size; k++) {
      const last = Math.min(size - 1, k + below);
      const best = pivotOf(k, last);
      if (best < 0) return false;
      swaps[k] = best;
      const count = Math.min(size, k + width - below) - k;
      if (best !== k) {
        const row = k * width + below;
        const other = best * width + k - best + below;
        exchange(re, row, other, count);
        exchange(im, row, other, count);
        weight[best] = weight[k];
      }
      eliminate(k, last, count);
    }
    return true;
  }

  /** 1 / the largest entry of each row, in the size of its unknowns; false if a row has none. */
  function weighRows(): boolean {
    for (let i = 0; i < size; i++) {
      let largest = 0;
      for (let j = Math.max(0, i - below), k = i * width + j - i + below; j < size && k < (i + 1) * width; j++, k++)
        largest = Math.max(largest, (Math.abs(re[k]) + Math.abs(im[k])) * orderedRe[j]);
      if (!(largest > 0 && largest < Number.POSITIVE_INFINITY)) return false;
      weight[i] = 1 / largest;
    }
    return true;
  }

  /** The row from k to the last with the largest entry in column k; -1 if all are zero. */
  function pivotOf(k: number, last: number): number {
    let best = -1;
    let most = 0;
    for (let i = k; i <= last; i++) {
      const at = i * width + k - i + below;
      const value = (Math.abs(re[at]) + Math.abs(im[at])) * weight[i];
      if (value > most) {
        most = value;
        best = i;
      }
    }
    return best;
  }

  /** Take row k from those below it, up to the last. */
  function eliminate(k: number, last: number, count: number): void {
    const row = k * width + below;
    // 1 / pivot, scaled so that its square does not overflow
    const large = Math.max(Math.abs(re[row]), Math.abs(im[row]));
    const a = re[row] / large;
    const b = im[row] / large;
    const inverse = 1 / (a * a + b * b) / large;
    for (let i = k + 1; i <= last; i++) {
      const at = i * width + k - i + below;
      if (re[at] === 0 && im[at] === 0) continue;
      const factorRe = (re[at] * a + im[at] * b) * inverse;
      const factorIm = (im[at] * a - re[at] * b) * inverse;
      re[at] = factorRe;
      im[at] = factorIm;
      for (let j = 1; j < count; j++) {
        re[at + j] -= factorRe * re[row + j] - factorIm * im[row + j];
        im[at + j] -= factorRe * im[row + j] + factorIm * re[row + j];
      }
    }
  }

  function solve(xRe: Float64Array, xIm: Float64Array): void {
    for (let i = 0; i < size; i++) {
      orderedRe[position[i]] = xRe[i];
      orderedIm[position[i]] = xIm[i];
    }
    for (let k = 0; k < size; k++) {
      const valueRe = orderedRe[swaps[k]];
      const valueIm = orderedIm[swaps[k]];
      orderedRe[swaps[k]] = orderedRe[k];
      orderedIm[swaps[k]] = orderedIm[k];
      orderedRe[k] = valueRe;
      orderedIm[k] = valueIm;
      const last = Math.min(size - 1, k + below);
      for (let i = k + 1; i <= last; i++) {
        const at = i * width + k - i + below;
        orderedRe[i] -= re[at] * valueRe - im[at] * valueIm;
        orderedIm[i] -= re[at] * valueIm + im[at] * valueRe;
      }
    }
    for (let k = size - 1; k >= 0; k--) {
      const row = k * width + below;
      const end = Math.min(size, k + width - below) - k;
      let sumRe = orderedRe[k];
      let sumIm = orderedIm[k];
      for (let j = 1; j < end; j++) {
        sumRe -= re[row + j] * orderedRe[k + j] - im[row + j] * orderedIm[k + j];
        sumIm -= re[row + j] * orderedIm[k + j] + im[row + j] * orderedRe[k + j];
      }
      const large = Math.max(Math.abs(re[row]), Math.abs(im[row]));
      const a = re[row] / large;
      const b = im[row] / large;
      const inverse = 1 / (a * a + b * b) / large;
      orderedRe[k] = (sumRe * a + sumIm * b) * inverse;
      orderedIm[k] = (sumIm * a - sumRe * b) * inverse;
    }
    for (let i = 0; i < size; i++) {
      xRe[i] = orderedRe[position[i]];
      xIm[i] = orderedIm[position[i]];
    }
  }
}
