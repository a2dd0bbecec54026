/**
 * A block of walkers: arrays of numbers, moved and tallied together.
 *
 * @module
 */

import type { End } from "#model/model.ts";
import type { RandomStream } from "#numerics/random-stream.ts";
import type { Rate, Time } from "#units/flavour.ts";

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
  /** Straight coordinate [s^1/2] and number of the stretch; empty where the motion needs none. */
  readonly straight: Float64Array;
  readonly stretch: Uint16Array;
  readonly noise: RandomStream;
}

/** Room for a block. */
export function makeWalkers(count: number, dimensions: number, noise: RandomStream): Walkers {
  const axes = () => Array.from({ length: dimensions }, () => new Float64Array(count));
  return {
    count,
    axes: axes(),
    origin: axes(),
    fate: new Uint8Array(count),
    exitTime: new Float64Array(count),
    straight: new Float64Array(count),
    stretch: new Uint16Array(count),
    noise,
  };
}

/** How walkers move. */
export interface Motion {
  readonly dimensions: number;
  /** One line: the method, its step and its order. */
  readonly method: string;
  /** The longest time step; absent where any step is exact [s]. */
  readonly step?: Time;
  /** Steps of one walker per second of model time, roughly; 0 where records are single jumps [s^-1]. */
  readonly stepRate: Rate;
  /** Ends through which walkers can leave. */
  readonly exits: readonly End[];
  /** Longest relaxation time towards equilibrium; absent where there is none [s]. */
  readonly relaxation?: Time;
  /** Whether walkers spread without end, so that they show a diffusion coefficient. */
  readonly unbounded: boolean;
  /** Whether the mean exit time exists; then a time after which many have left [s]. */
  readonly exitScale?: Time;
  readonly sources: readonly string[];
  /** Places the walkers of a block at their start. */
  start(walkers: Walkers, stream: RandomStream): void;
  /** Moves walkers first to end - 1 from one time to another and returns how many steps that took. */
  advance(walkers: Walkers, first: number, end: number, from: Time, to: Time): number;
}
