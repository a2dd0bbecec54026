/**
 * Regions of a grid between which nothing passes: each keeps its own amount, and each has its own steady state.
 *
 * @module
 */

import type { FaceOperator } from "./face-operator.ts";

/** Which region each cell belongs to, numbered by their first cells, and which regions leak nothing. */
export interface Regions {
  readonly count: number;
  readonly of: Int32Array;
  /** 1 for a region without leak: its amount is conserved. */
  readonly isClosed: Uint8Array;
}

/** The regions of an operator; cells are joined by a face that lets anything pass, in either direction. */
export function regionsOf({ shape, size, forward, backward, leak }: FaceOperator): Regions {
  const root = new Int32Array(size);
  for (let i = 0; i < size; i++) root[i] = i;
  const rootOf = (cell: number): number => {
    let at = cell;
    while (root[at] !== at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  };
  let stride = 1;
  for (const axis of [0, 1, 2] as const) {
    const n = shape.cells[axis];
    const [there, back] = [forward[axis], backward[axis]];
    for (let i = 0; i < there.length; i++) {
      if (there[i] + back[i] === 0) continue;
      const isLast = Math.floor(i / stride) % n === n - 1;
      const [one, other] = [rootOf(i), rootOf(isLast ? i - stride * (n - 1) : i + stride)];
      // the first cell is the root, so that numbers follow the order of cells
      if (one < other) root[other] = one;
      else root[one] = other;
    }
    stride *= n;
  }
  const of = new Int32Array(size);
  let count = 0;
  for (let i = 0; i < size; i++) {
    const first = rootOf(i);
    of[i] = first === i ? count++ : of[first];
  }
  const isClosed = new Uint8Array(count).fill(1);
  for (let i = 0; i < size; i++) if (leak[i] > 0) isClosed[of[i]] = 0;
  return { count, of, isClosed };
}
