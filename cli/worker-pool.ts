/**
 * Worker threads of Node as the threads of a batch pool, started when there is enough to do.
 *
 * @module
 */

import { Worker } from "node:worker_threads";
import type { BatchRequest } from "#levels/contract.ts";
import { type BatchPool, makeBatchPool, type Thread } from "#run/batch-pool.ts";
import type { BatchWorkerMessage } from "./batch-worker.ts";
import { ThreadFailed } from "./failure.ts";

/** Work that is worth the start of threads [ms]. */
const WORTH_THREADS = 300;

/** Solves batches elsewhere where that is quicker; undefined where it is not. */
export interface WorkerPool {
  part(request: BatchRequest): Promise<unknown> | undefined;
  close(): void;
}

/** A pool of so many threads; none are started for one, or before a batch has shown that the work is long. */
export function makeWorkerPool(threads: number): WorkerPool {
  let pool: BatchPool | undefined;
  let timed:
    | { readonly task: unknown; readonly stage: string; readonly batch: number; readonly at: number }
    | undefined;
  const isLong = ({ task, stage, batch, batches }: BatchRequest): boolean => {
    const now = performance.now();
    const last = timed;
    timed = { task, stage, batch, at: now };
    if (last?.task !== task || last.stage !== stage || last.batch !== batch - 1) return false;
    return (now - last.at) * (batches - batch) > WORTH_THREADS;
  };
  let delegated: unknown;
  return {
    part(request) {
      if (threads < 2) return undefined;
      if (delegated !== request.task && !isLong(request)) return undefined;
      delegated = request.task;
      pool ??= makeBatchPool(Array.from({ length: threads }, startThread));
      return pool.part(request);
    },
    close() {
      pool?.close();
    },
  };
}

/** A worker thread that solves batches. */
export function startThread(): Thread {
  const ending = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  const worker = new Worker(new URL(`./batch-worker${ending}`, import.meta.url));
  return {
    post: (message) => worker.postMessage(message),
    listen(onAnswer, onFailure) {
      worker.on("message", (message: BatchWorkerMessage) => {
        if ("answer" in message) onAnswer(message.answer);
        else onFailure(new ThreadFailed(message.failure));
      });
      worker.on("error", onFailure);
    },
    close: () => void worker.terminate(),
  };
}
