/**
 * The loops over a structured grid: what a cell exchanges with its neighbours, and one sweep of red-black Gauss-Seidel.
 * Twins of kernels/grid-stencil.ts, with the same bits.
 *
 * @module
 */

/** Conductances of a grid as the loops take them: see face-operator.ts for where a face lies. */
export interface GridStencil {
  readonly nx: number;
  readonly ny: number;
  readonly nz: number;
  readonly forwardX: Float64Array;
  readonly backwardX: Float64Array;
  readonly forwardY: Float64Array;
  readonly backwardY: Float64Array;
  readonly forwardZ: Float64Array;
  readonly backwardZ: Float64Array;
}

/**
 * out_i = rhs_i - (hold_i x_i + Σ_faces J): by fluxes and not by a diagonal, so that what leaves one cell enters the next
 * to the last bit.
 *
 * @param hold what multiplies x of the cell itself besides its faces: leak, or leak + V / Δt
 */
export function fillGridResidual(
  out: Float64Array,
  { nx, ny, nz, forwardX, backwardX, forwardY, backwardY, forwardZ, backwardZ }: GridStencil,
  hold: Float64Array,
  rhs: Float64Array,
  x: Float64Array,
): void {
  const plane = nx * ny;
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++) {
      const row = nx * (j + ny * k);
      const north = (j + 1 < ny ? nx : nx - plane) as number;
      const south = j > 0 ? -nx : plane - nx;
      const up = k + 1 < nz ? plane : plane - plane * nz;
      const down = k > 0 ? -plane : plane * nz - plane;
      for (let i = row; i < row + nx; i++) {
        const own = x[i];
        let sum = hold[i] * own;
        if (nx > 1) {
          const east = i + 1 < row + nx ? i + 1 : row;
          const west = i > row ? i - 1 : row + nx - 1;
          sum += forwardX[i] * own - backwardX[i] * x[east] - (forwardX[west] * x[west] - backwardX[west] * own);
        }
        if (ny > 1) {
          const s = i + south;
          sum += forwardY[i] * own - backwardY[i] * x[i + north] - (forwardY[s] * x[s] - backwardY[s] * own);
        }
        if (nz > 1) {
          const d = i + down;
          sum += forwardZ[i] * own - backwardZ[i] * x[i + up] - (forwardZ[d] * x[d] - backwardZ[d] * own);
        }
        out[i] = rhs[i] - sum;
      }
    }
}

/** Sum of the conductances by which each cell is left: the diagonal without `hold`. */
export function fillGridDiagonal(
  out: Float64Array,
  { nx, ny, nz, forwardX, backwardX, forwardY, backwardY, forwardZ, backwardZ }: GridStencil,
): void {
  const plane = nx * ny;
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++) {
      const row = nx * (j + ny * k);
      const south = j > 0 ? -nx : plane - nx;
      const down = k > 0 ? -plane : plane * nz - plane;
      for (let i = row; i < row + nx; i++) {
        let sum = 0;
        if (nx > 1) sum += forwardX[i] + backwardX[i > row ? i - 1 : row + nx - 1];
        if (ny > 1) sum += forwardY[i] + backwardY[i + south];
        if (nz > 1) sum += forwardZ[i] + backwardZ[i + down];
        out[i] = sum;
      }
    }
}

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
