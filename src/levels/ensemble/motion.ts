/**
 * How the walkers of an ensemble move: what a level hands to the run that records them.
 *
 * @module
 */

import type { LevelResult } from "#levels/contract.ts";
import type { Measure, MeasureName } from "#model/measure.ts";
import type { End, LevelName } from "#model/model.ts";
import type { RandomStream } from "#numerics/random-stream.ts";
import type { Amount, Rate, Time } from "#units/flavour.ts";
import type { Estimate } from "./estimates.ts";
import type { Walkers } from "./walkers.ts";

/** How walkers move. */
export interface Motion {
  readonly dimensions: number;
  /** Whether walkers have a velocity; absent: they have none. */
  readonly inertia?: true;
  /** One line: the method, its step and its order. */
  readonly method: string;
  /** The longest time step; absent where any step is exact [s]. */
  readonly step?: Time;
  /** The law that the walkers follow, where it is neither the continuum nor that of a time step. */
  readonly law?: LevelResult["law"];
  /** Measures that this motion has no value for, such as the msd of a flight: nothing is read. */
  readonly without?: readonly MeasureName[];
  /** Whether the law has no variance: then widths are told by quartiles. */
  readonly heavyTails?: true;
  /** Steps of one walker per second of model time, roughly; 0 where records are single jumps [s^-1]. */
  readonly stepRate: Rate;
  /** Ends through which walkers can leave. */
  readonly exits: readonly End[];
  /** Longest relaxation time towards equilibrium; absent where there is none [s]. */
  readonly relaxation?: Time;
  /** Why walkers settle nowhere, where it is not that they leave or that nothing holds them. */
  readonly whyUnsettled?: string;
  /** Whether walkers spread without end, so that they show a diffusion coefficient. */
  readonly unbounded: boolean;
  /**
   * Walkers keep their direction, or a state or a wait, for a while: D is then the slope of the msd, not the msd of the
   * second half alone.
   */
  readonly remembers?: true;
  /** Whether the mean exit time exists; then a time after which many have left [s]. */
  readonly exitScale?: Time;
  /** What a motion reads of a measure when all its walkers have left, beside the time of exit. */
  atExit?(measure: Measure): Pick<Estimate, "sums" | "value"> | undefined;
  /** Levels that share the rates of this motion, where they are others than the level says. */
  readonly sharesRatesWith?: readonly LevelName[];
  readonly sources: readonly string[];
  /** Places the walkers of a block at their start. */
  start(walkers: Walkers, stream: RandomStream): void;
  /**
   * Takes walkers first to end - 1 from their start out of the domain without time steps, where a law allows that, and
   * sets their fate: by which end they leave. Returns the number of steps. Absent: `advance` tells that too.
   */
  leave?(walkers: Walkers, first: number, end: number): number;
  /** Whether `advance` takes many equal steps at once, exact as they are, of all walkers of a block. */
  readonly takesSteps?: true;
  /** Moves walkers first to end - 1 from one time to another, in so many steps, and returns how many steps that took. */
  advance(walkers: Walkers, first: number, end: number, from: Time, to: Time, steps?: number): number;
}

/** A motion and how much its walkers are worth together. */
export interface StartedMotion {
  readonly motion: Motion;
  /** Amount at the start: moles (per area in a slab), or 1 [mol]. */
  readonly amount: Amount;
}
