/**
 * What one level says of one output, as agreement judges it.
 *
 * @module
 */

import type { When } from "#levels/contract.ts";
import type { LevelName } from "#model/model.ts";

/** The values of one output at one level, over the times at which it states them. */
export interface JudgedSeries {
  readonly level: LevelName;
  /** Whether the level samples. */
  readonly sampled: boolean;
  /** Number of walkers; 0 for laws. */
  readonly walkers: number;
  /** What they are where they are no walkers: parcels, as many in each part of the sample. */
  readonly counted?: "parcels";
  /** The law that the values describe: the continuum limit, or that of a discrete model. */
  readonly law: "continuum" | "discrete";
  readonly sharesRatesWith: readonly LevelName[];
  readonly when: readonly When[];
  /** One value per time, coherent SI. */
  readonly values: readonly number[];
  /** Per time, the output from each of the equal independent parts of a sampled run. */
  readonly batches?: readonly Float64Array[];
  /** Declared or estimated relative error of discretisation [1]. */
  readonly discretisation?: number;
  /** A known edge constant: the values are `factor` times those of the law that is compared. It is divided out. */
  readonly knownShift?: { readonly factor: number; readonly because: string };
}
