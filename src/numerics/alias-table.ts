/**
 * Alias table: one of many fates in constant time, from one uniform.
 *
 * @see A. J. Walker, ACM Trans. Math. Softw. 3, 253 (1977), doi:10.1145/355744.355749 (not opened)
 * @module
 */

import type { RandomStream } from "./random-stream.ts";

export interface AliasTable {
  /** Probability to keep the column that was hit. */
  readonly keep: Float64Array;
  /** The other fate of each column. */
  readonly alias: Int32Array;
}

/** The alias table of probabilities that sum to 1 (to rounding; they are rescaled). */
export function aliasTable(probabilities: Float64Array): AliasTable {
  const size = probabilities.length;
  let total = 0;
  for (const p of probabilities) total += p;
  const scaled = probabilities.map((p) => (p / total) * size);
  const keep = new Float64Array(size).fill(1);
  const alias = Int32Array.from({ length: size }, (_, i) => i);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < size; i++) (scaled[i] < 1 ? small : large).push(i);
  while (small.length > 0 && large.length > 0) {
    const low = small.pop() as number;
    const high = large[large.length - 1];
    keep[low] = scaled[low];
    alias[low] = high;
    scaled[high] -= 1 - scaled[low];
    if (scaled[high] < 1) {
      large.pop();
      small.push(high);
    }
  }
  return { keep, alias };
}

/** One draw from the table. */
export function drawFrom({ keep, alias }: AliasTable, stream: RandomStream): number {
  const place = stream.uniform() * keep.length;
  const column = Math.floor(place);
  return place - column < keep[column] ? column : alias[column];
}
