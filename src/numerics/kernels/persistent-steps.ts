/**
 * Persistent walkers of ±1, 128 to a vector of bits:
 *
 *     a walker turns with probability q at each step, then moves the way it faces
 *
 * Bit b of word k is walker 4 b + k. `planes` holds four words of directions (a set bit faces right), then the digits of a
 * counter of steps to the right, four words for each digit, the lowest first. Whether a walker turns is decided by comparing
 * q, digit by digit, with a random binary fraction of its own: half of the undecided drop out with each digit, so 128 walkers
 * take nine draws on average where 32 digits each would take 32. q is a multiple of 2^-32.
 *
 * @module
 */

import { drawLanes } from "#numerics/lane-stream.ts";

/** Walkers of one set of planes. */
export const PERSISTENT_WALKERS = 128;

const words = new Int32Array(4);

/**
 * Moves 128 walkers by `steps` steps. The counter goes on from what it holds.
 *
 * @param digits digits of the counter: 2^digits must exceed all steps since it was zero
 * @param turn   q 2^32, a whole number from 0 to 2^32 - 1
 */
export function persistentSteps(
  planes: Int32Array,
  digits: number,
  turn: number,
  stream: Int32Array,
  steps: number,
): void {
  for (let step = 0; step < steps; step++) {
    let undecided0 = -1;
    let undecided1 = -1;
    let undecided2 = -1;
    let undecided3 = -1;
    for (let rest = turn | 0; rest !== 0 && (undecided0 | undecided1 | undecided2 | undecided3) !== 0; rest <<= 1) {
      drawLanes(words, stream);
      const digit = rest >> 31;
      const differs0 = undecided0 & (words[0] ^ digit);
      const differs1 = undecided1 & (words[1] ^ digit);
      const differs2 = undecided2 & (words[2] ^ digit);
      const differs3 = undecided3 & (words[3] ^ digit);
      planes[0] ^= differs0 & digit;
      planes[1] ^= differs1 & digit;
      planes[2] ^= differs2 & digit;
      planes[3] ^= differs3 & digit;
      undecided0 &= ~differs0;
      undecided1 &= ~differs1;
      undecided2 &= ~differs2;
      undecided3 &= ~differs3;
    }
    for (let k = 0; k < 4; k++) {
      let carry = planes[k];
      for (let j = 1; j <= digits && carry !== 0; j++) {
        const old = planes[4 * j + k];
        planes[4 * j + k] = old ^ carry;
        carry &= old;
      }
    }
  }
}

/** Writes the 128 positions 2 rights - steps; `steps` are all steps since the counter was zero. */
export function persistentSites(out: Int32Array, planes: Int32Array, digits: number, steps: number): void {
  for (let walker = 0; walker < PERSISTENT_WALKERS; walker++) {
    let rights = 0;
    for (let j = digits; j > 0; j--) rights = 2 * rights + ((planes[4 * j + (walker & 3)] >>> (walker >> 2)) & 1);
    out[walker] = 2 * rights - steps;
  }
}
