/**
 * Starting points drawn from a density that is given on cells.
 *
 * Each piece is cut into equal cells; the density at the middle of a cell holds in all of it. A uniform number finds its
 * cell by the running sum and, with what is left of it, the point in the cell: one draw for each walker, and an error of
 * the second order in a cell that is a small part of the whole.
 *
 * @module
 */

import type { RandomStream } from "#numerics/random-stream.ts";

/** A stretch of the coordinate on which the density is given. */
export interface DensityPiece {
  readonly from: number;
  readonly to: number;
  /** Density at the middle of each of the equal cells; not negative. */
  readonly density: Float64Array;
}

/** What {@link startingLaw} returns. */
export interface StartingLaw {
  /** Integral of the density over all pieces. */
  readonly total: number;
  /** Draws a point: its coordinate, and the piece in which it lies. */
  draw(stream: RandomStream): { readonly piece: number; readonly at: number };
}

/** The middles of equal cells, where densities are asked. */
export function cellMiddles(from: number, to: number, cells: number): Float64Array {
  return Float64Array.from({ length: cells }, (_, i) => from + ((to - from) * (i + 0.5)) / cells);
}

/** The law of starting points of a density. */
export function startingLaw(pieces: readonly DensityPiece[]): StartingLaw {
  const offsets: number[] = [];
  let cells = 0;
  for (const { density } of pieces) {
    offsets.push(cells);
    cells += density.length;
  }
  const running = new Float64Array(cells);
  let total = 0;
  pieces.forEach(({ from, to, density }, k) => {
    const width = (to - from) / density.length;
    for (let i = 0; i < density.length; i++) {
      total += density[i] * width;
      running[offsets[k] + i] = total;
    }
  });
  return {
    total,
    draw(stream) {
      const wanted = stream.uniform() * total;
      let [low, high] = [0, cells - 1];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (running[middle] > wanted) high = middle;
        else low = middle + 1;
      }
      const piece = offsets.findLastIndex((offset) => offset <= low);
      const before = low === 0 ? 0 : running[low - 1];
      const share = Math.min(Math.max((wanted - before) / (running[low] - before), 0), 1);
      const { from, to, density } = pieces[piece];
      return { piece, at: from + ((to - from) * (low - offsets[piece] + share)) / density.length };
    },
  };
}
