/**
 * The contract of a level of description.
 *
 * A level says whether it can carry a model, and solves it: a generator that yields progress and returns readings of
 * the measures it can state. Levels never import each other: each is an independent check on the rest.
 *
 * @module
 */

import type { Measure } from "#model/measure.ts";
import type { LevelName, Model, Solve } from "#model/model.ts";

/** When a reading was taken: a time [s], a kind of steady solve, or at no time. */
export type When = number | "steady" | "equilibrium" | "timeless";

/** What a level answers to one measure. */
export interface Reading {
  /** Key of the {@link Measure}. */
  readonly measure: string;
  readonly when: When;
  /** Value in coherent SI. */
  readonly value: number;
  /**
   * The same value from each of {@link BATCHES} independent equal parts of a sampled run; absent where there is no
   * sampling noise.
   */
  readonly batches?: Float64Array;
}

/** Number of independent parts into which a sampled run is divided. Fixed, so that results do not depend on the machine. */
export const BATCHES = 64;

/** One curve over space, for figures and fields. */
export interface Profile {
  readonly species: string;
  readonly when: When;
  /** The probability of each site [1]; every density is a concentration, that of a walker in m^-1. */
  readonly quantity: "concentration" | "activity" | "probability" | "electric_potential";
  /** Coordinate of each value: x or r [m]. */
  readonly coordinate: Float64Array;
  readonly values: Float64Array;
}

/** One field over a plane or over space, for figures and files. */
export interface Field {
  readonly species: string;
  readonly when: When;
  readonly quantity: "concentration" | "activity";
  /** Coordinates of the centres of the cells [m]; the first axis runs fastest in `values`. */
  readonly axes: readonly { readonly name: "x" | "y" | "z" | "r"; readonly values: Float64Array }[];
  /** NaN where the species cannot be. */
  readonly values: Float64Array;
}

/** The track of one walker: where it is at the start and at each record. */
export interface SampledTrack {
  readonly species: string;
  /** [s] */
  readonly times: Float64Array;
  /** Positions along each axis [m]; NaN after it has left. */
  readonly axes: readonly Float64Array[];
}

/** What is to be solved: one species of a model, or all that feel each other. */
export interface Task {
  readonly model: Model;
  readonly species: string;
  /** All species that are solved together, the first of them `species`; absent: it alone. */
  readonly together?: readonly string[];
  readonly solves: readonly Solve[];
  readonly measures: readonly Measure[];
  readonly walkers: number;
  readonly seed: number;
  /** Steps from record to record that walkers take where the law of many steps would allow one jump; absent: they jump. */
  readonly stepping?: number;
  /** Factor on the number of cells (and of time steps, where a level steps with a fixed one): 1, 2, 4 ... */
  readonly refinement: number;
}

/** What a level found for one species. */
export interface LevelResult {
  readonly level: LevelName;
  /** The law that the readings describe: the continuum limit, or that of a discrete model with these steps. */
  readonly law:
    | { readonly kind: "continuum" }
    | { readonly kind: "discrete"; readonly spacing?: number; readonly step?: number };
  /** One line: the method, its order, and every default that matters. */
  readonly method: string;
  readonly warnings: readonly string[];
  /** Named invariants: massDrift, smallestConcentration, fluxSpread, equilibriumSpread ... [1]. */
  readonly invariants: Readonly<Record<string, number>>;
  readonly readings: readonly Reading[];
  readonly profiles: readonly Profile[];
  /** Fields over a plane or space, where there are any. */
  readonly fields?: readonly Field[];
  /** As many tracks as the model wishes to see, where walkers are followed. */
  readonly tracks?: readonly SampledTrack[];
  /** Levels that share the rates of this run, where they are others than the level says. */
  readonly sharesRatesWith?: readonly LevelName[];
  /** Order in the spacing, where it is another than the level says. */
  readonly order?: number;
  /** Sources of the law or method, for `perrin cite`. */
  readonly sources: readonly string[];
}

/** How far a level has come: a fraction of its work, and what it is doing. */
export interface Progress {
  readonly fraction: number;
  readonly doing: string;
  /**
   * A batch that may be solved elsewhere. Who drives the level may answer with its part by `next(part)`; without an
   * answer the level solves it itself. The result has the same bits.
   */
  readonly batch?: BatchRequest;
}

/** One of the equal independent batches of a sampled run. Batches are asked for in order, after the first. */
export interface BatchRequest {
  readonly level: LevelName;
  readonly task: Task;
  /** Which stage of the level's work; its own word. */
  readonly stage: string;
  /** What the first batch gave; structured-cloneable, as every part. */
  readonly pilot: unknown;
  readonly batch: number;
  /** All batches of the stage have numbers below this. */
  readonly batches: number;
}

/** Solves the batches of a stage. */
export interface BatchSolver<Part> {
  /** Solves one batch; the first without a pilot. The part is structured-cloneable. */
  solve(batch: number, pilot: Part | undefined): Generator<Progress, Part>;
}

/** Yes, or why not and what to change. */
export type Acceptance =
  | { readonly accepts: true /** What changes it states at t = 0 s alone. */; readonly startAlone?: true }
  | { readonly accepts: false; readonly because: string; readonly change: string };

/** A level of description. */
export interface Level {
  readonly name: LevelName;
  /** Whether results carry sampling noise. */
  readonly sampled: boolean;
  /** Order of accuracy in the spacing, and in the time step; 0 where the level is exact in it. */
  readonly order: { readonly space: number; readonly time: number };
  /** Levels that share this level's rates, so that a wrong rate would be invisible between them. */
  readonly sharesRatesWith: readonly LevelName[];
  accepts(model: Model, species: string): Acceptance;
  /** Yields at least every 50 ms of work; the driver stops it by not asking for more. */
  solve(task: Task): Generator<Progress, LevelResult, unknown>;
  /** The solver of the batches of a stage that `solve` asks for, made anew from the task on any thread. */
  batchSolver?(task: Task, stage: string): BatchSolver<unknown>;
}
