/**
 * Sums over the cells of each region, compensated: amounts are compared to their last digits.
 *
 * @module
 */

import type { Regions } from "./connected-regions.ts";

/** Two sets of sums. */
export interface RegionSums {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

export function makeRegionSums({ count }: Regions): RegionSums {
  return { first: new Float64Array(count), second: new Float64Array(count) };
}

/** Writes Σ term(cell) over the cells of each region into `out`, and returns it. */
export function fillRegionSums(
  out: Float64Array,
  { count, of }: Regions,
  term: (cell: number) => number,
): Float64Array {
  out.fill(0);
  const lost = new Float64Array(count);
  for (let i = 0; i < of.length; i++) {
    const r = of[i];
    const x = term(i);
    const next = out[r] + x;
    lost[r] += Math.abs(out[r]) >= Math.abs(x) ? out[r] - next + x : x - next + out[r];
    out[r] = next;
  }
  for (let r = 0; r < count; r++) out[r] += lost[r];
  return out;
}
