/**
 * Standard normal numbers of lane streams: the table of normal-table.ts, addressed by the bits of a double.
 *
 *     u = (2 k + 1) / 2^53,  k the top 52 bits of a 64-bit word;    x = ±Φ⁻¹(u / 2),  + where the lowest bit is set
 *
 * The exponent of u is the octave, the next four bits choose one of 16 equal segments, the rest is s: so an arithmetic
 * unit finds leading bits, which vector instructions cannot count. In each segment the quintic is summed as
 * (c0 + c2 s² + c4 s⁴) + s (c1 + c3 s² + c5 s⁴): three loads of two neighbours for one normal. Largest |error| 1.7e-12,
 * as there. The map reaches 8.29 standard deviations, beyond which one of 2^53 normals lies.
 *
 * @module
 */

import { normalQuantile } from "./error-function.ts";
import { fillQuintic } from "./normal-table.ts";

const OCTAVES = 53;
const SEGMENTS = 16;
/** Places of a row: six coefficients and two zeros, so that a row is one line of the cache. */
const ROW = 8;

let made: Float64Array | undefined;

/** The rows, from the octave of the least u to that below 1. Made at the first call, then shared: do not write into it. */
export function laneNormalTable(): Float64Array {
  made ??= makeTable();
  return made;
}

/** 2^(z - 52) at z. */
const SCALES = Float64Array.from({ length: 28 }, (_, zeros) => 2.220446049250313e-16 * (1 << zeros));

/** The normal number of a word given as two halves; `table` is {@link laneNormalTable}. */
export function laneNormal(table: Float64Array, high: number, low: number): number {
  const zeros = Math.clz32(high);
  if (zeros > 27) return farNormal(table, high, low);
  const segment = (high >>> (27 - zeros)) & (SEGMENTS - 1);
  const f = ((high >>> 0) * 2097152 + ((low >>> 12) * 2 + 1)) * SCALES[zeros]; // u 2^(zeros + 1), in [1, 2)
  return interpolated(table, OCTAVES - 1 - zeros, segment, f - (segment * 0.0625 + 1.03125), low);
}

/** The same where the high half does not hold the segment: one word in 2^28. */
function farNormal(table: Float64Array, high: number, low: number): number {
  let f = ((high >>> 0) * 2097152 + ((low >>> 12) * 2 + 1)) * 2.220446049250313e-16;
  let octave = OCTAVES - 1;
  for (; f < 1; octave--) f *= 2;
  const segment = Math.floor(SEGMENTS * f) - SEGMENTS;
  return interpolated(table, octave, segment, f - (segment * 0.0625 + 1.03125), low);
}

function interpolated(table: Float64Array, octave: number, segment: number, s: number, low: number): number {
  const row = ROW * (SEGMENTS * octave + segment);
  const z = s * s;
  const even = (table[row + 4] * z + table[row + 2]) * z + table[row];
  const odd = (table[row + 5] * z + table[row + 3]) * z + table[row + 1];
  return (even + odd * s) * (1 - 2 * (low & 1));
}

function makeTable(): Float64Array {
  const table = new Float64Array(OCTAVES * SEGMENTS * ROW);
  let least = 0.25; // u / 2 at the lower end of the octave
  for (let octave = OCTAVES - 1; octave >= 0; octave--, least /= 2) {
    for (let segment = 0; segment < SEGMENTS; segment++) {
      const middle = least * (1 + (segment + 0.5) / SEGMENTS);
      const half = least / (2 * SEGMENTS);
      const row = ROW * (SEGMENTS * octave + segment);
      fillQuintic(table, row, (s) => normalQuantile(middle + half * s));
      // From s in [-1, 1] to s in [-1/32, 1/32].
      for (let power = 1, scale = 32; power <= 5; power++, scale *= 32) table[row + power] *= scale;
    }
  }
  return table;
}
