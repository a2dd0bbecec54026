/**
 * Inner products of long vectors, always in the same order.
 *
 * @module
 */

/** Σ a_i b_i, in four sums side by side: an addition need not wait for the one before. */
export function dot(a: Float64Array, b: Float64Array): number {
  const fours = a.length & ~3;
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < fours; i += 4) {
    s0 += a[i] * b[i];
    s1 += a[i + 1] * b[i + 1];
    s2 += a[i + 2] * b[i + 2];
    s3 += a[i + 3] * b[i + 3];
  }
  for (let i = fours; i < a.length; i++) s0 += a[i] * b[i];
  return s0 + s1 + (s2 + s3);
}
