/**
 * Words of a lane stream: four xoshiro128++ side by side, word i of lane k at byte 16 i + 4 k of the stream. The state
 * stays in registers during the loop. Twin: src/numerics/lane-stream.ts.
 */

/** Writes `vectors` times four words, one of each lane. */
export function fillWords(out: usize, vectors: i32, stream: usize): void {
  let a = v128.load(stream);
  let b = v128.load(stream, 16);
  let c = v128.load(stream, 32);
  let d = v128.load(stream, 48);
  for (let i = 0; i < vectors; i++) {
    const sum = i32x4.add(a, d);
    v128.store(out + ((<usize>i) << 4), i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), a));
    const t = i32x4.shl(b, 9);
    c = v128.xor(c, a);
    d = v128.xor(d, b);
    b = v128.xor(b, c);
    a = v128.xor(a, d);
    c = v128.xor(c, t);
    d = v128.or(i32x4.shl(d, 11), i32x4.shr_u(d, 21));
  }
  v128.store(stream, a);
  v128.store(stream, b, 16);
  v128.store(stream, c, 32);
  v128.store(stream, d, 48);
}
