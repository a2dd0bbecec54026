/** Sum of squares in a fixed order. Twin: src/numerics/kernels/sum-of-squares.ts. */

export function sumOfSquares(x: usize, count: i32): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  let at = x;
  for (const end = x + ((<usize>(count & ~3)) << 3); at < end; at += 32) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    low = f64x2.add(low, f64x2.mul(a, a));
    high = f64x2.add(high, f64x2.mul(b, b));
  }
  let tail: f64 = 0;
  for (let i = count & ~3; i < count; i++, at += 8) tail += f64.load(at) * f64.load(at);
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1) + tail;
}
