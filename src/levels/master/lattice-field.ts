/**
 * Probabilities on the sites of a lattice, and one step of the master equation on them.
 *
 *     P_i(n+1) = stay P_i + Σ_axes [ f P_{i - e} + b P_{i + e} ]
 *
 * A frame is a block of sites with a border of zeros; a field is an array on it with the window outside of which it is
 * zero. The window grows by one site a step on each side, and shrinks where its edge holds nothing. Values below a
 * floor are set to zero, so that no time is lost in subnormal numbers: the floor is 1e-290 on a line and 1e-40 in two
 * and three dimensions, far below what any sum can see. In a box the move that would leave is not made.
 *
 * @module
 */

import { sumOf } from "#numerics/compensated-sum.ts";

/** A block of lattice sites; x is the fastest index, and there is a border of one site on every side in use. */
export interface LatticeFrame {
  readonly dimensions: 1 | 2 | 3;
  /** Sites along each axis, the border included (1 along an axis that is not there). */
  readonly size: readonly [number, number, number];
  /** Index of the start along each axis. */
  readonly origin: readonly [number, number, number];
  /** Whether the first and last site along x are walls (in one dimension only). */
  readonly walls: boolean;
  /** Smallest probability that is kept [1]. */
  readonly floor: number;
}

/** Probabilities on a frame. Outside of the window, first .. last site along each axis, all are zero. */
export interface LatticeField {
  readonly values: Float64Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/** The probabilities of one step: forward and backward along x (the same on every axis in more dimensions), and to stay. */
export interface StepProbabilities {
  readonly forward: number;
  readonly backward: number;
  readonly stay: number;
}

/** The number of values in a frame. */
export function valuesIn({ size }: Pick<LatticeFrame, "size">): number {
  return size[0] * size[1] * size[2];
}

/** A field that is zero everywhere; its window is the start alone. */
export function emptyField(frame: LatticeFrame): LatticeField {
  return {
    values: new Float64Array(valuesIn(frame)),
    low: Int32Array.from(frame.origin),
    high: Int32Array.from(frame.origin),
  };
}

/** Index of the start in the values of a field. */
export function startIndex({ size, origin }: LatticeFrame): number {
  return origin[0] + size[0] * (origin[1] + size[1] * origin[2]);
}

/** All probability at the start. */
export function pointField(frame: LatticeFrame): LatticeField {
  const field = emptyField(frame);
  field.values[startIndex(frame)] = 1;
  return field;
}

/** Σ P over all sites [1]. */
export function totalOf(frame: LatticeFrame, field: LatticeField): number {
  const rows: number[] = [];
  for (const row of rowsOf(frame, field)) rows.push(sumOf(row.values));
  return sumOf(Float64Array.from(rows));
}

/** One row of the window along x. */
export interface LatticeRow {
  /** Sites from the start to the first value of the row, and to the row along y and z. */
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** A view of the values; not a copy. */
  readonly values: Float64Array;
}

/** The rows of the window of a field, in order of memory. */
export function* rowsOf({ size, origin }: LatticeFrame, { values, low, high }: LatticeField): Generator<LatticeRow> {
  for (let z = low[2]; z <= high[2]; z++)
    for (let y = low[1]; y <= high[1]; y++) {
      const row = size[0] * (y + size[1] * z);
      yield {
        x: low[0] - origin[0],
        y: y - origin[1],
        z: z - origin[2],
        values: values.subarray(row + low[0], row + high[0] + 1),
      };
    }
}

/** The most sites that one call of the hot loop handles: 5 to 10 ms. */
const SITES_AT_A_TIME = 1_000_000;

/**
 * Writes into `out` what one step makes of `from`; both belong to the frame and are different arrays.
 * Yields the number of sites handled since the last time, so that the caller can breathe.
 */
export function* fillStep(
  out: LatticeField,
  from: LatticeField,
  frame: LatticeFrame,
  step: StepProbabilities,
): Generator<number, void> {
  openWindow(out, from, frame);
  const { low, high } = out;
  const rowsAtATime = Math.max(1, Math.floor(SITES_AT_A_TIME / (high[0] - low[0] + 1)));
  for (let z = low[2]; z <= high[2]; z++)
    for (let y = low[1]; y <= high[1]; y += rowsAtATime) {
      const last = Math.min(high[1], y + rowsAtATime - 1);
      fillRows(out, from, frame, step, y, last, z);
      yield (last - y + 1) * (high[0] - low[0] + 1);
    }
  if (frame.walls) keepBlockedMoves(out, from, step);
  closeWindow(out, frame);
}

/** The window of `out` is that of `from` and one site more on each side; what `out` held outside of it is cleared. */
function openWindow(out: LatticeField, from: LatticeField, { dimensions, size, walls }: LatticeFrame): void {
  const low = Int32Array.from(from.low);
  const high = Int32Array.from(from.high);
  for (let axis = 0; axis < dimensions; axis++) {
    low[axis] = walls ? 1 : Math.max(1, low[axis] - 1);
    high[axis] = walls ? size[axis as 0] - 2 : Math.min(size[axis as 0] - 2, high[axis] + 1);
  }
  if ([0, 1, 2].some((axis) => out.low[axis] < low[axis] || out.high[axis] > high[axis])) clear(out, size);
  out.low.set(low);
  out.high.set(high);
}

/** Sets the window of a field to zero. */
export function clear({ values, low, high }: LatticeField, size: LatticeFrame["size"]): void {
  for (let z = low[2]; z <= high[2]; z++)
    for (let y = low[1]; y <= high[1]; y++) {
      const row = size[0] * (y + size[1] * z);
      values.fill(0, row + low[0], row + high[0] + 1);
    }
}

/** The hot loop: rows y .. lastY of the layer z. Sums are ordered so that a mirror image gives the same bits. */
function fillRows(
  out: LatticeField,
  from: LatticeField,
  { dimensions, size, floor }: LatticeFrame,
  { forward, backward, stay }: StepProbabilities,
  firstY: number,
  lastY: number,
  z: number,
): void {
  const p = from.values;
  const q = out.values;
  const sx = size[0];
  const sxy = sx * size[1];
  for (let y = firstY; y <= lastY; y++) {
    const row = sx * (y + size[1] * z);
    const end = row + out.high[0];
    let i = row + out.low[0];
    if (dimensions === 1)
      for (; i <= end; i++) {
        const value = forward * p[i - 1] + backward * p[i + 1] + stay * p[i];
        q[i] = value < floor ? 0 : value;
      }
    else if (dimensions === 2)
      for (; i <= end; i++) {
        const value = forward * (p[i - 1] + p[i + 1] + (p[i - sx] + p[i + sx])) + stay * p[i];
        q[i] = value < floor ? 0 : value;
      }
    else
      for (; i <= end; i++) {
        const neighbours = p[i - 1] + p[i + 1] + (p[i - sx] + p[i + sx]) + (p[i - sxy] + p[i + sxy]);
        const value = forward * neighbours + stay * p[i];
        q[i] = value < floor ? 0 : value;
      }
  }
}

/** At a wall the move that would leave is not made: its probability stays at the wall site. */
function keepBlockedMoves(out: LatticeField, from: LatticeField, { forward, backward }: StepProbabilities): void {
  const [first, last] = [out.low[0], out.high[0]];
  out.values[first] += backward * from.values[first];
  out.values[last] += forward * from.values[last];
}

/** Draws the window in where its faces hold nothing. */
function closeWindow(field: LatticeField, { dimensions, size, walls }: LatticeFrame): void {
  if (walls) return;
  for (let axis = 0; axis < dimensions; axis++) {
    while (field.low[axis] < field.high[axis] && faceIsEmpty(field, size, axis, field.low[axis])) field.low[axis]++;
    while (field.low[axis] < field.high[axis] && faceIsEmpty(field, size, axis, field.high[axis])) field.high[axis]--;
  }
}

function faceIsEmpty(
  { values, low, high }: LatticeField,
  size: LatticeFrame["size"],
  axis: number,
  at: number,
): boolean {
  const first = [low[0], low[1], low[2]] as [number, number, number];
  const last = [high[0], high[1], high[2]] as [number, number, number];
  first[axis as 0] = at;
  last[axis as 0] = at;
  for (let z = first[2]; z <= last[2]; z++)
    for (let y = first[1]; y <= last[1]; y++) {
      const row = size[0] * (y + size[1] * z);
      for (let x = first[0]; x <= last[0]; x++) if (values[row + x] !== 0) return false;
    }
  return true;
}

/** out += weight × field, the window of `out` growing to cover it. */
export function addTo(out: LatticeField, field: LatticeField, weight: number, { size }: LatticeFrame): void {
  for (let axis = 0; axis < 3; axis++) {
    out.low[axis] = Math.min(out.low[axis], field.low[axis]);
    out.high[axis] = Math.max(out.high[axis], field.high[axis]);
  }
  const p = field.values;
  const q = out.values;
  for (let z = field.low[2]; z <= field.high[2]; z++)
    for (let y = field.low[1]; y <= field.high[1]; y++) {
      const row = size[0] * (y + size[1] * z);
      const end = row + field.high[0];
      for (let i = row + field.low[0]; i <= end; i++) q[i] += weight * p[i];
    }
}
