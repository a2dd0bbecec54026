/**
 * The loops over a structured grid by what each cell exchanges with its neighbours. Twins of kernels/grid-stencil.ts, with
 * the same bits.
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
  /** How rows are passed over: row-order.ts. */
  readonly order: Int32Array;
}

/**
 * out_i = rhs_i - (hold_i x_i + Σ_faces J): by fluxes and not by a diagonal, so that what leaves one cell enters the next
 * to the last bit.
 *
 * @param hold what multiplies x of the cell itself besides its faces: leak, or leak + V / Δt
 */
export function fillGridResidual(
  out: Float64Array,
  stencil: GridStencil,
  hold: Float64Array,
  rhs: Float64Array,
  x: Float64Array,
): void {
  const { nx, ny, nz } = stencil;
  for (let row = 0; row < ny * nz; row++) {
    fillImageRow(out, stencil, hold, x, row);
    for (let i = nx * row; i < nx * (row + 1); i++) out[i] += rhs[i];
  }
}

/**
 * The next direction of an iteration, x = z + part x, its image, out_i = -(hold_i x_i + Σ_faces J), and dots[0] = x·out.
 *
 * The sum is that of every second cell of all rows, and of the others, in the order of `stencil.order`.
 */
export function fillGridImage(
  out: Float64Array,
  x: Float64Array,
  stencil: GridStencil,
  hold: Float64Array,
  z: Float64Array,
  part: number,
  dots: Float64Array,
): void {
  const { nx, order } = stencil;
  let [even, odd] = [0, 0];
  for (const code of order) {
    const row = Math.floor(code / 3);
    const pass = code - 3 * row;
    if (pass === 0) for (let i = nx * row; i < nx * (row + 1); i++) x[i] = z[i] + part * x[i];
    if (pass !== 1) continue;
    fillImageRow(out, stencil, hold, x, row);
    const end = nx * (row + 1);
    let i = nx * row;
    for (; i + 1 < end; i += 2) {
      even += x[i] * out[i];
      odd += x[i + 1] * out[i + 1];
    }
    if (i < end) even += x[i] * out[i];
  }
  dots[0] = even + odd;
}

/** The image of one row. */
function fillImageRow(
  out: Float64Array,
  { nx, ny, nz, forwardX, backwardX, forwardY, backwardY, forwardZ, backwardZ }: GridStencil,
  hold: Float64Array,
  x: Float64Array,
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
    out[i] = -sum;
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
