/**
 * Walkers in a rectangle, box or finite cylinder, and how they move: what the levels of walkers hand to the run that records
 * them.
 *
 * @module
 */

import type { GridNetwork } from "#generator/grid-network.ts";
import type { LevelResult } from "#levels/contract.ts";
import type { RandomStream } from "#numerics/random-stream.ts";

/** Walkers in a block, at most. */
export const GRID_BLOCK = 4096;
/** Fate of a walker that is there; 1 + k has left through side k of {@link SIDE_NAMES}. */
export const INSIDE = 0;
/** It has decayed. */
export const DECAYED = 255;

/** Walkers of one block. A motion writes these arrays; estimates read them. */
export interface GridWalkers {
  readonly count: number;
  /** Positions along each axis within the domain [m]; meaningless for a walker that has left. */
  readonly axes: readonly Float64Array[];
  /** Where they started [m]. */
  readonly origin: readonly Float64Array[];
  readonly fate: Uint8Array;
  /** When they left [s]. */
  readonly exitTime: Float64Array;
  readonly noise: RandomStream;
}

/** How they move. */
export interface GridMotion {
  /** One line: the method and its order. */
  readonly method: string;
  readonly law: LevelResult["law"];
  /** Amount that all walkers stand for together [mol, or 1]. */
  readonly amount: number;
  /** A time after which many have left, where all do in the end [s]. */
  readonly exitScale?: number;
  readonly sources: readonly string[];
  /** The point from which displacements count [m]; absent: where each walker was put. */
  readonly origin?: readonly number[];
  /** The cells on which walkers live, where they do. */
  readonly network?: GridNetwork;
  /** Places the walkers of a block at their start; what the motion itself keeps of them goes along with each call. */
  start(walkers: GridWalkers, stream: RandomStream): GridBlock;
}

/** The walkers of one block in motion. */
export interface GridBlock {
  /** Moves those from first to end - 1 from one time to another; returns the steps that took. */
  advance(first: number, end: number, from: number, to: number): number;
}

/** Room for a block. */
export function makeGridWalkers(count: number, dimensions: number, noise: RandomStream): GridWalkers {
  const axes = () => Array.from({ length: dimensions }, () => new Float64Array(count));
  return { count, axes: axes(), origin: axes(), fate: new Uint8Array(count), exitTime: new Float64Array(count), noise };
}
