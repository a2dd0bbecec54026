/**
 * Cells that an impenetrable wall cuts in two: such a wall may be thinner than they are, and lie inside them.
 *
 * A cell has one concentration, and would pass on what the wall keeps back. Where every line through a cell along an axis is
 * open, closed and open again, or closed at an end, with at least the one through its middle open at both, nothing passes
 * along that axis, and both its faces across it are closed. Walls are seen at points along these lines.
 *
 * @module
 */

import { AXES, type Axis, type GridMesh, type GridPoints, pointsInCells } from "#mesh/grid-mesh.ts";

/** Points along a line, and lines on each other axis. */
const POINTS = 33;
const LINES = [0, 1, 16, 8];
/** Lines begin and end just inside the cell, since edges of media may lie on faces [half-widths]. */
const END = 0.999999;

/** For each cell a bit 1 << axis for every axis along which a wall inside it lets nothing pass; undefined if there is none. */
export function sealedCells(
  mesh: GridMesh,
  isOpenAt: (points: GridPoints, length: number) => Uint8Array,
): Uint8Array | undefined {
  const dimensions = mesh.names.length;
  const sealed = new Uint8Array(mesh.size);
  let count = 0;
  for (const axis of AXES.slice(0, dimensions)) {
    for (const cell of interrupted(mesh, axis, isOpenAt)) {
      if (!isBlocked(mesh, cell, axis, isOpenAt)) continue;
      sealed[cell] |= 1 << axis;
      count++;
    }
  }
  return count > 0 ? sealed : undefined;
}

const offsetOf = (point: number): number => END * ((2 * point) / (POINTS - 1) - 1);

/** Cells whose middle line along an axis is open, closed and open again. */
function interrupted(
  mesh: GridMesh,
  axis: Axis,
  isOpenAt: (points: GridPoints, length: number) => Uint8Array,
): readonly number[] {
  const first = new Uint8Array(mesh.size);
  const closes = new Uint8Array(mesh.size);
  let last: Uint8Array = first;
  for (let point = 0; point < POINTS; point++) {
    const at: [number, number, number] = [0, 0, 0];
    at[axis] = offsetOf(point);
    last = isOpenAt(pointsInCells(mesh, at), mesh.size);
    if (point === 0) first.set(last);
    for (let i = 0; i < mesh.size; i++) if (last[i] === 0) closes[i] = 1;
  }
  return Array.from(closes, (_, i) => i).filter((i) => first[i] === 1 && closes[i] === 1 && last[i] === 1);
}

/** Whether every line through a cell along an axis meets a closed point. */
function isBlocked(
  mesh: GridMesh,
  cell: number,
  axis: Axis,
  isOpenAt: (points: GridPoints, length: number) => Uint8Array,
): boolean {
  const dimensions = mesh.names.length;
  const lines = LINES[dimensions];
  const across = AXES.slice(0, dimensions).filter((other) => other !== axis);
  const all = across.reduce<number>((product) => product * lines, 1);
  const length = all * POINTS;
  const [nx, ny] = mesh.shape.cells;
  const index = [cell % nx, Math.floor(cell / nx) % ny, Math.floor(cell / (nx * ny))];
  const points = new Map<string, Float64Array>();
  for (const [other, name] of mesh.names.entries()) {
    const rank = across.indexOf(other as Axis);
    const values = Float64Array.from({ length }, (_, k) => {
      const line = Math.floor(k / POINTS);
      const place = rank === 0 ? line % lines : Math.floor(line / lines);
      const offset = rank < 0 ? offsetOf(k % POINTS) : END * ((2 * place) / (lines - 1) - 1);
      return mesh.center[other as Axis][index[other]] + 0.5 * mesh.width[other as Axis] * offset;
    });
    points.set(name, values);
  }
  const open = isOpenAt(points, length);
  for (let line = 0; line < all; line++)
    if (open.subarray(line * POINTS, (line + 1) * POINTS).every((one) => one === 1)) return false;
  return true;
}
