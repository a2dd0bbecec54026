/**
 * The equilibrium of an operator, from its conductances alone.
 *
 *     ln w_right - ln w_left = ln forward - ln backward    on each face
 *
 * where going round a loop changes nothing (detailed balance, Kolmogorov's criterion); a flow that goes in circles has none.
 *
 * @see F. P. Kelly, Reversibility and Stochastic Networks, section 1.5 (1979) (not opened)
 * @module
 */

import { log } from "#numerics/elementary.ts";
import type { FaceOperator } from "./face-operator.ts";

/** Largest difference of ln w on two ways to a cell that counts as rounding, for each unit of ln w and of cells [1]. */
const ROUNDING = 1e-11;

/** ln w of each cell, 0 at the largest of each region; undefined where there is no detailed balance. */
export function logEquilibrium({ shape, size, forward, backward }: FaceOperator): Float64Array | undefined {
  const [nx, ny, nz] = shape.cells;
  const plane = nx * ny;
  const out = new Float64Array(size).fill(Number.NaN);
  const queue = new Int32Array(size);
  let isBalanced = true;
  let span = 0;

  /** ln w of the cell after the face over that of the cell before it; NaN for a face that passes nothing. */
  const ratio = (axis: 0 | 1 | 2, face: number): number => {
    const [there, back] = [forward[axis][face], backward[axis][face]];
    if (there === back) return there > 0 ? 0 : Number.NaN;
    if (there === 0 || back === 0) isBalanced = false;
    return log(there) - log(back);
  };

  for (let first = 0; first < size && isBalanced; first++) {
    if (!Number.isNaN(out[first])) continue;
    let [read, written] = [0, 1];
    queue[0] = first;
    out[first] = 0;
    let largest = 0;
    const visit = (next: number, change: number, from: number) => {
      if (Number.isNaN(change)) return;
      const value = out[from] + change;
      if (Number.isNaN(out[next])) {
        out[next] = value;
        queue[written++] = next;
        largest = Math.max(largest, value);
        span = Math.max(span, Math.abs(value));
      } else if (!(Math.abs(out[next] - value) <= ROUNDING * (1 + span + written))) isBalanced = false;
    };
    while (read < written && isBalanced) {
      const cell = queue[read++];
      const i = cell % nx;
      const j = Math.floor(cell / nx) % ny;
      const k = Math.floor(cell / plane);
      const both = (axis: 0 | 1 | 2, next: number, before: number) => {
        visit(next, ratio(axis, cell), cell);
        visit(before, -ratio(axis, before), cell);
      };
      if (nx > 1) both(0, i + 1 < nx ? cell + 1 : cell + 1 - nx, i > 0 ? cell - 1 : cell - 1 + nx);
      if (ny > 1) both(1, j + 1 < ny ? cell + nx : cell + nx - plane, j > 0 ? cell - nx : cell - nx + plane);
      if (nz > 1) both(2, k + 1 < nz ? cell + plane : cell + plane - size, k > 0 ? cell - plane : cell - plane + size);
    }
    for (let m = 0; m < written; m++) out[queue[m]] -= largest;
  }
  return isBalanced ? out : undefined;
}
