/**
 * GMRES, restarted: the smallest residual of A x = b over the space that b, A b, A² b, ... span.
 *
 * The operator is given with its preconditioner already in it, so residuals are measured as it sees them. Sums run in
 * index order: the same bits everywhere.
 *
 * @see Y. Saad and M. H. Schultz, SIAM J. Sci. Stat. Comput. 7, 856 (1986), doi:10.1137/0907058 (not opened)
 * @module
 */

/** Room for a search in a space of that dimension. */
export interface KrylovRoom {
  readonly dimension: number;
  readonly basis: readonly Float64Array[];
  /** Column k of the Hessenberg matrix, turned to a triangle. */
  readonly columns: readonly Float64Array[];
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
  readonly residuals: Float64Array;
}

/** @param dimension how many directions are kept before the search starts again */
export function makeKrylovRoom(size: number, dimension: number): KrylovRoom {
  return {
    dimension,
    basis: Array.from({ length: dimension + 1 }, () => new Float64Array(size)),
    columns: Array.from({ length: dimension }, () => new Float64Array(dimension + 1)),
    cosines: new Float64Array(dimension),
    sines: new Float64Array(dimension),
    residuals: new Float64Array(dimension + 1),
  };
}

/**
 * Adds to x what brings the residual from `residual` to at most `goal` in the root of its sum of squares, or as far as
 * one round of the search goes; x is written, the residual is not. Returns how many times the operator was applied.
 */
export function searchKrylov(
  room: KrylovRoom,
  apply: (out: Float64Array, x: Float64Array) => void,
  x: Float64Array,
  residual: Float64Array,
  goal: number,
): number {
  const { dimension, basis, columns, cosines, sines, residuals } = room;
  const start = Math.sqrt(dot(residual, residual));
  if (!(start > goal)) return 0;
  residuals.fill(0);
  residuals[0] = start;
  scaleInto(basis[0], residual, 1 / start);
  let used = 0;
  while (used < dimension && Math.abs(residuals[used]) > goal) {
    const next = basis[used + 1];
    const column = columns[used];
    apply(next, basis[used]);
    for (let i = 0; i <= used; i++) {
      column[i] = dot(next, basis[i]);
      addScaled(next, basis[i], -column[i]);
    }
    const length = Math.sqrt(dot(next, next));
    for (let i = 0; i < used; i++) {
      const kept = column[i];
      column[i] = cosines[i] * kept + sines[i] * column[i + 1];
      column[i + 1] = cosines[i] * column[i + 1] - sines[i] * kept;
    }
    const radius = Math.sqrt(column[used] * column[used] + length * length);
    if (!(radius > 0)) break;
    cosines[used] = column[used] / radius;
    sines[used] = length / radius;
    column[used] = radius;
    residuals[used + 1] = -sines[used] * residuals[used];
    residuals[used] *= cosines[used];
    if (length > 0) scaleInto(next, next, 1 / length);
    used++;
    if (length === 0) break;
  }
  addSolution(room, x, used);
  return used;
}

function addSolution({ basis, columns, residuals }: KrylovRoom, x: Float64Array, used: number): void {
  for (let k = used - 1; k >= 0; k--) {
    let value = residuals[k];
    for (let j = k + 1; j < used; j++) value -= columns[j][k] * residuals[j];
    residuals[k] = value / columns[k][k];
  }
  for (let k = 0; k < used; k++) addScaled(x, basis[k], residuals[k]);
}

function dot(a: Float64Array, b: Float64Array): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  const fours = a.length & ~3;
  for (let i = 0; i < fours; i += 4) {
    s0 += a[i] * b[i];
    s1 += a[i + 1] * b[i + 1];
    s2 += a[i + 2] * b[i + 2];
    s3 += a[i + 3] * b[i + 3];
  }
  for (let i = fours; i < a.length; i++) s0 += a[i] * b[i];
  return s0 + s1 + (s2 + s3);
}

function addScaled(out: Float64Array, x: Float64Array, factor: number): void {
  for (let i = 0; i < out.length; i++) out[i] += factor * x[i];
}

function scaleInto(out: Float64Array, x: Float64Array, factor: number): void {
  for (let i = 0; i < out.length; i++) out[i] = factor * x[i];
}
