/**
 * Gaussian steps that are linear in position and velocity, the same along each axis:
 *
 *     x' = (xx x + xv v) + (xn Z + x0)
 *     v' = (vx x + vv v) + ((vn Z + vm Z₂) + v0),    Z, Z₂ standard normal, independent
 *
 * The exact step of a free or harmonically bound underdamped walker is of this kind, its noise the Cholesky factor of the
 * covariance; a BAOAB step has vm = 0 and draws one normal instead of two.
 *
 * @module
 */

import { laneNormal, laneNormalTable } from "#numerics/lane-normal.ts";
import { drawLanes } from "#numerics/lane-stream.ts";
import type { Coordinates } from "./coordinates.ts";

const words = new Int32Array(4);

/** Places of xx, xv, x0, vx, vv, v0, xn, vn, vm in a law of {@link phaseSteps}. */
export const PHASE_LAW = { xx: 0, xv: 1, x0: 2, vx: 3, vv: 4, v0: 5, xn: 6, vn: 7, vm: 8 } as const;

/**
 * Moves walkers by `steps` steps. A step draws axis after axis and, for each two walkers in order, first their Z, then (unless
 * vm = 0) their Z₂.
 *
 * @param law nine numbers in the order of {@link PHASE_LAW}
 */
export function phaseSteps(
  x: Float64Array,
  v: Float64Array,
  { count, dimensions, stride }: Coordinates,
  law: Float64Array,
  stream: Int32Array,
  steps: number,
): void {
  const table = laneNormalTable();
  const two = law[PHASE_LAW.vm] !== 0;
  for (let step = 0; step < steps; step++)
    for (let axis = 0; axis < dimensions; axis++)
      for (let i = 0; i < count; i += 2) {
        const at = axis * stride + i;
        drawLanes(words, stream);
        const first = laneNormal(table, words[1], words[0]);
        const second = laneNormal(table, words[3], words[2]);
        if (two) drawLanes(words, stream);
        move(x, v, at, law, first, two ? laneNormal(table, words[1], words[0]) : 0);
        if (i + 1 < count) move(x, v, at + 1, law, second, two ? laneNormal(table, words[3], words[2]) : 0);
      }
}

function move(x: Float64Array, v: Float64Array, at: number, law: Float64Array, z: number, z2: number): void {
  const oldX = x[at];
  const oldV = v[at];
  const push = law[8] === 0 ? law[7] * z : law[7] * z + law[8] * z2;
  x[at] = law[0] * oldX + law[1] * oldV + (law[6] * z + law[2]);
  v[at] = law[3] * oldX + law[4] * oldV + (push + law[5]);
}
