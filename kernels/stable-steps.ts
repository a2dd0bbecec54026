/** Steps of a symmetric stable law by Chambers, Mallows and Stuck. Twin: src/numerics/kernels/stable-steps.ts. */
import { exponential, logarithm, sinePi } from "./elementary";
import { fillWords } from "./words";
import { TILE } from "./tile";

export function stableSteps(
  x: usize,
  count: i32,
  index: f64,
  scale: f64,
  stream: usize,
  steps: i32,
  scratch: usize,
): void {
  const one = f64x2.splat(1);
  const half = f64x2.splat(0.5);
  const exponentOne = i64x2.splat(0x3ff0000000000000);
  const almostOne = f64x2.splat(0.9999999999999998889776975); // 1 - 2^-53
  const alpha = f64x2.splat(index);
  const beta = f64x2.splat(1 - index);
  const ofCosine = f64x2.splat(1 / index);
  const ofRatio = f64x2.splat((1 - index) / index);
  const unit = f64x2.splat(scale);
  for (let step = 0; step < steps; step++) {
    let at = x;
    for (let left = count; left > 0; left -= TILE) {
      const n = min(left, TILE);
      fillWords(scratch, (n + 1) & ~1, stream);
      let words = scratch;
      for (let i = 0; i < n; i += 2, words += 32) {
        const u = f64x2.sub(v128.or(i64x2.shr_u(v128.load(words), 12), exponentOne), almostOne);
        const w = f64x2.sub(v128.or(i64x2.shr_u(v128.load(words, 16), 12), exponentOne), almostOne);
        const t = f64x2.sub(u, half);
        const size = f64x2.abs(t);
        const turn = f64x2.mul(alpha, size);
        const sine = sinePi(f64x2.min(turn, f64x2.sub(one, turn)));
        const cosine = sinePi(f64x2.sub(half, size));
        const other = sinePi(f64x2.sub(half, f64x2.abs(f64x2.mul(beta, t))));
        const ratio = f64x2.div(other, f64x2.neg(logarithm(w)));
        const power = f64x2.sub(f64x2.mul(ofRatio, logarithm(ratio)), f64x2.mul(ofCosine, logarithm(cosine)));
        const length = f64x2.mul(unit, f64x2.mul(sine, exponential(power)));
        const move = v128.or(length, v128.and(t, i64x2.splat(0x8000000000000000)));
        if (i + 1 < n) v128.store(at, f64x2.add(v128.load(at), move));
        else f64.store(at, f64.load(at) + f64x2.extract_lane(move, 0));
        at += 16;
      }
    }
  }
}
