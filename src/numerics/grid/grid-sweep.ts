/**
 * Gauss-Seidel on a structured grid: what smooths the finest level of multigrid. Twins of kernels/grid-sweep.ts, with the
 * same bits.
 *
 * @module
 */

import type { GridStencil } from "./grid-stencil.ts";
import { ALONE } from "./link-graph.ts";

/**
 * A sweep of red-black Gauss-Seidel: cells with (i + j + k + colour) even, then the others, each
 * x_i = (rhs_i + Σ conductance into i × x) × inverse_i.
 *
 * Both colours in one pass over the memory: the second colour of a row (of a plane, on a grid of three axes) follows the first
 * colour of the next; that of row 0 comes last, since row 0 may touch the last one. Cells of a colour do not touch, except
 * across the seam of a periodic axis of odd length, where this order is part of the method.
 *
 * @param inverse 1 / (hold + diagonal), 0 for a cell without neighbours that is not to be touched
 * @param colour  0 or 1: which cells come first
 */
export function sweepGrid(
  x: Float64Array,
  stencil: GridStencil,
  inverse: Float64Array,
  rhs: Float64Array,
  colour: number,
): void {
  const { ny, nz } = stencil;
  // layers: rows of a plane, or planes
  const [layers, rows] = nz > 1 ? [nz, ny] : [ny, 1];
  const sweepLayer = (layer: number, which: number): void => {
    for (let row = layer * rows; row < (layer + 1) * rows; row++) sweepRow(x, stencil, inverse, rhs, row, which);
  };
  for (let layer = 0; layer < layers; layer++) {
    sweepLayer(layer, colour);
    if (layer > 1) sweepLayer(layer - 1, 1 - colour);
  }
  if (layers > 1) sweepLayer(layers - 1, 1 - colour);
  sweepLayer(0, 1 - colour);
}

/** One colour of one row is swept. */
function sweepRow(
  x: Float64Array,
  stencil: GridStencil,
  inverse: Float64Array,
  rhs: Float64Array,
  r: number,
  colour: number,
): void {
  passRow(x, stencil, r, colour, rhs, (i, sum) => {
    x[i] = sum * inverse[i];
  });
}

/** What flows into the cells of one colour of one row, and what is there besides; `take` has the sum of each. */
function passRow(
  x: Float64Array,
  { nx, ny, nz, forwardX, backwardX, forwardY, backwardY, forwardZ, backwardZ }: GridStencil,
  r: number,
  colour: number,
  besides: Float64Array | undefined,
  take: (i: number, sum: number) => void,
): void {
  const plane = nx * ny;
  const k = Math.floor(r / ny);
  const j = r - k * ny;
  const row = nx * r;
  const north = j + 1 < ny ? nx : nx - plane;
  const south = j > 0 ? -nx : plane - nx;
  const up = k + 1 < nz ? plane : plane - plane * nz;
  const down = k > 0 ? -plane : plane * nz - plane;
  for (let i = row + ((j + k + colour) & 1); i < row + nx; i += 2) {
    let sum = besides ? besides[i] : 0;
    if (nx > 1) {
      const east = i + 1 < row + nx ? i + 1 : row;
      const west = i > row ? i - 1 : row + nx - 1;
      sum += backwardX[i] * x[east] + forwardX[west] * x[west];
    }
    if (ny > 1) sum += backwardY[i] * x[i + north] + forwardY[i + south] * x[i + south];
    if (nz > 1) sum += backwardZ[i] * x[i + up] + forwardZ[i + down] * x[i + down];
    take(i, sum);
  }
}

/**
 * The way down from a grid to its aggregates: a sweep as {@link sweepGrid} from x = 0, beginning with colour 0, and what it
 * leaves, rhs - A x, added up: below = Σ over each aggregate.
 *
 * From zero the first colour needs no neighbours; in the end nothing is left at the cells of the second, and at those of
 * the first what flows in from the second. For grids whose cells of a colour do not touch: no periodic axis of odd length.
 *
 * @param parent the aggregate of each cell, or ALONE
 */
export function descendGrid(
  x: Float64Array,
  below: Float64Array,
  stencil: GridStencil,
  inverse: Float64Array,
  rhs: Float64Array,
  parent: Int32Array,
): void {
  below.fill(0);
  for (const code of stencil.order) {
    const row = Math.floor(code / 3);
    const pass = code - 3 * row;
    if (pass === 0) startRow(x, stencil, inverse, rhs, row);
    else if (pass === 1) sweepRow(x, stencil, inverse, rhs, row, 1);
    else
      passRow(x, stencil, row, 0, undefined, (i, inflow) => {
        if (parent[i] !== ALONE) below[parent[i]] += inflow;
      });
  }
}

/**
 * The way back: x += the correction of each aggregate, a sweep as {@link sweepGrid} beginning with colour 1, and
 * dots = [x·rhs, x·other]. The sweep begins with what flows in from colour 0, so that no other cell needs its correction.
 *
 * For the grids of {@link descendGrid}.
 */
export function ascendGrid(
  x: Float64Array,
  stencil: GridStencil,
  inverse: Float64Array,
  rhs: Float64Array,
  parent: Int32Array,
  correction: Float64Array,
  other: Float64Array,
  dots: Float64Array,
): void {
  const { nx, order } = stencil;
  let [rhs0, rhs1, other0, other1] = [0, 0, 0, 0];
  for (const code of order) {
    const row = Math.floor(code / 3);
    const pass = code - 3 * row;
    if (pass === 0) correctRow(x, stencil, parent, correction, row);
    else sweepRow(x, stencil, inverse, rhs, row, pass === 1 ? 1 : 0);
    if (pass !== 2) continue;
    let i = nx * row;
    for (; i + 1 < nx * (row + 1); i += 2) {
      rhs0 += x[i] * rhs[i];
      rhs1 += x[i + 1] * rhs[i + 1];
      other0 += x[i] * other[i];
      other1 += x[i + 1] * other[i + 1];
    }
    if (i === nx * (row + 1)) continue;
    rhs0 += x[i] * rhs[i];
    other0 += x[i] * other[i];
  }
  dots[0] = rhs0 + rhs1;
  dots[1] = other0 + other1;
}

/** Colour 0 of one row is corrected. */
function correctRow(
  x: Float64Array,
  { nx, ny }: GridStencil,
  parent: Int32Array,
  correction: Float64Array,
  r: number,
): void {
  const row = nx * r;
  for (let i = row + firstOf(r, ny); i < row + nx; i += 2) if (parent[i] !== ALONE) x[i] += correction[parent[i]];
}

/** The place of the first cell of colour 0 in a row: whether j + k is odd. */
function firstOf(r: number, ny: number): number {
  return (r + Math.floor(r / ny) * (1 - ny)) & 1;
}

/** Colour 0 of one row, where nothing flows in yet. */
function startRow(x: Float64Array, { nx, ny }: GridStencil, inverse: Float64Array, rhs: Float64Array, r: number): void {
  const row = nx * r;
  const first = firstOf(r, ny);
  for (let i = row; i < row + nx; i++) x[i] = ((i - row) & 1) === first ? rhs[i] * inverse[i] : 0;
}

/**
 * Gauss-Seidel on all cells in their order, or backwards: with a flow and against it, where colours would lose its way.
 *
 * @param inverse as for {@link sweepGrid}
 */
export function sweepGridCells(
  x: Float64Array,
  stencil: GridStencil,
  inverse: Float64Array,
  rhs: Float64Array,
  isBackward: boolean,
): void {
  const { nx, ny, nz, forwardX, backwardX, forwardY, backwardY, forwardZ, backwardZ } = stencil;
  const plane = nx * ny;
  const rows = ny * nz;
  const step = isBackward ? -1 : 1;
  for (let n = 0; n < rows; n++) {
    const r = isBackward ? rows - 1 - n : n;
    const k = Math.floor(r / ny);
    const j = r - k * ny;
    const row = nx * r;
    const north = j + 1 < ny ? nx : nx - plane;
    const south = j > 0 ? -nx : plane - nx;
    const up = k + 1 < nz ? plane : plane - plane * nz;
    const down = k > 0 ? -plane : plane * nz - plane;
    for (let m = 0, i = isBackward ? row + nx - 1 : row; m < nx; m++, i += step) {
      let sum = rhs[i];
      if (nx > 1) {
        const east = i + 1 < row + nx ? i + 1 : row;
        const west = i > row ? i - 1 : row + nx - 1;
        sum += backwardX[i] * x[east] + forwardX[west] * x[west];
      }
      if (ny > 1) sum += backwardY[i] * x[i + north] + forwardY[i + south] * x[i + south];
      if (nz > 1) sum += backwardZ[i] * x[i + up] + forwardZ[i + down] * x[i + down];
      x[i] = sum * inverse[i];
    }
  }
}
