/**
 * A block of walkers: arrays of numbers, moved and tallied together.
 *
 * @module
 */

import { LANE_STATE } from "#numerics/lane-stream.ts";
import type { RandomStream } from "#numerics/random-stream.ts";

/** Walkers in a block, at most: they stay in the cache. */
export const BLOCK = 4096;

/** Where a walker is: between the ends. */
export const INSIDE = 0;
/** It has left through the left end. */
export const LEFT_OUT = 1;
/** It has left through the right end. */
export const RIGHT_OUT = 2;

/** Walkers of one block. A motion owns and writes these arrays; a tally reads them. */
export interface Walkers {
  readonly count: number;
  /** Positions along each axis [m]; meaningless for a walker that has left. */
  readonly axes: readonly Float64Array[];
  /** Where they started [m]. */
  readonly origin: readonly Float64Array[];
  /** {@link INSIDE}, {@link LEFT_OUT} or {@link RIGHT_OUT}. */
  readonly fate: Uint8Array;
  /** When they left [s]. */
  readonly exitTime: Float64Array;
  /** Velocities along each axis, now and at the start [m s^-1]; empty for a motion without inertia. */
  readonly velocities: readonly Float64Array[];
  readonly firstVelocities: readonly Float64Array[];
  /** By how much the force changes velocities in half a step [m s^-1]: 0 where jumps are exact; empty without inertia. */
  readonly kicks: readonly Float64Array[];
  /**
   * What a motion keeps for itself: a number (a straight coordinate [s^1/2], the time of the next jump [s], with inertia
   * the time [s]) and a state.
   */
  readonly inner: Float64Array;
  readonly mode: Uint16Array;
  readonly noise: RandomStream;
  /** State of the four lanes from which kernels draw. */
  readonly lanes: Int32Array;
}

/** Room for a block. */
export function makeWalkers(
  count: number,
  dimensions: number,
  noise: RandomStream,
  inertia = false,
  lanes: Int32Array = new Int32Array(LANE_STATE),
): Walkers {
  const axes = () => Array.from({ length: dimensions }, () => new Float64Array(count));
  return {
    count,
    axes: axes(),
    origin: axes(),
    fate: new Uint8Array(count),
    exitTime: new Float64Array(count),
    velocities: inertia ? axes() : [],
    firstVelocities: inertia ? axes() : [],
    kicks: inertia ? axes() : [],
    inner: new Float64Array(count),
    mode: new Uint16Array(count),
    noise,
    lanes,
  };
}
