/**
 * Tridiagonal systems, solved by elimination without pivoting: stable for the diagonally dominant matrices of a
 * network of hops.
 *
 *     lower[i] x[i-1] + diagonal[i] x[i] + upper[i] x[i+1] = rhs[i]
 *
 * A cyclic system, with corners that join the last unknown to the first, is solved by the Sherman-Morrison formula.
 *
 * @module
 */

/** The factors of a tridiagonal matrix; arrays that are written again for each matrix. */
export interface TridiagonalFactors {
  readonly lower: Float64Array;
  readonly inversePivot: Float64Array;
  readonly upper: Float64Array;
}

/** Room for the factors of a matrix of that size. */
export function makeTridiagonalFactors(size: number): TridiagonalFactors {
  return { lower: new Float64Array(size), inversePivot: new Float64Array(size), upper: new Float64Array(size) };
}

/** Factor a matrix into arrays the caller owns. Allocates nothing. */
export function fillTridiagonalFactors(
  out: TridiagonalFactors,
  lower: Float64Array,
  diagonal: Float64Array,
  upper: Float64Array,
): void {
  const size = diagonal.length;
  let pivot = diagonal[0];
  out.inversePivot[0] = 1 / pivot;
  out.upper[0] = upper[0];
  for (let i = 1; i < size; i++) {
    const factor = lower[i] * out.inversePivot[i - 1];
    out.lower[i] = factor;
    pivot = diagonal[i] - factor * upper[i - 1];
    out.inversePivot[i] = 1 / pivot;
    out.upper[i] = upper[i];
  }
}

/** Solve with the factors; `x` holds the right side and is overwritten by the solution. Allocates nothing. */
export function solveTridiagonal(factors: TridiagonalFactors, x: Float64Array): void {
  const { lower, inversePivot, upper } = factors;
  const last = x.length - 1;
  for (let i = 1; i <= last; i++) x[i] -= lower[i] * x[i - 1];
  x[last] *= inversePivot[last];
  for (let i = last - 1; i >= 0; i--) x[i] = (x[i] - upper[i] * x[i + 1]) * inversePivot[i];
}

/**
 * Solve a tridiagonal system that may be cyclic.
 *
 * @param corners entries of the first row in the last column and of the last row in the first column
 */
export function tridiagonalSolution(
  lower: Float64Array,
  diagonal: Float64Array,
  upper: Float64Array,
  rhs: Float64Array,
  corners?: { readonly topRight: number; readonly bottomLeft: number },
): Float64Array {
  const size = diagonal.length;
  const factors = makeTridiagonalFactors(size);
  const x = rhs.slice();
  if (!corners) {
    fillTridiagonalFactors(factors, lower, diagonal, upper);
    solveTridiagonal(factors, x);
    return x;
  }
  const gamma = -diagonal[0];
  const bent = diagonal.slice();
  bent[0] -= gamma;
  bent[size - 1] -= (corners.topRight * corners.bottomLeft) / gamma;
  fillTridiagonalFactors(factors, lower, bent, upper);
  solveTridiagonal(factors, x);
  const z = new Float64Array(size);
  z[0] = gamma;
  z[size - 1] = corners.bottomLeft;
  solveTridiagonal(factors, z);
  const ratio = corners.topRight / gamma;
  const factor = (x[0] + ratio * x[size - 1]) / (1 + z[0] + ratio * z[size - 1]);
  for (let i = 0; i < size; i++) x[i] -= factor * z[i];
  return x;
}
