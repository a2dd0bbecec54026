/**
 * One V-cycle for (1 - τ L) x = b on a grid with closed cells: what Krylov methods need of it, at a cost of a few sweeps.
 *
 * Each coarser grid joins two cells along every axis; a coarse cell weighs as many open cells as it holds, and the
 * conductance between two coarse cells is half the sum of those between their cells, the distance being twice as
 * large. Gauss-Seidel forwards before and backwards after, so that the cycle is symmetric.
 *
 * @module
 */

import { neighbourTables } from "./difference-operators.ts";
import { cellCount, type PhaseGrid } from "./phase-grid.ts";

/** Cells joined so far, with what they exchange with their neighbours. */
interface Coarseness {
  readonly size: number;
  /** Open cells in each [1]. */
  readonly weight: Float64Array;
  /** Neighbours of cell p from p `slots` on, then -1. */
  readonly slots: number;
  readonly neighbour: Int32Array;
  /** What is exchanged with each of them [1/L²]. */
  readonly conductance: Float64Array;
  /** Σ conductance of a cell [1/L²]. */
  readonly total: Float64Array;
  /** Cell of the next coarser grid that each belongs to. */
  readonly parent: Int32Array;
  readonly x: Float64Array;
  readonly b: Float64Array;
}

/** A grid with all that are coarser. */
export type HelmholtzGrids = readonly Coarseness[];

const SWEEPS = 2;

/** The grids for a grid. */
export function makeHelmholtzGrids(grid: PhaseGrid): HelmholtzGrids {
  const { up, down } = neighbourTables(grid);
  let counts = grid.axes.map(({ cells }) => cells);
  const weight = Float64Array.from({ length: cellCount(grid) }, (_, p) => (grid.open ? grid.open[p] : 1));
  let cells = withoutNeighbours(weight, 2 * up.length, counts);
  for (let a = 0; a < up.length; a++) {
    const conductance = 1 / (grid.axes[a].spacing * grid.axes[a].spacing);
    for (let p = 0; p < cells.size; p++) {
      addNeighbour(cells, p, up[a][p], conductance);
      addNeighbour(cells, p, down[a][p], conductance);
    }
  }
  const grids = [cells];
  while (cells.size > 1) {
    counts = counts.map(half);
    cells = joined(cells, counts);
    grids.push(cells);
  }
  return grids;
}

const half = (cells: number): number => Math.ceil(cells / 2);

function withoutNeighbours(weight: Float64Array, slots: number, counts: readonly number[]): Coarseness {
  const size = weight.length;
  return {
    size,
    weight,
    slots,
    neighbour: new Int32Array(size * slots).fill(-1),
    conductance: new Float64Array(size * slots),
    total: new Float64Array(size),
    parent: Int32Array.from({ length: size }, (_, p) => parentOf(p, counts)),
    x: new Float64Array(size),
    b: new Float64Array(size),
  };
}

/** Cell of the grid twice as coarse that cell p of a grid of so many cells belongs to. */
function parentOf(p: number, counts: readonly number[]): number {
  let rest = p;
  let place = 0;
  let stride = 1;
  for (const count of counts) {
    place += Math.floor((rest % count) / 2) * stride;
    rest = Math.floor(rest / count);
    stride *= half(count);
  }
  return place;
}

function addNeighbour({ slots, neighbour, conductance, total }: Coarseness, p: number, q: number, more: number): void {
  if (p === q) return;
  let e = p * slots;
  while (neighbour[e] >= 0 && neighbour[e] !== q) e++;
  neighbour[e] = q;
  conductance[e] += more;
  total[p] += more;
}

function joined(
  { size, weight, slots, neighbour, conductance, parent }: Coarseness,
  counts: readonly number[],
): Coarseness {
  const sums = new Float64Array(counts.reduce((product, count) => product * count, 1));
  for (let p = 0; p < size; p++) sums[parent[p]] += weight[p];
  const cells = withoutNeighbours(sums, slots, counts);
  for (let p = 0; p < size; p++)
    for (let e = p * slots; e < (p + 1) * slots && neighbour[e] >= 0; e++)
      addNeighbour(cells, parent[p], parent[neighbour[e]], conductance[e] / 2);
  return cells;
}

/** Replaces the right side by about (1 - τ L)^-1 of it: a fixed linear map. Closed cells keep what they hold. */
export function cycleHelmholtz(grids: HelmholtzGrids, tau: number, field: Float64Array): void {
  const [finest] = grids;
  finest.b.set(field);
  finest.x.fill(0);
  cycle(grids, 0, tau);
  for (let p = 0; p < finest.size; p++) if (finest.weight[p] > 0) field[p] = finest.x[p];
}

function cycle(grids: HelmholtzGrids, at: number, tau: number): void {
  const fine = grids[at];
  const coarse = grids[at + 1];
  if (coarse === undefined) {
    relax(fine, tau, true); // one cell: exact
    return;
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) relax(fine, tau, true);
  coarse.b.fill(0);
  coarse.x.fill(0);
  const { size, weight, total, parent, x, b } = fine;
  for (let p = 0; p < size; p++)
    coarse.b[parent[p]] += b[p] - weight[p] * x[p] - tau * (total[p] * x[p] - inflow(fine, p));
  cycle(grids, at + 1, tau);
  for (let p = 0; p < size; p++) x[p] += coarse.x[parent[p]];
  for (let sweep = 0; sweep < SWEEPS; sweep++) relax(fine, tau, false);
}

function relax(grid: Coarseness, tau: number, forwards: boolean): void {
  const { size, weight, total, x, b } = grid;
  for (let i = 0; i < size; i++) {
    const p = forwards ? i : size - 1 - i;
    if (weight[p] > 0) x[p] = (b[p] + tau * inflow(grid, p)) / (weight[p] + tau * total[p]);
  }
}

/** Σ conductance times x over the neighbours of a cell. */
function inflow({ slots, neighbour, conductance, x }: Coarseness, p: number): number {
  let sum = 0;
  for (let e = p * slots; e < (p + 1) * slots && neighbour[e] >= 0; e++) sum += conductance[e] * x[neighbour[e]];
  return sum;
}
