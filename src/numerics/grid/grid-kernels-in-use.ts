/**
 * Where solvers on grids get their loops from: the twins, until the shell says otherwise, once for the whole program. Both
 * give the same bits (src/numerics/kernels-in-use.ts has the reasons).
 *
 * @module
 */

import type { FaceOperator } from "./face-operator.ts";
import { GRID_TWINS, type GridKernels } from "./grid-kernels.ts";

/** Makes a set of loops with a memory of that many bytes. */
export type MakeGridKernels = (bytes: number) => GridKernels;

/** Grids of fewer cells are not worth a memory of their own. */
const FEWEST = 1000;
/** Bytes that an array takes at most besides its numbers, and that a set keeps for itself. */
const APART = 320;
const OWN = 65536;

let make: MakeGridKernels = () => GRID_TWINS;

/** Puts compiled loops in the place of the twins. */
export function useGridKernels(makeSet: MakeGridKernels): void {
  make = makeSet;
}

/** Loops with room for the conductances of an operator, as they are, for as many fields, and so many bytes besides. */
export function gridKernelsFor(
  { shape, size, forward, backward }: FaceOperator,
  fields: number,
  apart = 0,
): GridKernels {
  if (size < FEWEST) return GRID_TWINS;
  const [, ny, nz] = shape.cells;
  let bytes = OWN + apart + 12 * ny * nz + fields * (8 * size + APART);
  for (const axis of [0, 1, 2] as const)
    bytes += (backward[axis] === forward[axis] ? 1 : 2) * (8 * forward[axis].length + APART);
  return make(bytes);
}
