/**
 * Threefry4x32-20: a random function of a counter and a key, four words to four words, with random access.
 *
 *     out = T(counter, key),    20 rounds of add, rotate, exclusive-or; the key is added every 4 rounds
 *
 * Each (key, counter) is a draw of its own, so a walker's noise depends on who it is and when, never on which thread or
 * in which order it was computed. Only 32-bit integer operations: the same bits on every engine. The seed and the
 * purpose belong in the KEY: put into the counter, other seeds would be shifted copies of the same noise.
 *
 * Relied on by `random-stream.ts`; checked against the known answers of Random123.
 *
 * @see J. K. Salmon et al., SC11, doi:10.1145/2063384.2063405 (not opened)
 * @module
 */

/** The constant that makes the fifth key word of Skein and Threefry, 32-bit form. */
const KEY_PARITY = 0x1bd11bda;

/**
 * Writes the four words of T(counter c0..c3, key k0..k3) into `out`. Allocates nothing.
 *
 * Words are 32-bit: arguments are taken modulo 2^32, signed or not.
 */
export function threefry4x32(
  out: Uint32Array,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  k2: number,
  k3: number,
): void {
  // The five key words, turned by one place at each of the injections.
  let a = k0 | 0;
  let b = k1 | 0;
  let c = k2 | 0;
  let d = k3 | 0;
  let e = KEY_PARITY ^ a ^ b ^ c ^ d;
  let x0 = ((c0 | 0) + a) | 0;
  let x1 = ((c1 | 0) + b) | 0;
  let x2 = ((c2 | 0) + c) | 0;
  let x3 = ((c3 | 0) + d) | 0;
  for (let injection = 1; injection <= 5; injection++) {
    if ((injection & 1) === 1) {
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << 10) | (x1 >>> 22)) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = ((x3 << 26) | (x3 >>> 6)) ^ x2;

      x0 = (x0 + x3) | 0;
      x3 = ((x3 << 11) | (x3 >>> 21)) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = ((x1 << 21) | (x1 >>> 11)) ^ x2;

      x0 = (x0 + x1) | 0;
      x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = ((x3 << 27) | (x3 >>> 5)) ^ x2;

      x0 = (x0 + x3) | 0;
      x3 = ((x3 << 23) | (x3 >>> 9)) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = ((x1 << 5) | (x1 >>> 27)) ^ x2;
    } else {
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = ((x3 << 20) | (x3 >>> 12)) ^ x2;

      x0 = (x0 + x3) | 0;
      x3 = ((x3 << 17) | (x3 >>> 15)) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = ((x1 << 11) | (x1 >>> 21)) ^ x2;

      x0 = (x0 + x1) | 0;
      x1 = ((x1 << 25) | (x1 >>> 7)) ^ x0;
      x2 = (x2 + x3) | 0;
      x3 = ((x3 << 10) | (x3 >>> 22)) ^ x2;

      x0 = (x0 + x3) | 0;
      x3 = ((x3 << 18) | (x3 >>> 14)) ^ x0;
      x2 = (x2 + x1) | 0;
      x1 = ((x1 << 20) | (x1 >>> 12)) ^ x2;
    }
    const first = a;
    a = b;
    b = c;
    c = d;
    d = e;
    e = first;
    x0 = (x0 + a) | 0;
    x1 = (x1 + b) | 0;
    x2 = (x2 + c) | 0;
    x3 = (x3 + d + injection) | 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}
