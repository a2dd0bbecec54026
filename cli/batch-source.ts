/**
 * Where the parts of a run come from: the journal of an interrupted run, threads, or this thread.
 *
 * @module
 */

import type { BatchRequest, BatchSolver } from "#levels/contract.ts";
import type { BatchJournal } from "#run/batch-journal.ts";
import { levelNamed } from "#run/level-registry.ts";
import type { WorkerPool } from "./worker-pool.ts";

/** Thrown where a run is to stop. */
export class Interrupted extends Error {
  readonly kind = "interrupted";
}

/** Tells whether a run is to stop. */
export interface StopSignal {
  readonly isSet: () => boolean;
  /** Rejects with {@link Interrupted} once it is set. */
  readonly whenSet: Promise<never>;
}

/** Answers requests for batches. */
export interface BatchSource {
  part(request: BatchRequest): Promise<unknown>;
}

/** A source that keeps every part in the journal. */
export function makeBatchSource(journal: BatchJournal, pool: WorkerPool, stop: StopSignal): BatchSource {
  let task: unknown;
  let stage = "";
  let solver: BatchSolver<unknown> | undefined;
  const solveHere = (request: BatchRequest): unknown => {
    if (request.task !== task || request.stage !== stage || solver === undefined)
      solver = levelNamed(request.level)?.batchSolver?.(request.task, request.stage);
    if (solver === undefined) throw new Error(`Bug: ${request.level} has no batches.`);
    ({ task, stage } = request);
    const work = solver.solve(request.batch, request.pilot);
    for (;;) {
      const next = work.next();
      if (next.done) return next.value;
      if (stop.isSet()) throw new Interrupted();
    }
  };
  return {
    async part(request) {
      const known = journal.find(request);
      if (known !== undefined) return known;
      const elsewhere = pool.part(request);
      const part = elsewhere === undefined ? solveHere(request) : await Promise.race([elsewhere, stop.whenSet]);
      journal.keep(request, part);
      return part;
    },
  };
}
