/**
 * A worker thread that solves batches for the thread that computes.
 *
 * @module
 */

import { parentPort } from "node:worker_threads";
import { makeBatchThread, type ToBatchThread } from "#run/batch-thread.ts";

const answerTo = makeBatchThread();
parentPort?.on("message", (message: ToBatchThread) => {
  const answer = answerTo(message);
  if (answer !== undefined) parentPort?.postMessage(answer);
});
