/**
 * Sum of squares in a fixed order: four sums of every fourth square, then ((s0 + s2) + (s1 + s3)) + the up to three squares
 * that are left.
 *
 * @module
 */

/** Σ x² of the first `count` numbers. */
export function sumOfSquares(x: Float64Array, count: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  const whole = count - (count % 4);
  for (let i = 0; i < whole; i += 4) {
    s0 += x[i] * x[i];
    s1 += x[i + 1] * x[i + 1];
    s2 += x[i + 2] * x[i + 2];
    s3 += x[i + 3] * x[i + 3];
  }
  let tail = 0;
  for (let i = whole; i < count; i++) tail += x[i] * x[i];
  return s0 + s2 + (s1 + s3) + tail;
}
