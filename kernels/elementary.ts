/**
 * Elementary functions of two numbers at a time, for random numbers: no special cases. Twins, with formulas and errors:
 * src/numerics/lane-elementary.ts, which does the same operations in the same order. `c` is the address of its constants:
 * to load one takes less than to make it.
 */

/** Constant i twice. */
// @ts-ignore: decorator
@inline
function constant(c: usize, i: usize): v128 {
  return v128.load64_splat(c + (i << 3));
}

/** a x + constant i, rounded twice. */
// @ts-ignore: decorator
@inline
function next(a: v128, x: v128, c: usize, i: usize): v128 {
  return f64x2.add(f64x2.mul(a, x), constant(c, i));
}

/** sin(π y) for 0 <= y <= 1/2. */
// @ts-ignore: decorator
@inline
export function sinePi(y: v128, c: usize): v128 {
  const z = f64x2.mul(y, y);
  const z2 = f64x2.mul(z, z);
  const even = next(next(next(next(next(constant(c, 10), z2, c, 8), z2, c, 6), z2, c, 4), z2, c, 2), z2, c, 0);
  const odd = next(next(next(next(constant(c, 9), z2, c, 7), z2, c, 5), z2, c, 3), z2, c, 1);
  return f64x2.mul(y, f64x2.add(even, f64x2.mul(z, odd)));
}

/** log x for finite normal x > 0. */
// @ts-ignore: decorator
@inline
export function logarithm(x: v128, c: usize): v128 {
  const one = f64x2.splat(1);
  // Exponents are found in the high words; the low words of k are made 0.
  const k = v128.and(
    i32x4.shr_s(i32x4.sub(x, i64x2.splat(0x3fe6a09e00000000)), 20),
    i64x2.splat(0xffffffff00000000),
  );
  const m = i32x4.sub(x, i32x4.shl(k, 20));
  const whole = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(k, k, 1, 3, 1, 3));
  const s = f64x2.div(f64x2.sub(m, one), f64x2.add(m, one));
  const z = f64x2.mul(s, s);
  const z2 = f64x2.mul(z, z);
  const even = next(next(next(next(constant(c, 19), z2, c, 17), z2, c, 15), z2, c, 13), z2, c, 11);
  const odd = next(next(next(constant(c, 18), z2, c, 16), z2, c, 14), z2, c, 12);
  const bend = f64x2.mul(f64x2.mul(s, z), f64x2.add(even, f64x2.mul(z, odd)));
  const low = f64x2.add(bend, f64x2.mul(whole, constant(c, 33)));
  return f64x2.add(f64x2.mul(whole, constant(c, 32)), f64x2.add(f64x2.add(s, s), low));
}

/** e^x, x taken into -700 <= x <= 700. */
// @ts-ignore: decorator
@inline
export function exponential(x: v128, c: usize): v128 {
  const inside = f64x2.max(f64x2.splat(-700), f64x2.min(f64x2.splat(700), x));
  const shifted = next(inside, constant(c, 34), c, 35);
  const n = f64x2.sub(shifted, constant(c, 35));
  const r = f64x2.sub(f64x2.sub(inside, f64x2.mul(n, constant(c, 32))), f64x2.mul(n, constant(c, 33)));
  const r2 = f64x2.mul(r, r);
  const even = next(next(next(next(next(constant(c, 30), r2, c, 28), r2, c, 26), r2, c, 24), r2, c, 22), r2, c, 20);
  const odd = next(next(next(next(next(constant(c, 31), r2, c, 29), r2, c, 27), r2, c, 25), r2, c, 23), r2, c, 21);
  const bend = f64x2.add(r, f64x2.mul(r2, f64x2.add(even, f64x2.mul(r, odd))));
  // The integer n is in the lowest bits of `shifted`.
  const power = i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52);
  return f64x2.mul(f64x2.add(f64x2.splat(1), bend), power);
}
