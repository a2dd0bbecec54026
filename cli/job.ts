/**
 * What the main thread and the thread that computes say to each other.
 *
 * @module
 */

import type { LevelName } from "#model/model.ts";
import type { Figure } from "#report/figure.ts";
import type { AskedOutputs } from "#report/unstated.ts";
import type { RunProgress } from "#run/run-model.ts";
import type { RunResult } from "#run/run-result.ts";
import type { Failure } from "./failure.ts";
import type { ModelText } from "./model-file.ts";

/** What is to be computed. */
export interface Job {
  readonly model: ModelText;
  readonly version: string;
  readonly set: Readonly<Record<string, string>>;
  readonly levels?: readonly LevelName[];
  readonly seed?: number;
  readonly walkers?: number;
  /** Threads that may solve batches of sampled runs; results do not depend on it. */
  readonly threads: number;
  /** Factors of a refinement study of the deterministic levels; absent for a plain run. */
  readonly refinements?: readonly number[];
  /** Only the levels: nothing is judged and nothing swept. */
  readonly bare?: boolean;
  /** Whether figures are wanted too. */
  readonly figures: boolean;
}

/** What comes of it. */
export interface JobResult {
  /** One result, or one for each refinement. */
  readonly results: readonly RunResult[];
  readonly figures: readonly Figure[];
  /** What the model asks for, so that what no level states is said. */
  readonly asked: AskedOutputs;
}

export type JobMessage =
  | { readonly kind: "progress"; readonly progress: RunProgress }
  | { readonly kind: "done"; readonly result: JobResult }
  | { readonly kind: "failed"; readonly failure: Failure };
