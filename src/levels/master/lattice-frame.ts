/**
 * How many sites a walk can fill: the frame that the master equation needs, known before it runs.
 *
 * In free space a site farther than a from the mean holds less than the floor e^{-L}, by Bernstein's inequality
 *
 *     P(|X - <X>| >= a) <= 2 exp[ -a² / 2(V + b a / 3) ]    so    a = b L/3 + sqrt( (b L/3)² + 2 V L )
 *
 * with V the variance of the sum and b the largest deviation of a step, all in spacings; and never farther than the
 * number of steps.
 *
 * @module
 */

import type { WalkLaw } from "#model/model.ts";
import { log } from "#numerics/elementary.ts";
import { axisStep } from "#step-law/lattice-law.ts";
import type { Box } from "#step-law/lattice-problem.ts";
import { type LatticeFrame, valuesIn } from "./lattice-field.ts";

/** The most values that a frame may have: 400 MB. */
export const LARGEST_FRAME = 5e7;

/** How many steps a chain takes. */
export interface ChainLength {
  /** At most, all in all: no site is farther away. */
  readonly most: number;
  /** The mean number at the widest law that is held at any time. */
  readonly mean: number;
}

/** The frame of a walk. */
export function latticeFrame(law: WalkLaw, { most, mean }: ChainLength, box?: Box): LatticeFrame {
  const { dimensions } = law;
  const floor = dimensions === 1 ? 1e-290 : 1e-40;
  if (box !== undefined)
    return { dimensions: 1, size: [box.sites + 2, 1, 1], origin: [box.startSite + 1, 0, 0], walls: true, floor };
  const { forward, backward } = axisStep(law);
  const drift = forward - backward;
  const variance = mean * (law.clock.kind === "fixed" ? forward + backward - drift * drift : forward + backward);
  const levels = -log(floor);
  const reach = (levels * (1 + Math.abs(drift))) / 3;
  const spread = Math.ceil(reach + Math.sqrt(reach * reach + 2 * variance * levels)) + 2;
  const right = Math.min(most, Math.ceil(Math.max(0, drift) * mean) + spread) + 1;
  const left = Math.min(most, Math.ceil(Math.max(0, -drift) * mean) + spread) + 1;
  const size: [number, number, number] = [left + right + 1, 1, 1];
  const origin: [number, number, number] = [left, 0, 0];
  for (let axis = 1; axis < dimensions; axis++) {
    size[axis as 1] = 2 * left + 1;
    origin[axis as 1] = left;
  }
  return { dimensions, size, origin, walls: false, floor };
}

/** Whether a frame is too large to hold. */
export function isTooLarge(frame: LatticeFrame): boolean {
  return valuesIn(frame) > LARGEST_FRAME;
}
