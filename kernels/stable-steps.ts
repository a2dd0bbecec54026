/** Steps of a symmetric stable law by Chambers, Mallows and Stuck. Twin: src/numerics/kernels/stable-steps.ts. */
import { exponential, logarithm, sinePi } from "./elementary";
import { TILE } from "./tile";
import { fillWords } from "./words";

/** Bytes of scratch that the words of a tile take; the sines come after them. */
const WORDS: usize = 16 * TILE;

export function stableSteps(
  x: usize,
  count: i32,
  index: f64,
  scale: f64,
  stream: usize,
  steps: i32,
  constants: usize,
  scratch: usize,
): void {
  for (let step = 0; step < steps; step++) {
    let at = x;
    for (let left = count; left > 0; left -= TILE) {
      const n = min(left, TILE);
      const pairs = (n + 1) >> 1;
      fillWords(scratch, 2 * pairs, stream);
      // Two loops: in one, each pair would wait for a logarithm of a logarithm and for its exponential.
      fillAngles(scratch, pairs, index, constants);
      move(at, n, index, scale, constants, scratch);
      at += <usize>TILE << 3;
    }
  }
}

/** Words to cos((1 - α) θ) / W and cos θ in their place, and sin(α θ) after all words. */
function fillAngles(scratch: usize, pairs: i32, index: f64, constants: usize): void {
  const one = f64x2.splat(1);
  const half = f64x2.splat(0.5);
  const exponent = i64x2.splat(0x3ff0000000000000);
  const almostOne = f64x2.splat(0.9999999999999998889776975); // 1 - 2^-53
  const alpha = f64x2.splat(index);
  const beta = f64x2.splat(1 - index);
  let words = scratch;
  let sines = scratch + WORDS;
  for (const end = scratch + (<usize>pairs << 5); words < end; words += 32, sines += 16) {
    const u = f64x2.sub(v128.or(i64x2.shr_u(v128.load(words), 12), exponent), almostOne);
    const w = f64x2.sub(v128.or(i64x2.shr_u(v128.load(words, 16), 12), exponent), almostOne);
    const t = f64x2.sub(u, half);
    const size = f64x2.abs(t);
    const turn = f64x2.mul(alpha, size);
    const sine = sinePi(f64x2.min(turn, f64x2.sub(one, turn)), constants);
    const other = sinePi(f64x2.sub(half, f64x2.abs(f64x2.mul(beta, t))), constants);
    v128.store(words, f64x2.div(other, f64x2.neg(logarithm(w, constants))));
    v128.store(words, sinePi(f64x2.sub(half, size), constants), 16);
    v128.store(sines, v128.or(sine, v128.and(t, i64x2.splat(0x8000000000000000))));
  }
}

/** Adds the steps that the angles give. */
function move(x: usize, count: i32, index: f64, scale: f64, constants: usize, scratch: usize): void {
  const ofCosine = f64x2.splat(1 / index);
  const ofRatio = f64x2.splat((1 - index) / index);
  const unit = f64x2.splat(scale);
  let words = scratch;
  let sines = scratch + WORDS;
  for (let i = 0; i < count; i += 2, x += 16, words += 32, sines += 16) {
    const ratio = f64x2.mul(ofRatio, logarithm(v128.load(words), constants));
    const power = f64x2.sub(ratio, f64x2.mul(ofCosine, logarithm(v128.load(words, 16), constants)));
    const length = f64x2.mul(unit, f64x2.mul(v128.load(sines), exponential(power, constants)));
    if (i + 1 < count) v128.store(x, f64x2.add(v128.load(x), length));
    else f64.store(x, f64.load(x) + f64x2.extract_lane(length, 0));
  }
}
