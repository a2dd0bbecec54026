/**
 * A worker thread that solves batches for the thread that computes.
 *
 * @module
 */

import { parentPort } from "node:worker_threads";
import { useKernels } from "#numerics/kernels-in-use.ts";
import { type FromBatchThread, makeBatchThread, type ToBatchThread } from "#run/batch-thread.ts";
import { type Failure, failureOf } from "./failure.ts";
import { loadKernels } from "./load-kernels.ts";

/** What this thread says. */
export type BatchWorkerMessage = { readonly answer: FromBatchThread } | { readonly failure: Failure };

useKernels(loadKernels());
const answerTo = makeBatchThread();
parentPort?.on("message", (message: ToBatchThread) => {
  try {
    const answer = answerTo(message);
    if (answer !== undefined) parentPort?.postMessage({ answer });
  } catch (error) {
    parentPort?.postMessage({ failure: failureOf(error) });
  }
});
