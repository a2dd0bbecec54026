/**
 * Gauss-Seidel on a structured grid: what smooths the finest level of multigrid. Twins of kernels/grid-sweep.ts, with the
 * same bits.
 *
 * @module
 */

import type { GridStencil } from "./grid-stencil.ts";

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

/** One colour of one row. */
function sweepRow(
  x: Float64Array,
  { nx, ny, nz, forwardX, backwardX, forwardY, backwardY, forwardZ, backwardZ }: GridStencil,
  inverse: Float64Array,
  rhs: Float64Array,
  r: number,
  colour: number,
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

/**
 * A sweep as {@link sweepGrid} from x = 0 beginning with colour 0, and what it leaves: left = rhs - A x. From zero the
 * first colour needs no neighbours; in the end nothing is left at the cells of the second, and at those of the first
 * what flows in from the second.
 *
 * For grids whose cells of a colour do not touch: no periodic axis of odd length.
 */
export function sweepGridFromZero(
  x: Float64Array,
  left: Float64Array,
  stencil: GridStencil,
  inverse: Float64Array,
  rhs: Float64Array,
): void {
  const { ny, nz } = stencil;
  const [layers, rows] = nz > 1 ? [nz, ny] : [ny, 1];
  const inLayer = (layer: number, sweep: (row: number) => void): void => {
    for (let row = layer * rows; row < (layer + 1) * rows; row++) sweep(row);
  };
  const start = (row: number) => startRow(x, stencil, inverse, rhs, row);
  const follow = (row: number) => sweepRow(x, stencil, inverse, rhs, row, 1);
  const finish = (row: number) => leaveRow(left, x, stencil, row);
  for (let layer = 0; layer < layers; layer++) {
    inLayer(layer, start);
    if (layer > 1) inLayer(layer - 1, follow);
    if (layer > 3) inLayer(layer - 2, finish);
  }
  if (layers > 1) inLayer(layers - 1, follow);
  inLayer(0, follow);
  for (let layer = 0; layer < layers; layer++) if (layer < 2 || layer > layers - 3) inLayer(layer, finish);
}

/** Colour 0 of one row, where nothing flows in yet. */
function startRow(x: Float64Array, { nx, ny }: GridStencil, inverse: Float64Array, rhs: Float64Array, r: number): void {
  const row = nx * r;
  const first = (r + Math.floor(r / ny) * (1 - ny)) & 1; // j + k
  for (let i = row; i < row + nx; i++) x[i] = ((i - row) & 1) === first ? rhs[i] * inverse[i] : 0;
}

/** What flows into the cells of colour 0 of one row. */
function leaveRow(
  left: Float64Array,
  x: Float64Array,
  { nx, ny, nz, forwardX, backwardX, forwardY, backwardY, forwardZ, backwardZ }: GridStencil,
  r: number,
): void {
  const plane = nx * ny;
  const k = Math.floor(r / ny);
  const j = r - k * ny;
  const row = nx * r;
  const north = j + 1 < ny ? nx : nx - plane;
  const south = j > 0 ? -nx : plane - nx;
  const up = k + 1 < nz ? plane : plane - plane * nz;
  const down = k > 0 ? -plane : plane * nz - plane;
  left.fill(0, row, row + nx);
  for (let i = row + ((j + k) & 1); i < row + nx; i += 2) {
    let sum = 0;
    if (nx > 1) {
      const east = i + 1 < row + nx ? i + 1 : row;
      const west = i > row ? i - 1 : row + nx - 1;
      sum += backwardX[i] * x[east] + forwardX[west] * x[west];
    }
    if (ny > 1) sum += backwardY[i] * x[i + north] + forwardY[i + south] * x[i + south];
    if (nz > 1) sum += backwardZ[i] * x[i + up] + forwardZ[i + down] * x[i + down];
    left[i] = sum;
  }
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
