/** Fair steps of ±1, 32 to a word. Twin: src/numerics/kernels/coin-steps.ts. */

/** Bits of a vector that are set, counted in each of its four words. */
// @ts-ignore: decorator
@inline
function bitsOfWords(words: v128): v128 {
  return i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(i8x16.popcnt(words)));
}

/** The generator stands in the loop, so that counting goes on while the next words are made. */
export function coinSteps(sites: usize, count: i32, stream: usize, steps: i32): void {
  let a = v128.load(stream);
  let b = v128.load(stream, 16);
  let c = v128.load(stream, 32);
  let d = v128.load(stream, 48);
  for (let left = steps; left > 0; left -= 32) {
    const used = min(left, 32);
    const mask = i32x4.splat(used == 32 ? -1 : (1 << used) - 1);
    const length = i32x4.splat(used);
    for (let i = 0; i < count; i += 4) {
      const sum = i32x4.add(a, d);
      const word = i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), a);
      const t = i32x4.shl(b, 9);
      c = v128.xor(c, a);
      d = v128.xor(d, b);
      b = v128.xor(b, c);
      a = v128.xor(a, d);
      c = v128.xor(c, t);
      d = v128.or(i32x4.shl(d, 11), i32x4.shr_u(d, 21));

      const move = i32x4.sub(i32x4.shl(bitsOfWords(v128.and(word, mask)), 1), length);
      const at = sites + (<usize>i << 2);
      if (i + 4 <= count) {
        v128.store(at, i32x4.add(v128.load(at), move));
        continue;
      }
      i32.store(at, i32.load(at) + i32x4.extract_lane(move, 0));
      if (i + 1 < count) i32.store(at, i32.load(at, 4) + i32x4.extract_lane(move, 1), 4);
      if (i + 2 < count) i32.store(at, i32.load(at, 8) + i32x4.extract_lane(move, 2), 8);
    }
  }
  v128.store(stream, a);
  v128.store(stream, b, 16);
  v128.store(stream, c, 32);
  v128.store(stream, d, 48);
}
