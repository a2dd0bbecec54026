/**
 * Lane streams: four generators side by side (or eight), so that one instruction moves four of them.
 *
 *     lane k of block b:  a xoshiro128++ whose state is the four words of
 *                         Threefry4x32-20, key (seed low, seed high, purpose, 2), counter (b low, b high, k, 0)
 *     words               lane 0, 1, 2, 3 of the first draw, then of the second, ...
 *
 * The state is 16 words for each four lanes, word i of lane k at 4 i + k. A lane is what a block stream is (random-stream.ts), under a key of
 * its own; that two of 4e9 lanes of 1e9 words meet has a chance below 1e-10. Compiled loops and their twins in kernels/
 * draw from these; they give other numbers than block streams.
 *
 * @see D. Blackman and S. Vigna, ACM Trans. Math. Softw. 47, 36 (2021), doi:10.1145/3460772 (not opened)
 * @module
 */

import type { Purpose } from "./purpose.ts";
import { requireWhole, seedWords, TIER } from "./random-stream.ts";
import { threefry4x32 } from "./threefry.ts";

/** Words of the state of four lanes. */
export const LANE_STATE = 16;

/**
 * Sets the state of four or eight lanes (its length says how many) to the start of block `block` of a seed and a purpose.
 *
 * @throws DomainError if seed or block is not a whole number in its range (2^64 - 1, 2^53 - 1).
 */
export function seedLanes(state: Int32Array, seed: number | bigint, purpose: Purpose, block: number): void {
  const [low, high] = seedWords(seed);
  requireWhole("block", block, Number.MAX_SAFE_INTEGER);
  const words = new Uint32Array(4);
  for (let k = 0; k < state.length / 4; k++) {
    threefry4x32(words, block, Math.floor(block / 4294967296), k, 0, low, high, purpose, TIER.lanes);
    const first = LANE_STATE * (k >> 2) + (k & 3);
    for (let i = 0; i < 4; i++) state[first + 4 * i] = words[i];
    if ((words[0] | words[1] | words[2] | words[3]) === 0) state[first] = 1; // the one state that xoshiro never leaves
  }
}

/** Writes the next words of four lanes, those of number 4 `fours` and on, to the places of `out` that have their numbers. */
export function drawLanes(out: Int32Array, state: Int32Array, fours = 0): void {
  const first = LANE_STATE * fours;
  for (let k = 0; k < 4; k++) {
    const at = first + k;
    const a = state[at];
    const b = state[at + 4];
    const old = state[at + 12];
    const c = state[at + 8] ^ a;
    const d = old ^ b;
    const sum = (a + old) | 0;
    out[4 * fours + k] = (((sum << 7) | (sum >>> 25)) + a) | 0;
    state[at] = a ^ d;
    state[at + 4] = b ^ c;
    state[at + 8] = c ^ (b << 9);
    state[at + 12] = (d << 11) | (d >>> 21);
  }
}

/** 52 bits of two words as (2 k + 1) / 2^53: inside (0, 1), symmetric about 1/2, mean exactly 1/2. */
export function laneUniform(high: number, low: number): number {
  return (((high >>> 0) * 1048576 + (low >>> 12)) * 2 + 1) * 1.1102230246251565e-16;
}
