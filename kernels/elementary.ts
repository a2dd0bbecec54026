/**
 * Elementary functions of two numbers at a time, for random numbers: no special cases. Twins, with formulas and errors:
 * src/numerics/lane-elementary.ts, which does the same operations in the same order.
 */

/** a x + b, rounded twice. */
// @ts-ignore: decorator
@inline
function next(a: v128, x: v128, b: f64): v128 {
  return f64x2.add(f64x2.mul(a, x), f64x2.splat(b));
}

/** sin(π y) for 0 <= y <= 1/2. */
// @ts-ignore: decorator
@inline
export function sinePi(y: v128): v128 {
  const z = f64x2.mul(y, y);
  const z2 = f64x2.mul(z, z);
  let even = next(f64x2.splat(5.392664662608129e-10), z2, 7.952054001475513e-7);
  even = next(even, z2, 4.6630280676761255e-4);
  even = next(even, z2, 0.08214588661112823);
  even = next(even, z2, 2.5501640398773455);
  even = next(even, z2, 3.141592653589793);
  let odd = next(f64x2.splat(-2.2948428997269873e-8), z2, -2.1915353447830217e-5);
  odd = next(odd, z2, -0.0073704309457143504);
  odd = next(odd, z2, -0.5992645293207921);
  odd = next(odd, z2, -5.16771278004997);
  return f64x2.mul(y, f64x2.add(even, f64x2.mul(z, odd)));
}

/** log x for finite normal x > 0. */
// @ts-ignore: decorator
@inline
export function logarithm(x: v128): v128 {
  const high = i64x2.splat(0xffffffff00000000);
  const k = v128.and(i32x4.shr_s(i32x4.sub(x, i64x2.splat(0x3fe6a09e00000000)), 20), high);
  const m = i32x4.sub(x, i32x4.shl(k, 20));
  const whole = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(k, k, 1, 3, 1, 3));
  const f = f64x2.sub(m, f64x2.splat(1));
  const s = f64x2.div(f, f64x2.add(m, f64x2.splat(1)));
  const z = f64x2.mul(s, s);
  const z2 = f64x2.mul(z, z);
  let even = next(f64x2.splat(0.10526315789473684), z2, 0.13333333333333333);
  even = next(even, z2, 0.18181818181818182);
  even = next(even, z2, 0.2857142857142857);
  even = next(even, z2, 0.6666666666666666);
  let odd = next(f64x2.splat(0.11764705882352941), z2, 0.15384615384615385);
  odd = next(odd, z2, 0.2222222222222222);
  odd = next(odd, z2, 0.4);
  const bend = f64x2.mul(f64x2.mul(s, z), f64x2.add(even, f64x2.mul(z, odd)));
  const low = f64x2.add(bend, f64x2.mul(whole, f64x2.splat(5.497923018708371e-14)));
  return f64x2.add(f64x2.mul(whole, f64x2.splat(0.6931471805598903)), f64x2.add(f64x2.add(s, s), low));
}

/** e^x, x taken into -700 <= x <= 700. */
// @ts-ignore: decorator
@inline
export function exponential(x: v128): v128 {
  const inside = f64x2.max(f64x2.splat(-700), f64x2.min(f64x2.splat(700), x));
  const shifted = next(inside, f64x2.splat(1.4426950408889634), 6755399441055744);
  const n = f64x2.sub(shifted, f64x2.splat(6755399441055744));
  const r = f64x2.sub(
    f64x2.sub(inside, f64x2.mul(n, f64x2.splat(0.6931471805598903))),
    f64x2.mul(n, f64x2.splat(5.497923018708371e-14)),
  );
  const r2 = f64x2.mul(r, r);
  let even = next(f64x2.splat(2.08767569878681e-9), r2, 2.755731922398589e-7);
  even = next(even, r2, 2.48015873015873e-5);
  even = next(even, r2, 0.001388888888888889);
  even = next(even, r2, 0.041666666666666664);
  even = next(even, r2, 0.5);
  let odd = next(f64x2.splat(1.6059043836821613e-10), r2, 2.505210838544172e-8);
  odd = next(odd, r2, 2.7557319223985893e-6);
  odd = next(odd, r2, 0.0001984126984126984);
  odd = next(odd, r2, 0.008333333333333333);
  odd = next(odd, r2, 0.16666666666666666);
  const bend = f64x2.add(r, f64x2.mul(r2, f64x2.add(even, f64x2.mul(r, odd))));
  const power = i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52);
  return f64x2.mul(f64x2.add(f64x2.splat(1), bend), power);
}
