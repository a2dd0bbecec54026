/**
 * Gaussian steps that are linear in the coordinate, each axis by itself:
 *
 *     x' = decay x + (spread Z + drift),    Z standard normal
 *
 * Free diffusion is decay 1, drift v Δt, spread √(2 D Δt). An overdamped walker in a harmonic well of rate κ = k D / kT
 * around m is decay e^(-κ Δt), drift (1 - decay) m, spread √(D (1 - decay²)/κ). Both are exact for any Δt.
 *
 * @see G. E. Uhlenbeck and L. S. Ornstein, Phys. Rev. 36, 823 (1930), doi:10.1103/PhysRev.36.823 (not opened)
 * @module
 */

import { laneNormal, laneNormalTable } from "#numerics/lane-normal.ts";
import { drawLanes } from "#numerics/lane-stream.ts";
import type { Coordinates } from "./coordinates.ts";

const words = new Int32Array(4);

/**
 * Moves walkers by `steps` steps. A step draws for axis 0 of all walkers in order, then for axis 1 ..., two normals at a time
 * (the second of the last is dropped where `count` is odd): so a run may be cut into chunks of steps anywhere.
 *
 * @param law decay [1], drift and spread [as x] of axis 0, then of axis 1 ...
 */
export function linearSteps(
  x: Float64Array,
  { count, dimensions, stride }: Coordinates,
  law: Float64Array,
  stream: Int32Array,
  steps: number,
): void {
  const table = laneNormalTable();
  for (let step = 0; step < steps; step++)
    for (let axis = 0; axis < dimensions; axis++) {
      const decay = law[3 * axis];
      const drift = law[3 * axis + 1];
      const spread = law[3 * axis + 2];
      const first = axis * stride;
      for (let i = 0; i < count; i += 2) {
        drawLanes(words, stream);
        const at = first + i;
        x[at] = decay * x[at] + (spread * laneNormal(table, words[1], words[0]) + drift);
        if (i + 1 < count) x[at + 1] = decay * x[at + 1] + (spread * laneNormal(table, words[3], words[2]) + drift);
      }
    }
}
