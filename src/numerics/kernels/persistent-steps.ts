/**
 * Persistent walkers of ±1, 256 in eight words of bits:
 *
 *     a walker turns with probability q at each step, then moves the way it faces
 *
 * Bit b of word 4 w + k is walker 128 w + 4 b + k. `planes` holds eight words of directions (a set bit faces right), then
 * the digits of a counter of steps to the right, eight words for each digit, the lowest first. Whether a walker turns is
 * decided by comparing q, digit by digit, with a random binary fraction of its own: half of the undecided drop out with each
 * digit, so 256 walkers take ten draws on average where 32 digits each would take 32. q is a multiple of 2^-32.
 *
 * The stream has eight lanes; lane k draws for word k.
 *
 * @module
 */

import { drawLanes } from "#numerics/lane-stream.ts";

/** Walkers of one set of planes. */
export const PERSISTENT_WALKERS = 256;

/** Words of one digit of all walkers. */
export const PERSISTENT_WORDS = PERSISTENT_WALKERS / 32;

const words = new Int32Array(PERSISTENT_WORDS);
const undecided = new Int32Array(PERSISTENT_WORDS);

/**
 * Moves 256 walkers by `steps` steps. The counter goes on from what it holds.
 *
 * @param digits digits of the counter: 2^digits must exceed all steps since it was zero
 * @param turn   q 2^32, a whole number from 0 to 2^32 - 1
 * @param stream eight lanes
 */
export function persistentSteps(
  planes: Int32Array,
  digits: number,
  turn: number,
  stream: Int32Array,
  steps: number,
): void {
  for (let step = 0; step < steps; step++) {
    undecided.fill(-1);
    for (let rest = turn | 0, left = -1; rest !== 0 && left !== 0; rest <<= 1) {
      drawLanes(words, stream);
      drawLanes(words, stream, 1);
      const digit = rest >> 31;
      left = 0;
      for (let k = 0; k < PERSISTENT_WORDS; k++) {
        const differs = undecided[k] & (words[k] ^ digit);
        planes[k] ^= differs & digit;
        undecided[k] &= ~differs;
        left |= undecided[k];
      }
    }
    for (let k = 0; k < PERSISTENT_WORDS; k++) {
      let carry = planes[k];
      for (let at = PERSISTENT_WORDS + k; carry !== 0 && at < PERSISTENT_WORDS * (digits + 1); at += PERSISTENT_WORDS) {
        const old = planes[at];
        planes[at] = old ^ carry;
        carry &= old;
      }
    }
  }
}

/** Writes the 256 positions 2 rights - steps; `steps` are all steps since the counter was zero. */
export function persistentSites(out: Int32Array, planes: Int32Array, digits: number, steps: number): void {
  for (let walker = 0; walker < PERSISTENT_WALKERS; walker++) {
    const word = 4 * (walker >> 7) + (walker & 3);
    const bit = (walker >> 2) & 31;
    let rights = 0;
    for (let j = digits; j > 0; j--) rights = 2 * rights + ((planes[PERSISTENT_WORDS * j + word] >>> bit) & 1);
    out[walker] = 2 * rights - steps;
  }
}
