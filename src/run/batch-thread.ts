/**
 * What a thread does that solves batches for others: it makes the solver of a stage once, then solves batch after batch.
 *
 * @module
 */

import type { BatchRequest, BatchSolver } from "#levels/contract.ts";
import { levelNamed } from "./level-registry.ts";

/** What a thread is told: a stage to remember, or a batch of it to solve. */
export type ToBatchThread =
  | { readonly kind: "stage"; readonly id: number; readonly stage: Omit<BatchRequest, "batch" | "batches"> }
  | { readonly kind: "batch"; readonly id: number; readonly batch: number };

/** What a thread answers. */
export interface FromBatchThread {
  readonly id: number;
  readonly batch: number;
  readonly part: unknown;
}

/** The thread: answers a message, or with undefined one that needs no answer. @throws what the solver throws */
export function makeBatchThread(): (message: ToBatchThread) => FromBatchThread | undefined {
  let current: { readonly id: number; readonly solver: BatchSolver<unknown>; readonly pilot: unknown } | undefined;
  return (message) => {
    const { id } = message;
    if (message.kind === "stage") {
      const { level, task, stage, pilot } = message.stage;
      const solver = levelNamed(level)?.batchSolver?.(task, stage);
      if (solver === undefined) throw new Error(`Bug: ${level} has no batches.`);
      current = { id, solver, pilot };
      return undefined;
    }
    if (current === undefined || current.id !== id) throw new Error(`Bug: no stage ${id} is known here.`);
    const { batch } = message;
    const work = current.solver.solve(batch, current.pilot);
    for (;;) {
      const next = work.next();
      if (next.done) return { id, batch, part: next.value };
    }
  };
}
