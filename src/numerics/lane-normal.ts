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

/** The normal number of a word given as two halves; `table` is {@link laneNormalTable}. */
export function laneNormal(table: Float64Array, high: number, low: number): number {
  // Bring 2 k + 1 to 2^52 <= m < 2^53: its leading zeros are the octave.
  let m = ((high >>> 0) * 1048576 + (low >>> 12)) * 2 + 1;
  let octave = OCTAVES - 1;
  if (high < 0) octave = OCTAVES - 1;
  else if (high > 0) {
    const zeros = Math.clz32(high);
    octave -= zeros;
    m *= SCALES[zeros];
  } else for (; m < 4503599627370496; octave--) m *= 2;
  const f = m * 2.220446049250313e-16; // 1 <= f < 2
  const segment = Math.floor(16 * f) - 16;
  const s = f - segment * 0.0625 - 1.03125;
  const z = s * s;
  const row = ROW * (SEGMENTS * octave + segment);
  const even = (table[row + 4] * z + table[row + 2]) * z + table[row];
  const odd = (table[row + 5] * z + table[row + 3]) * z + table[row + 1];
  const x = even + odd * s;
  return (low & 1) === 0 ? x : -x;
}

/** Powers of two from 2^0 to 2^31. */
const SCALES = Float64Array.from({ length: 32 }, (_, zeros) => (1 << (zeros >> 1)) * (1 << (zeros - (zeros >> 1))));

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
