/**
 * What the concentrations in the cells of a grid say: flows over sides and faces, the concentration at any point.
 *
 * @module
 */

import type { GridNetwork, GridSide } from "#generator/grid-network.ts";
import { strideOf } from "#generator/grid-network.ts";
import { AXES, type Axis } from "#mesh/grid-mesh.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";

/** Net flow out of the grid through a side [mol s^-1]. */
export function outflow({ cells, conductance, given }: GridSide, c: ReadonlyFloat64Array): number {
  let flow = 0;
  for (let k = 0; k < cells.length; k++) flow += conductance[k] * c[cells[k]] - given[k];
  return flow;
}

/** Amount in the cells, or in those of one medium [mol, per length of a rectangle; or probability]. */
export function amountIn({ mesh, media }: GridNetwork, c: ReadonlyFloat64Array, medium?: number): number {
  let sum = 0;
  for (let i = 0; i < mesh.size; i++) if (medium === undefined || media.of[i] === medium) sum += mesh.volume[i] * c[i];
  return sum;
}

/** The cell in which a point lies; the one before where it lies on a face. */
export function cellAt({ mesh }: GridNetwork, at: readonly number[]): number {
  let cell = 0;
  for (const axis of AXES.slice(0, mesh.names.length)) {
    const n = mesh.shape.cells[axis];
    const place = Math.ceil((at[axis] - mesh.edge[axis][0]) / mesh.width[axis] - 1e-9) - 1;
    cell += strideOf(mesh.shape.cells, axis) * Math.min(Math.max(place, 0), n - 1);
  }
  return cell;
}

/** Net flow over the face before or after a cell along an axis, in the direction of the axis [mol s^-1]. */
export function faceFlow(
  network: GridNetwork,
  c: ReadonlyFloat64Array,
  cell: number,
  axis: Axis,
  isAfter: boolean,
): number {
  const { operator, mesh, sides } = network;
  const { cells, periodic } = mesh.shape;
  const n = cells[axis];
  const stride = strideOf(cells, axis);
  const index = Math.floor(cell / stride) % n;
  const isOuter = index === (isAfter ? n - 1 : 0);
  if (isOuter && !periodic[axis]) {
    const side = sides.find(({ side }) => side === SIDES[axis][isAfter ? 1 : 0]);
    const k = side?.cells.indexOf(cell) ?? -1;
    if (side === undefined || k < 0) return 0;
    return (isAfter ? 1 : -1) * (side.conductance[k] * c[cell] - side.given[k]);
  }
  if (operator.forward[axis].length === 0) return 0;
  const before = isAfter ? cell : isOuter ? cell + stride * (n - 1) : cell - stride;
  const after = isAfter ? (isOuter ? cell - stride * (n - 1) : cell + stride) : cell;
  return operator.forward[axis][before] * c[before] - operator.backward[axis][before] * c[after];
}

const SIDES = [
  ["left", "right"],
  ["bottom", "top"],
  ["front", "back"],
] as const;

/**
 * Concentration at a point of a cell: linear between its centre and its faces along each axis, and bilinear where the
 * neighbours are of the same medium [mol m^-3].
 */
export function concentrationInCell(
  network: GridNetwork,
  c: ReadonlyFloat64Array,
  cell: number,
  at: readonly number[],
): number {
  const { mesh, media } = network;
  const axes = AXES.slice(0, mesh.names.length);
  const { cells } = mesh.shape;
  const shares = axes.map((axis) => {
    const index = Math.floor(cell / strideOf(cells, axis)) % cells[axis];
    return (at[axis] - mesh.center[axis][index]) / (0.5 * mesh.width[axis]);
  });
  let value = c[cell];
  for (const axis of axes) {
    const rise = riseToFace(network, c, cell, axis, shares[axis] > 0);
    value += Math.abs(shares[axis]) * rise;
    for (const other of axes.slice(axis + 1)) {
      const neighbour = neighbourOf(network, cell, other, shares[other] > 0);
      if (neighbour === undefined || media.of[neighbour] !== media.of[cell]) continue;
      const beside = riseToFace(network, c, neighbour, axis, shares[axis] > 0);
      value += 0.5 * Math.abs(shares[axis] * shares[other]) * (beside - rise);
    }
  }
  return value;
}

/** By how much the concentration just inside a face of a cell exceeds that at its centre [mol m^-3]. */
function riseToFace(network: GridNetwork, c: ReadonlyFloat64Array, cell: number, axis: Axis, isAfter: boolean): number {
  const half = isAfter ? network.halves[axis].after(cell) : network.halves[axis].before(cell);
  if (half.backward === 0) return 0;
  const out = (isAfter ? 1 : -1) * faceFlow(network, c, cell, axis, isAfter);
  return (half.forward * c[cell] - out) / half.backward - c[cell];
}

/** The cell beyond a face; undefined at a side. */
function neighbourOf({ mesh }: GridNetwork, cell: number, axis: Axis, isAfter: boolean): number | undefined {
  const { cells, periodic } = mesh.shape;
  const n = cells[axis];
  const stride = strideOf(cells, axis);
  const index = (Math.floor(cell / stride) % n) + (isAfter ? 1 : -1);
  if (index >= 0 && index < n) return cell + (isAfter ? stride : -stride);
  return periodic[axis] ? cell + (isAfter ? -1 : 1) * stride * (n - 1) : undefined;
}
