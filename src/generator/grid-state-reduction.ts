/**
 * Steady states of a Markov process on a grid by state reduction: cells are taken out one by one, from the last to the first,
 * and the hops over each are given to its neighbours. Only sums, products and quotients of positive numbers, so that nothing
 * is lost to cancellation.
 *
 *     k(i→j) += k(i→m) k(m→j) / out_m,    supply_j += supply_m k(m→j) / out_m,    n_m = (supply_m + Σ_{i<m} n_i k(i→m)) / out_m
 *
 * Hops reach no farther than a band of cells; work is cells times band².
 *
 * @see W. K. Grassmann, M. I. Taksar and D. P. Heyman, Oper. Res. 33, 1107 (1985), doi:10.1287/opre.33.5.1107 (not opened)
 * @module
 */

import type { GridHops } from "./grid-hops.ts";

/** How far the longest hop reaches in the numbering of cells. */
export function bandOf({ size, start, target }: GridHops): number {
  let band = 1;
  for (let i = 0; i < size; i++)
    for (let h = start[i]; h < start[i + 1]; h++) band = Math.max(band, Math.abs(target[h] - i));
  return band;
}

/** The states of a grid with all but the first cell of each closed region taken out. */
export interface ReducedGrid {
  /**
   * Amounts n with supply = -L n; cells of a region that nothing leaves hold the amounts of a stationary state instead, in
   * units of its first cell.
   */
  response(supply: Float64Array): Float64Array;
}

/** Takes the cells out. */
export function reducedGrid(hops: GridHops): ReducedGrid {
  const { size, start, target, rate, leaving } = hops;
  const band = bandOf(hops);
  const width = 2 * band + 1;
  // into[i * width + (j - i + band)] = k(i→j)
  const k = new Float64Array(size * width);
  for (let i = 0; i < size; i++)
    for (let h = start[i]; h < start[i + 1]; h++) k[i * width + target[h] - i + band] += rate[h];
  const out = new Float64Array(size);
  const leaves = leaving.slice();
  for (let m = size - 1; m >= 0; m--) {
    const row = m * width + band - m;
    const first = Math.max(0, m - band);
    let sum = leaves[m];
    for (let j = first; j < m; j++) sum += k[row + j];
    out[m] = sum;
    if (sum === 0) continue;
    for (let i = first; i < m; i++) {
      const rowOfI = i * width + band - i;
      const share = k[rowOfI + m] / sum;
      if (share === 0) continue;
      leaves[i] += share * leaves[m];
      for (let j = first; j < m; j++) if (j !== i) k[rowOfI + j] += share * k[row + j];
    }
  }
  return {
    response(supply) {
      const s = supply.slice();
      for (let m = size - 1; m > 0; m--) {
        if (s[m] === 0 || out[m] === 0) continue;
        const row = m * width + band - m;
        const share = s[m] / out[m];
        for (let j = Math.max(0, m - band); j < m; j++) s[j] += share * k[row + j];
      }
      const n = new Float64Array(size);
      for (let m = 0; m < size; m++) {
        if (out[m] === 0) {
          n[m] = 1;
          continue;
        }
        let sum = s[m];
        for (let i = Math.max(0, m - band); i < m; i++) sum += n[i] * k[i * width + m - i + band];
        n[m] = sum / out[m];
      }
      return n;
    },
  };
}
