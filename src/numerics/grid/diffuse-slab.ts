/**
 * Explicit steps as of diffuse-square.ts on a slab of rows, for a grid that is divided among threads, or has other ends than
 * periodic ones: the rows beyond the slab are given, as many on each side as there are steps. Rows computed twice, by two
 * neighbours, have the same bits, so the field does not depend on how it was divided. Twin of kernels/diffuse-square.ts.
 *
 *     u: `steps` rows from the neighbour before | `rows` own rows | `steps` rows from the neighbour after
 *
 * @module
 */

import { roundedRate, stepRow } from "./diffuse-square.ts";

/** Numbers of scratch that a pass over a slab needs. */
export function slabScratch(nx: number, steps: number): number {
  return 3 * steps * nx;
}

/**
 * Takes 1 to DEEPEST steps of the own rows, in place; the rows beyond are spent.
 *
 * @param rate D Δt / h² [1]
 */
export function diffuseSlab(
  u: Float64Array,
  scratch: Float64Array,
  nx: number,
  rows: number,
  rate: number,
  steps: number,
): void {
  const k = roundedRate(rate);
  const end = rows + 2 * steps;
  const ring = (level: number, row: number) => nx * (3 * (level - 1) + (row % 3));
  for (let front = 1; front < end - 1; front++)
    for (let level = 1; level <= steps; level++) {
      const row = front - level + 1;
      if (row < level || row >= end - level) continue;
      const [from, place] = level === 1 ? [u, (r: number) => nx * r] : [scratch, (r: number) => ring(level - 1, r)];
      // one step alone still reads the row before the own: it comes home a row later
      const isHome = level === steps && steps > 1;
      const [out, at] = isHome ? [u, nx * row] : [scratch, ring(level, row)];
      stepRow(out, at, from, place(row - 1), from, place(row), from, place(row + 1), nx, k);
      if (steps === 1 && row > 1) bringHome(row - 1);
    }
  if (steps === 1) bringHome(rows);

  function bringHome(row: number): void {
    const from = ring(1, row);
    for (let i = 0; i < nx; i++) u[row * nx + i] = scratch[from + i];
  }
}
