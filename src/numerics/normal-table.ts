/**
 * Standard normal numbers from 64 random bits, by a table of the inverse distribution function.
 *
 *     word = (sign bit, m),  m in [0, 2^63):    x = ±Φ⁻¹(m / 2^64)
 *
 * The octave is the place of the leading bit of m; the next four bits choose one of 16 equal segments; the rest is s in
 * [-1, 1], in which a quintic through the six Chebyshev points gives Φ⁻¹. Largest |error| 1.7e-12, met in the octave
 * at the median (held by a test). The table has the 27 octaves that all but one word in 2^27 fall into; that one asks
 * Φ⁻¹ itself. So the map reaches 9.08 standard deviations (m = 0 is taken as 1).
 *
 * Why not Box-Muller or a ziggurat: one word is one normal, always; negating the sign bit negates the normal; and the
 * error is checked without sampling. The table (20 KB, of which the hot part is about 4 KB) is made at its first use.
 *
 * @module
 */

import { normalQuantile } from "./error-function.ts";

const OCTAVES = 27;
const SEGMENTS = 16;
const COEFFICIENTS = 6;
/** Where the powers of two that scale m are kept: entry z is 2^(z - 58), z the leading zeros of the high half. */
const SCALES = OCTAVES * SEGMENTS * COEFFICIENTS;

const TWO_TO_MINUS_64 = 5.421010862427522e-20;

let made: Float64Array | undefined;

/** The table that {@link normalFromWords} reads. Made at the first call, then shared: do not write into it. */
export function normalTable(): Float64Array {
  made ??= makeTable();
  return made;
}

/**
 * The standard normal number of one 64-bit word, given as two 32-bit halves (signed or not).
 *
 * @param table what {@link normalTable} returns; passed in so that loops fetch it once
 */
export function normalFromWords(table: Float64Array, high: number, low: number): number {
  const top = high & 0x7fffffff;
  const sign = 1 + 2 * (high >> 31);
  if (top < SEGMENTS) return sign * normalQuantile(Math.max(1, top * 4294967296 + (low >>> 0)) * TWO_TO_MINUS_64);
  const zeros = Math.clz32(top);
  const segment = (top >>> (27 - zeros)) & (SEGMENTS - 1);
  const s = (top * 4294967296 + (low >>> 0)) * table[SCALES + zeros] - (2 * segment + 33);
  return sign * quintic(table, COEFFICIENTS * (SEGMENTS * (zeros - 1) + segment), s);
}

function quintic(table: Float64Array, row: number, s: number): number {
  return (
    ((((table[row + 5] * s + table[row + 4]) * s + table[row + 3]) * s + table[row + 2]) * s + table[row + 1]) * s +
    table[row]
  );
}

function makeTable(): Float64Array {
  const table = new Float64Array(SCALES + OCTAVES + 1);
  let scale = 3.469446951953614e-18; // 2^-58
  for (let zeros = 0; zeros <= OCTAVES; zeros++, scale *= 2) table[SCALES + zeros] = scale;
  let least = 0.25; // m / 2^64 at the lower end of the octave
  for (let octave = 0; octave < OCTAVES; octave++, least /= 2) {
    for (let segment = 0; segment < SEGMENTS; segment++) {
      const middle = least * (1 + (segment + 0.5) / SEGMENTS);
      const half = least / (2 * SEGMENTS);
      const row = COEFFICIENTS * (SEGMENTS * octave + segment);
      fillQuintic(table, row, (s) => normalQuantile(middle + half * s));
    }
  }
  return table;
}

/** Squares of the positive Chebyshev points cos(15°), cos(45°), cos(75°). */
const SQUARES = [(2 + Math.sqrt(3)) / 4, 0.5, (2 - Math.sqrt(3)) / 4] as const;

/**
 * Writes, from `row` on, the six coefficients of the quintic through f at the six Chebyshev points of [-1, 1]: even and odd
 * parts are parabolas in s².
 */
export function fillQuintic(table: Float64Array, row: number, f: (s: number) => number): void {
  const even = [0, 0, 0];
  const odd = [0, 0, 0];
  for (let i = 0; i < 3; i++) {
    const s = Math.sqrt(SQUARES[i]);
    const up = f(s);
    const down = f(-s);
    even[i] = (up + down) / 2;
    odd[i] = (up - down) / (2 * s);
  }
  fillParabola(table, row, even);
  fillParabola(table, row + 1, odd);
}

function fillParabola(table: Float64Array, start: number, y: readonly number[]): void {
  const [p, q, r] = SQUARES;
  const slope = (y[1] - y[0]) / (q - p);
  const curvature = ((y[2] - y[1]) / (r - q) - slope) / (r - p);
  table[start] = y[0] - slope * p + curvature * p * q;
  table[start + 2] = slope - curvature * (p + q);
  table[start + 4] = curvature;
}
