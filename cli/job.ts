/**
 * What the main thread and the thread that computes say to each other.
 *
 * @module
 */

import type { LevelName } from "#model/model.ts";
import type { Figure } from "#report/figure.ts";
import type { AskedOutputs } from "#report/unstated.ts";
import type { JournalEntry } from "#run/batch-journal.ts";
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
  /** Steps that are taken between records where one jump would do; absent: jumps. */
  readonly stepping?: number;
  /** Parts of an interrupted run that goes on. */
  readonly journal?: readonly JournalEntry[];
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
  /** The factors of a study, which may be others than were asked for; absent for a plain run. */
  readonly refinements?: readonly number[];
  readonly figures: readonly Figure[];
  /** What the model asks for, so that what no level states is said. */
  readonly asked: AskedOutputs;
}

export type JobMessage =
  | { readonly kind: "progress"; readonly progress: RunProgress }
  | { readonly kind: "done"; readonly result: JobResult }
  | { readonly kind: "interrupted"; readonly journal: readonly JournalEntry[] }
  | { readonly kind: "failed"; readonly failure: Failure };

/** What the thread that computes is told while it computes. */
export type JobOrder = "stop";

/** What the thread that computes is given: the job, and a word that is 1 once it is to stop. */
export interface JobData {
  readonly job: Job;
  readonly stop: Int32Array;
}
