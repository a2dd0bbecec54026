/**
 * A grid as a Markov process: where a walker in each cell may hop, and how fast.
 *
 *     k(i→j) = conductance / V_i     [s^-1]
 *
 * @module
 */

import { AXES } from "#mesh/grid-mesh.ts";
import { type GridNetwork, strideOf } from "./grid-network.ts";

/** Hops of each cell, one row after another; a cell that the species cannot enter has none. */
export interface GridHops {
  readonly size: number;
  /** Where the row of each cell begins; one more entry than there are cells. */
  readonly start: Int32Array;
  readonly target: Int32Array;
  /** [s^-1] */
  readonly rate: Float64Array;
  /** Axis along which each hop goes, and whether it goes ahead (1) or back (-1). */
  readonly axis: Uint8Array;
  readonly sense: Int8Array;
  /** Rate of leaving through a side or by decay [s^-1]. */
  readonly leaving: Float64Array;
  /** Σ of all rates of a cell [s^-1]. */
  readonly total: Float64Array;
}

/** The hops of a network. */
export function gridHops({ mesh, operator }: GridNetwork): GridHops {
  const { size } = mesh;
  const most = 2 * mesh.names.length;
  const [start, target, rate] = [new Int32Array(size + 1), new Int32Array(most * size), new Float64Array(most * size)];
  const [axes, senses] = [new Uint8Array(most * size), new Int8Array(most * size)];
  const leaving = new Float64Array(size);
  const total = new Float64Array(size);
  let used = 0;
  for (let i = 0; i < size; i++) {
    start[i] = used;
    leaving[i] = operator.leak[i] / mesh.volume[i];
    total[i] = leaving[i];
    for (const axis of AXES) {
      const n = mesh.shape.cells[axis];
      const stride = strideOf(mesh.shape.cells, axis);
      if (operator.forward[axis].length === 0) continue;
      const index = Math.floor(i / stride) % n;
      const before = index === 0 ? i + stride * (n - 1) : i - stride;
      const after = index === n - 1 ? i - stride * (n - 1) : i + stride;
      const hop = (to: number, conductance: number, sense: number): void => {
        if (conductance === 0) return;
        target[used] = to;
        rate[used] = conductance / mesh.volume[i];
        axes[used] = axis;
        senses[used] = sense;
        total[i] += rate[used];
        used++;
      };
      hop(before, operator.backward[axis][before], -1);
      hop(after, operator.forward[axis][i], 1);
    }
  }
  start[size] = used;
  const kept = <T extends { slice(from: number, to: number): T }>(all: T): T => all.slice(0, used);
  return {
    size,
    start,
    target: kept(target),
    rate: kept(rate),
    axis: kept(axes),
    sense: kept(senses),
    leaving,
    total,
  };
}

/** The largest rate at which a cell is left [s^-1]. */
export function fastestHop({ total }: GridHops): number {
  return total.reduce((fastest, rate) => Math.max(fastest, rate), 0);
}
