/**
 * Fair steps of ±1, 32 to a word:
 *
 *     site' = site + 2 popcount(word) - 32
 *
 * A bit that is set is a step to the right, the lowest first. Every bit is a step of its own, so the path is exact; it is seen
 * at multiples of 32 steps, and at the end of a call, where the unused bits of the last words are dropped.
 *
 * @module
 */

import { drawLanes } from "#numerics/lane-stream.ts";

const words = new Int32Array(4);

/**
 * Moves the first `count` walkers by `steps` steps. For each 32 steps, four walkers at a time take the next four words (the
 * rest of the last four is dropped): so a run may be cut into chunks of 32 steps.
 */
export function coinSteps(sites: Int32Array, count: number, stream: Int32Array, steps: number): void {
  for (let left = steps; left > 0; left -= 32) {
    const used = Math.min(left, 32);
    const mask = used === 32 ? -1 : (1 << used) - 1;
    for (let i = 0; i < count; i += 4) {
      drawLanes(words, stream);
      for (let k = 0; k < 4 && i + k < count; k++) sites[i + k] += 2 * bitsOf(words[k] & mask) - used;
    }
  }
}

/** How many bits of a word are set. */
function bitsOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
