/**
 * The hops of a grid without its smallest cells, which are left so fast that a walker is never long in them.
 *
 * Each is taken out as a node of a network of conductances, g_ij += g_is g_sj / Σ g, which leaves every steady flow between
 * the others as it was; its volume goes to its neighbours in the proportion of the conductances, so that the equilibrium holds
 * as much as before. Displacements of hops are kept: a hop over a cell that is gone is as long as the two were. A cell from
 * which a hop leads round a periodic axis to itself stays.
 *
 * @module
 */

import { AXES, type Axis } from "#mesh/grid-mesh.ts";
import { type GridNetwork, strideOf } from "./grid-network.ts";

/** A hop to another cell, and by how many cells it leads round each periodic axis. */
export interface LumpedHop {
  readonly cell: number;
  /** Times that the hop crosses the joint of each axis, with its sign. */
  readonly turns: readonly number[];
  readonly conductance: number;
}

export interface LumpedHops {
  /** Cells that are left. */
  readonly cells: readonly number[];
  /** V e^{-u} of each cell of the grid, 0 for those that are gone. */
  readonly capacity: Float64Array;
  /** Hops of each cell of the grid; conductances in activity [m^3 s^-1]. */
  readonly hops: readonly (readonly LumpedHop[])[];
}

/** The hops between cells of at least this share of the largest capacity. The network has neither drift nor open sides. */
export function lumpedHops({ mesh, operator, weight, media }: GridNetwork, least: number): LumpedHops {
  const capacity = weight.map((w, i) => (media.isOpen[i] ? w * mesh.volume[i] : 0));
  const largest = capacity.reduce((most, value) => Math.max(most, value), 0);
  const hops: Map<string, LumpedHop>[] = Array.from({ length: mesh.size }, () => new Map());
  const link = (from: number, cell: number, turns: readonly number[], conductance: number): void => {
    // back where it was, without having gone round: no hop
    if (conductance === 0 || (from === cell && turns.every((n) => n === 0))) return;
    const key = `${cell} ${turns.join(" ")}`;
    const before = hops[from].get(key)?.conductance ?? 0;
    hops[from].set(key, { cell, turns, conductance: before + conductance });
  };
  for (const axis of AXES.slice(0, mesh.names.length)) {
    const n = mesh.shape.cells[axis];
    const stride = strideOf(mesh.shape.cells, axis);
    const there = operator.forward[axis];
    for (let i = 0; i < there.length; i++) {
      if (there[i] === 0) continue;
      const isLast = Math.floor(i / stride) % n === n - 1;
      const j = isLast ? i - stride * (n - 1) : i + stride;
      const g = there[i] * weight[i];
      link(i, j, turnsOf(axis, isLast ? 1 : 0, mesh.names.length), g);
      link(j, i, turnsOf(axis, isLast ? -1 : 0, mesh.names.length), g);
    }
  }
  for (let s = 0; s < mesh.size; s++) {
    if (capacity[s] === 0 || capacity[s] >= least * largest) continue;
    const out = [...hops[s].values()];
    // what goes round a periodic axis from the cell to itself is a flow of its own, which would be lost with it
    if (out.some(({ cell }) => cell === s)) continue;
    if (out.length === 0) {
      capacity[s] = 0;
      continue;
    }
    const total = out.reduce((sum, { conductance }) => sum + conductance, 0);
    for (const a of out) {
      const back = a.turns.map((n) => -n);
      hops[a.cell].delete(`${s} ${back.join(" ")}`);
      capacity[a.cell] += (capacity[s] * a.conductance) / total;
      for (const b of out)
        link(
          a.cell,
          b.cell,
          b.turns.map((n, axis) => n + back[axis]),
          (a.conductance * b.conductance) / total,
        );
    }
    capacity[s] = 0;
    hops[s].clear();
  }
  const cells = Array.from({ length: mesh.size }, (_, i) => i).filter((i) => capacity[i] > 0);
  return { cells, capacity, hops: hops.map((own) => [...own.values()]) };
}

function turnsOf(axis: Axis, turns: number, axes: number): readonly number[] {
  return Array.from({ length: axes }, (_, a) => (a === axis ? turns : 0));
}
