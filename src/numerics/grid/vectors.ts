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

/** x += s a and y += s b, in one pass; returns y·y. */
export function advance(x: Float64Array, a: Float64Array, y: Float64Array, b: Float64Array, s: number): number {
  const pairs = x.length & ~1;
  let [s0, s1] = [0, 0];
  for (let i = 0; i < pairs; i += 2) {
    x[i] += s * a[i];
    x[i + 1] += s * a[i + 1];
    const first = y[i] + s * b[i];
    const second = y[i + 1] + s * b[i + 1];
    y[i] = first;
    y[i + 1] = second;
    s0 += first * first;
    s1 += second * second;
  }
  if (pairs < x.length) {
    x[pairs] += s * a[pairs];
    y[pairs] += s * b[pairs];
    s0 += y[pairs] * y[pairs];
  }
  return s0 + s1;
}
