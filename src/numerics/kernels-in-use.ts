/**
 * The kernel set that levels use, and room in its memory.
 *
 * Twins and compiled loops give the same bits, so which set is in use shows in the time that a run takes and in nothing
 * else; that is why it may be a setting of the whole program, made once by the shell, and is no argument of a level.
 *
 * @module
 */

import { type KernelSet, TWINS } from "./kernel-set.ts";
import { LANE_STATE } from "./lane-stream.ts";

/** A kernel set with arrays of its own, which whoever calls it fills before and empties after: nothing stays in them. */
export interface KernelRoom {
  readonly kernels: KernelSet;
  /** Coordinates of walkers. */
  readonly x: Float64Array;
  /** The numbers of a law. */
  readonly law: Float64Array;
  /** The state of four lanes. */
  readonly stream: Int32Array;
}

/** Places for coordinates: a block of walkers in three dimensions. */
const COORDINATES = 3 * 4096;
/** Numbers that a law may have. */
const LAW = 16;

let room = roomOf(TWINS);

/** Puts a compiled set in the place of the twins. */
export function useKernels(kernels: KernelSet): void {
  room = roomOf(kernels);
}

/** The set in use with its room. */
export function kernelRoom(): KernelRoom {
  return room;
}

function roomOf(kernels: KernelSet): KernelRoom {
  return {
    kernels,
    x: kernels.numbers(COORDINATES),
    law: kernels.numbers(LAW),
    stream: kernels.words(LANE_STATE),
  };
}
