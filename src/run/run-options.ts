/**
 * What a run is given, and what it tells while it goes on.
 *
 * @module
 */

import type { BatchRequest } from "#levels/contract.ts";
import type { LevelName, Model } from "#model/model.ts";

export interface RunProgress {
  readonly level: LevelName;
  /** Of the whole run [1]. */
  readonly fraction: number;
  readonly doing: string;
  /** See `Progress.batch`. */
  readonly batch?: BatchRequest;
}

export interface RunOptions {
  /** Version of the program, for the record. */
  readonly version: string;
  /** Name of the model, for the record. */
  readonly name: string;
  /** Hash of the model text and of what was set on it, for the record. */
  readonly hash: string;
  /** Levels to run instead of those of the file. */
  readonly levels?: readonly LevelName[];
  readonly seed?: number;
  readonly walkers?: number;
  /** Steps from record to record that walkers take where one jump would do; absent: they jump. */
  readonly stepping?: number;
  /** Factor on the number of cells and steps; 1 if absent. */
  readonly refinement?: number;
  /**
   * The same model with parameters set, for sweeps, tornados, fits, zeros and expectations that carry `with:`. The second
   * argument is for `parseModel`: what is wrong there does not matter. Whoever passes it over is stricter.
   *
   * @throws ModelError if the file has no meaning with what is set.
   */
  readonly variant?: (set: Readonly<Record<string, string>>, aside: readonly string[]) => Model;
}

/** The same options for a model on which more is set: its variants keep that. */
export function optionsWith(options: RunOptions, set: Readonly<Record<string, string>>): RunOptions {
  const { variant } = options;
  return variant === undefined
    ? options
    : { ...options, variant: (more, aside) => variant({ ...set, ...more }, aside) };
}
