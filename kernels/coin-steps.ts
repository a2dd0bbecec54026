/** Fair steps of ±1, 32 to a word. Twin: src/numerics/kernels/coin-steps.ts. */
import { fillWords } from "./words";
import { TILE } from "./tile";

/** Bits of a vector that are set, counted in each of its four words. */
// @ts-ignore: decorator
@inline
function bitsOfWords(words: v128): v128 {
  return i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(i8x16.popcnt(words)));
}

export function coinSteps(sites: usize, count: i32, stream: usize, steps: i32, scratch: usize): void {
  for (let left = steps; left > 0; left -= 32) {
    const used = min(left, 32);
    const mask = i32x4.splat(used == 32 ? -1 : (1 << used) - 1);
    const length = i32x4.splat(used);
    let at = sites;
    for (let rest = count; rest > 0; rest -= 2 * TILE) {
      const n = min(rest, 2 * TILE);
      fillWords(scratch, (n + 3) >> 2, stream);
      let words = scratch;
      for (const end = at + ((<usize>(n & ~3)) << 2); at < end; at += 16, words += 16) {
        const ups = bitsOfWords(v128.and(v128.load(words), mask));
        v128.store(at, i32x4.add(v128.load(at), i32x4.sub(i32x4.shl(ups, 1), length)));
      }
      for (let i = 0; i < (n & 3); i++, at += 4, words += 4)
        i32.store(at, i32.load(at) + 2 * popcnt(i32.load(words) & i32x4.extract_lane(mask, 0)) - used);
    }
  }
}
