/**
 * The loops over grids as one record, so that a shell may put compiled loops in the place of these: as kernel-set.ts, but
 * with a memory that is made for one grid. Both sets give the same bits (test/e2e/grid-kernels.test.ts).
 *
 * @module
 */

import { diffuseSlab } from "./diffuse-slab.ts";
import { diffuseSquare } from "./diffuse-square.ts";
import { fillGridImage, fillGridResidual, type GridStencil } from "./grid-stencil.ts";
import { ascendGrid, descendGrid, sweepGrid } from "./grid-sweep.ts";
import { solveTridiagonalEights } from "./tridiagonal-eights.ts";

/** Loops over grids and the arrays that they work on. */
export interface GridKernels {
  readonly kind: "twin" | "compiled";
  /** A new array of zeros. @throws DomainError if the memory of the set is used up. */
  numbers(length: number): Float64Array;
  /** The values in an array of the set: the array itself in the twins, which must then not be written. */
  placed(values: Float64Array): Float64Array;
  /** The same of indices. */
  placedIndices(indices: Int32Array): Int32Array;
  /** out = rhs - hold x - Σ J: grid-stencil.ts. */
  fillResidual(out: Float64Array, stencil: GridStencil, hold: Float64Array, rhs: Float64Array, x: Float64Array): void;
  /** x = z + part x, out = -(hold x + Σ J), dots[0] = x·out: grid-stencil.ts. */
  fillImage(
    out: Float64Array,
    x: Float64Array,
    stencil: GridStencil,
    hold: Float64Array,
    z: Float64Array,
    part: number,
    dots: Float64Array,
  ): void;
  /** A sweep of red-black Gauss-Seidel, beginning with one colour: grid-sweep.ts. */
  sweep(x: Float64Array, stencil: GridStencil, inverse: Float64Array, rhs: Float64Array, colour: number): void;
  /** A sweep from x = 0, and what it leaves added up over aggregates: grid-sweep.ts. */
  descend(
    x: Float64Array,
    below: Float64Array,
    stencil: GridStencil,
    inverse: Float64Array,
    rhs: Float64Array,
    parent: Int32Array,
  ): void;
  /** Corrections of aggregates, a sweep, and dots = [x·rhs, x·other]: grid-sweep.ts. */
  ascend(
    x: Float64Array,
    stencil: GridStencil,
    inverse: Float64Array,
    rhs: Float64Array,
    parent: Int32Array,
    correction: Float64Array,
    other: Float64Array,
    dots: Float64Array,
  ): void;
  /** Explicit steps of constant D on a periodic grid, several in one pass: diffuse-square.ts. */
  diffuseSquare(u: Float64Array, scratch: Float64Array, nx: number, ny: number, k: number, steps: number): void;
  /** The same on a slab of rows between given ones: diffuse-slab.ts. */
  diffuseSlab(u: Float64Array, scratch: Float64Array, nx: number, rows: number, k: number, steps: number): void;
  /** Eight tridiagonal systems side by side: tridiagonal-eights.ts. */
  solveEights(
    x: Float64Array,
    lower: Float64Array,
    diagonal: Float64Array,
    upper: Float64Array,
    scratch: Float64Array,
    unknowns: number,
  ): void;
}

/** The loops in TypeScript. */
export const GRID_TWINS: GridKernels = {
  kind: "twin",
  numbers: (length) => new Float64Array(length),
  placed: (values) => values,
  placedIndices: (indices) => indices,
  fillResidual: fillGridResidual,
  fillImage: fillGridImage,
  sweep: sweepGrid,
  descend: descendGrid,
  ascend: ascendGrid,
  diffuseSquare,
  diffuseSlab,
  solveEights: solveTridiagonalEights,
};
