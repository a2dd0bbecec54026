/**
 * Eight tridiagonal systems side by side, eliminated without pivoting: for matrices of conductances (tridiagonal.ts).
 *
 *     lower[i] x[i-1] + diagonal[i] x[i] + upper[i] x[i+1] = rhs[i],    number i of system s at 8 i + s
 *
 * One system waits for itself at each unknown; eight of them do not wait for one another. Twin of kernels/tridiagonal-eights.ts.
 *
 * @module
 */

/** Systems that stand side by side. */
export const EIGHT = 8;

/**
 * Replaces `x`, which holds the right sides, by the solutions.
 *
 * @param scratch as long as `x`; holds the eliminated upper diagonals afterwards
 */
export function solveTridiagonalEights(
  x: Float64Array,
  lower: Float64Array,
  diagonal: Float64Array,
  upper: Float64Array,
  scratch: Float64Array,
  unknowns: number,
): void {
  const end = EIGHT * unknowns;
  for (let i = 0; i < Math.min(EIGHT, end); i++) {
    const inverse = 1 / diagonal[i];
    scratch[i] = upper[i] * inverse;
    x[i] *= inverse;
  }
  for (let i = EIGHT; i < end; i++) {
    const inverse = 1 / (diagonal[i] - lower[i] * scratch[i - EIGHT]);
    scratch[i] = upper[i] * inverse;
    x[i] = (x[i] - lower[i] * x[i - EIGHT]) * inverse;
  }
  for (let i = end - EIGHT - 1; i >= 0; i--) x[i] -= scratch[i] * x[i + EIGHT];
}
