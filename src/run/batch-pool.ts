/**
 * A pool of threads that solve the batches of a sampled run.
 *
 * The pool knows no kind of thread: Node's worker threads and a browser's Web Workers both post and hear messages. Parts
 * do not depend on which thread solved them, so the number of threads never shows in a result.
 *
 * @module
 */

import type { BatchRequest } from "#levels/contract.ts";
import type { FromBatchThread, ToBatchThread } from "./batch-thread.ts";

/** A thread, as the shell gives it. */
export interface Thread {
  post(message: ToBatchThread): void;
  /** Calls back with every answer, and with what went wrong. */
  listen(onAnswer: (answer: FromBatchThread) => void, onFailure: (error: unknown) => void): void;
  close(): void;
}

/** A pool that is at work. */
export interface BatchPool {
  /** The part of a batch. The first request of a stage sets the threads to work on it and all that follow. */
  part(request: BatchRequest): Promise<unknown>;
  close(): void;
}

/** A batch that someone waits for, or will. */
interface Place {
  readonly promise: Promise<unknown>;
  readonly resolve: (part: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A pool of these threads. */
export function makeBatchPool(threads: readonly Thread[]): BatchPool {
  let id = 0;
  let task: unknown;
  let stage = "";
  let places = new Map<number, Place>();
  let waiting: number[] = [];
  const next = (thread: Thread): void => {
    const batch = waiting.shift();
    if (batch !== undefined) thread.post({ kind: "batch", id, batch });
  };
  for (const thread of threads)
    thread.listen(
      (answer) => {
        if (answer.id !== id) return;
        places.get(answer.batch)?.resolve(answer.part);
        next(thread);
      },
      (error) => {
        for (const place of places.values()) place.reject(error);
      },
    );
  const begin = (request: BatchRequest): void => {
    const { level, pilot, batch: first, batches } = request;
    id++;
    ({ task, stage } = request);
    waiting = Array.from({ length: batches - first }, (_, i) => first + i);
    places = new Map(waiting.map((batch) => [batch, makePlace()]));
    for (const thread of threads) {
      thread.post({ kind: "stage", id, stage: { level, task: request.task, stage, pilot } });
      next(thread);
    }
  };
  return {
    async part(request) {
      if (request.task !== task || request.stage !== stage || !places.has(request.batch)) begin(request);
      const part = await (places.get(request.batch) as Place).promise;
      places.delete(request.batch);
      return part;
    },
    close() {
      for (const thread of threads) thread.close();
    },
  };
}

function makePlace(): Place {
  let resolve: Place["resolve"] = () => undefined;
  let reject: Place["reject"] = () => undefined;
  const promise = new Promise<unknown>((done, fail) => {
    resolve = done;
    reject = fail;
  });
  promise.catch(() => undefined); // heard by whoever waits for the part
  return { promise, resolve, reject };
}
