/**
 * Differences on a grid: the Laplacian L = ∇·∇ and the divergence ∇·(m ∇x) of a flux with a coefficient at cells.
 *
 *     (L x)_i         = Σ_faces (x_j - x_i) / h²
 *     (∇·m∇x)_i       = Σ_faces (m_i + m_j)/2 (x_j - x_i) / h²
 *
 * Symmetric and of zero row sum whatever the ends: what leaves a cell enters its neighbour. Both are of second order. The
 * Laplacian of fourth order is -Gᵀ G of the staggered difference (x_{i-1} - 27 x_i + 27 x_{i+1} - x_{i+2}) / (24 h), so
 * it is symmetric as well, and walls are mirrors.
 *
 * @module
 */

import { cellBeyond, cellCount, type PhaseGrid } from "./phase-grid.ts";

/** Weights of the neighbours 1, 2, ... cells on, times h²; the weight of the cell itself is -2 times their sum. */
export const LAPLACIAN_WEIGHTS: Readonly<Record<2 | 4, readonly number[]>> = {
  2: [1],
  4: [783 / 576, -54 / 576, 1 / 576],
};

/** What a solver needs to know of differences on a grid; closed cells always get 0. */
export interface DifferenceOperators {
  /** out = L x. */
  fillLaplacian(out: Float64Array, x: Float64Array): void;
  /** out = ∇·(m ∇x), m at cells; of second order. */
  fillDivergence(out: Float64Array, m: Float64Array, x: Float64Array): void;
}

/** The operators of a grid. */
export function differenceOperators(grid: PhaseGrid, order: 2 | 4 = 2): DifferenceOperators {
  return grid.open ? throughTables(grid) : alongAxes(grid, order);
}

/** Where along an axis, as a jump from each of its cells: `jumps[d - 1]` is of d cells up, or down. */
interface Sweep {
  readonly cells: number;
  readonly stride: number;
  readonly weights: readonly number[];
  readonly up: readonly Int32Array[];
  readonly down: readonly Int32Array[];
}

function alongAxes(grid: PhaseGrid, order: 2 | 4): DifferenceOperators {
  const size = cellCount(grid);
  let stride = 1;
  const sweeps = grid.axes.map((axis): Sweep => {
    const { cells, spacing } = axis;
    const jump = (d: number) => Int32Array.from({ length: cells }, (_, j) => (cellBeyond(axis, j, d) - j) * at);
    const at = stride;
    stride *= cells;
    const weights = LAPLACIAN_WEIGHTS[order].map((weight) => weight / (spacing * spacing));
    return {
      cells,
      stride: at,
      weights,
      up: weights.map((_, i) => jump(i + 1)),
      down: weights.map((_, i) => jump(-i - 1)),
    };
  });
  const addAlong = order === 2 ? addSecondOrder : addFourthOrder;
  return {
    fillLaplacian(out, x) {
      out.fill(0);
      for (const sweep of sweeps) addAlong(out, x, sweep, size);
    },
    fillDivergence(out, m, x) {
      out.fill(0);
      for (const sweep of sweeps) addDivergence(out, m, x, sweep, size);
    },
  };
}

/** Where the stretch of cells ends that starts at place j of an axis and has all neighbours the same jumps away. */
function stretchEnd(cells: number, edge: number, j: number): number {
  return j < edge || j >= cells - edge ? j + 1 : cells - edge;
}

function addSecondOrder(out: Float64Array, x: Float64Array, sweep: Sweep, size: number): void {
  const { cells, stride, weights, up, down } = sweep;
  const [weight] = weights;
  const [ups] = up;
  const [downs] = down;
  for (let first = 0; first < size; first += stride * cells)
    for (let j = 0; j < cells; ) {
      const next = stretchEnd(cells, 1, j);
      const u = ups[j];
      const d = downs[j];
      const end = first + next * stride;
      for (let p = first + j * stride; p < end; p++) out[p] += weight * (x[p + u] - x[p] + (x[p + d] - x[p]));
      j = next;
    }
}

function addFourthOrder(out: Float64Array, x: Float64Array, sweep: Sweep, size: number): void {
  const { cells, stride, weights, up, down } = sweep;
  const [w1, w2, w3] = weights;
  for (let first = 0; first < size; first += stride * cells)
    for (let j = 0; j < cells; ) {
      const next = stretchEnd(cells, 3, j);
      const [u1, u2, u3] = [up[0][j], up[1][j], up[2][j]];
      const [d1, d2, d3] = [down[0][j], down[1][j], down[2][j]];
      const end = first + next * stride;
      for (let p = first + j * stride; p < end; p++) {
        const c = x[p];
        out[p] +=
          w1 * (x[p + u1] - c + (x[p + d1] - c)) +
          w2 * (x[p + u2] - c + (x[p + d2] - c)) +
          w3 * (x[p + u3] - c + (x[p + d3] - c));
      }
      j = next;
    }
}

function addDivergence(out: Float64Array, m: Float64Array, x: Float64Array, sweep: Sweep, size: number): void {
  const { cells, stride, weights, up, down } = sweep;
  const half = weights[0] / 2;
  const [ups] = up;
  const [downs] = down;
  for (let first = 0; first < size; first += stride * cells)
    for (let j = 0; j < cells; ) {
      const next = stretchEnd(cells, 1, j);
      const u = ups[j];
      const d = downs[j];
      const end = first + next * stride;
      for (let p = first + j * stride; p < end; p++)
        out[p] += half * ((m[p] + m[p + u]) * (x[p + u] - x[p]) + (m[p] + m[p + d]) * (x[p + d] - x[p]));
      j = next;
    }
}

/** Neighbours of each cell along each axis, up and down; the cell itself where there is a wall. */
export function neighbourTables(grid: PhaseGrid): { readonly up: Int32Array[]; readonly down: Int32Array[] } {
  const size = cellCount(grid);
  const { open } = grid;
  let stride = 1;
  const tables = grid.axes.map((axis) => {
    const at = stride;
    stride *= axis.cells;
    const towards = (d: 1 | -1) =>
      Int32Array.from({ length: size }, (_, p) => {
        const j = Math.floor(p / at) % axis.cells;
        const q = p + (cellBeyond(axis, j, d) - j) * at;
        return open && !(open[p] && open[q]) ? p : q;
      });
    return { up: towards(1), down: towards(-1) };
  });
  return { up: tables.map(({ up }) => up), down: tables.map(({ down }) => down) };
}

function throughTables(grid: PhaseGrid): DifferenceOperators {
  const { up, down } = neighbourTables(grid);
  const weights = grid.axes.map(({ spacing }) => 1 / (spacing * spacing));
  return {
    fillLaplacian(out, x) {
      out.fill(0);
      for (let a = 0; a < up.length; a++) {
        const [u, d, weight] = [up[a], down[a], weights[a]];
        for (let p = 0; p < out.length; p++) out[p] += weight * (x[u[p]] - x[p] + (x[d[p]] - x[p]));
      }
    },
    fillDivergence(out, m, x) {
      out.fill(0);
      for (let a = 0; a < up.length; a++) {
        const [u, d, half] = [up[a], down[a], weights[a] / 2];
        for (let p = 0; p < out.length; p++) {
          const [i, j] = [u[p], d[p]];
          out[p] += half * ((m[p] + m[i]) * (x[i] - x[p]) + (m[p] + m[j]) * (x[j] - x[p]));
        }
      }
    },
  };
}
