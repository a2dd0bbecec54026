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

/** Cells joined so far; faces as a list of neighbours with conductances, row after row. */
interface Coarseness {
  readonly size: number;
  /** Open cells in each [1]. */
  readonly weight: Float64Array;
  readonly rowStart: Int32Array;
  readonly neighbour: Int32Array;
  /** [1/L²] */
  readonly conductance: Float64Array;
  /** Σ conductance of a row. */
  readonly total: Float64Array;
  /** Cell of the next coarser grid that each belongs to. */
  readonly parent: Int32Array;
  readonly x: Float64Array;
  readonly b: Float64Array;
}

/** A grid with all that are coarser. */
export type HelmholtzGrids = readonly Coarseness[];

const SWEEPS = 2;
const COARSEST = 16;

/** The grids for a grid. */
export function makeHelmholtzGrids(grid: PhaseGrid): HelmholtzGrids {
  const { up, down } = neighbourTables(grid);
  const size = cellCount(grid);
  const faces: Map<number, number>[] = Array.from({ length: size }, () => new Map());
  for (let a = 0; a < up.length; a++) {
    const conductance = 1 / (grid.axes[a].spacing * grid.axes[a].spacing);
    for (let p = 0; p < size; p++)
      for (const q of [up[a][p], down[a][p]]) if (q !== p) faces[p].set(q, (faces[p].get(q) ?? 0) + conductance);
  }
  const grids: Coarseness[] = [];
  let counts = grid.axes.map(({ cells }) => cells);
  let weight = Float64Array.from({ length: size }, (_, p) => (grid.open ? grid.open[p] : 1));
  let rows = faces;
  for (;;) {
    const fine = counts;
    counts = counts.map((cells) => Math.ceil(cells / 2));
    const parent = Int32Array.from({ length: rows.length }, (_, p) => parentOf(p, fine, counts));
    grids.push(coarseness(weight, rows, parent));
    if (rows.length <= COARSEST || counts.every((cells, a) => cells === fine[a])) return grids;
    [weight, rows] = joined(
      weight,
      rows,
      parent,
      counts.reduce((product, cells) => product * cells, 1),
    );
  }
}

function parentOf(p: number, fine: readonly number[], coarse: readonly number[]): number {
  let rest = p;
  let place = 0;
  let stride = 1;
  for (let a = 0; a < fine.length; a++) {
    place += Math.floor((rest % fine[a]) / 2) * stride;
    rest = Math.floor(rest / fine[a]);
    stride *= coarse[a];
  }
  return place;
}

function joined(
  weight: Float64Array,
  rows: readonly Map<number, number>[],
  parent: Int32Array,
  size: number,
): [Float64Array<ArrayBuffer>, Map<number, number>[]] {
  const sums = new Float64Array(size);
  const faces: Map<number, number>[] = Array.from({ length: size }, () => new Map());
  for (let p = 0; p < rows.length; p++) {
    const i = parent[p];
    sums[i] += weight[p];
    for (const [q, conductance] of rows[p])
      if (parent[q] !== i) faces[i].set(parent[q], (faces[i].get(parent[q]) ?? 0) + conductance / 2);
  }
  return [sums, faces];
}

function coarseness(weight: Float64Array, rows: readonly Map<number, number>[], parent: Int32Array): Coarseness {
  const size = rows.length;
  const entries = rows.map((row) => [...row]);
  const rowStart = new Int32Array(size + 1);
  for (let p = 0; p < size; p++) rowStart[p + 1] = rowStart[p] + entries[p].length;
  return {
    size,
    weight,
    rowStart,
    neighbour: Int32Array.from(entries.flatMap((row) => row.map(([q]) => q))),
    conductance: Float64Array.from(entries.flatMap((row) => row.map(([, g]) => g))),
    total: Float64Array.from(entries, (row) => row.reduce((sum, [, g]) => sum + g, 0)),
    parent,
    x: new Float64Array(size),
    b: new Float64Array(size),
  };
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
    for (let sweep = 0; sweep < 4 * SWEEPS; sweep++) relax(fine, tau, sweep % 2 === 0);
    return;
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) relax(fine, tau, true);
  coarse.b.fill(0);
  coarse.x.fill(0);
  const { size, weight, rowStart, neighbour, conductance, total, parent, x, b } = fine;
  for (let p = 0; p < size; p++) {
    let flux = 0;
    for (let e = rowStart[p]; e < rowStart[p + 1]; e++) flux += conductance[e] * x[neighbour[e]];
    coarse.b[parent[p]] += b[p] - weight[p] * x[p] - tau * (total[p] * x[p] - flux);
  }
  cycle(grids, at + 1, tau);
  for (let p = 0; p < size; p++) x[p] += coarse.x[parent[p]];
  for (let sweep = 0; sweep < SWEEPS; sweep++) relax(fine, tau, false);
}

function relax(grid: Coarseness, tau: number, forwards: boolean): void {
  const { size, weight, rowStart, neighbour, conductance, total, x, b } = grid;
  for (let i = 0; i < size; i++) {
    const p = forwards ? i : size - 1 - i;
    if (weight[p] === 0) continue;
    let flux = 0;
    for (let e = rowStart[p]; e < rowStart[p + 1]; e++) flux += conductance[e] * x[neighbour[e]];
    x[p] = (b[p] + tau * flux) / (weight[p] + tau * total[p]);
  }
}
