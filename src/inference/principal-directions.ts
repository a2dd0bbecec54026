/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations: which combinations of parameters data
 * tell, and which they do not.
 *
 * @see G. H. Golub and C. F. Van Loan, Matrix Computations, section 8.5 (not opened)
 * @module
 */

/** An eigenvalue with its unit eigenvector. */
export interface PrincipalDirection {
  readonly value: number;
  readonly vector: readonly number[];
}

const MOST_SWEEPS = 60;

/** All eigenvalues, the largest first. The matrix is symmetric, row by row. */
export function principalDirections(matrix: readonly (readonly number[])[]): readonly PrincipalDirection[] {
  const k = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = matrix.map((_, i) => matrix.map((__, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let off = 0;
    for (let i = 0; i < k; i++) for (let j = i + 1; j < k; j++) off = Math.max(off, Math.abs(a[i][j]));
    if (off < 1e-300) break;
    for (let i = 0; i < k; i++) for (let j = i + 1; j < k; j++) rotate(a, v, i, j);
  }
  return a
    .map((row, i) => ({ value: row[i], vector: v.map((components) => components[i]) }))
    .sort((one, other) => other.value - one.value);
}

/** The rotation that makes a_ij zero. */
function rotate(a: number[][], v: number[][], i: number, j: number): void {
  const off = a[i][j];
  if (off === 0) return;
  const theta = (a[j][j] - a[i][i]) / (2 * off);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(1 + theta * theta));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = t * c;
  for (let m = 0; m < a.length; m++) {
    const [x, y] = [a[m][i], a[m][j]];
    a[m][i] = c * x - s * y;
    a[m][j] = s * x + c * y;
  }
  for (let m = 0; m < a.length; m++) {
    const [x, y] = [a[i][m], a[j][m]];
    a[i][m] = c * x - s * y;
    a[j][m] = s * x + c * y;
  }
  a[i][j] = 0;
  a[j][i] = 0;
  for (const row of v) {
    const [x, y] = [row[i], row[j]];
    row[i] = c * x - s * y;
    row[j] = s * x + c * y;
  }
}
