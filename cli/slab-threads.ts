/**
 * Explicit steps on a periodic grid by several threads, each with a slab of rows in a memory of its own.
 *
 * Neighbours trade as many rows as a pass takes steps, then compute those rows twice: one message in eight steps, no
 * barrier, nothing shared. A thread that is held up delays its neighbours by a pass, not by a step. The field has the same
 * bits for any number of threads (test/e2e/slab-threads.test.ts).
 *
 * @module
 */

import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { DEEPEST } from "#numerics/grid/diffuse-square.ts";
import type { Program } from "./web-assembly.ts";

/** What a thread is to do; its rows move to it. */
export interface SlabTask {
  readonly own: Float64Array;
  readonly nx: number;
  readonly rate: number;
  readonly steps: number;
  /** Steps of a pass. */
  readonly depth: number;
  /** To the threads of the rows before and after. */
  readonly before: MessagePort;
  readonly after: MessagePort;
  readonly program: Program | undefined;
}

/** What comes back. */
export interface SlabAnswer {
  readonly own: Float64Array;
  /** CPU time of the steps [s]. */
  readonly cpu: number;
}

/** Threads that wait for fields to step. */
export interface SlabThreads {
  /** Takes steps of k = D Δt / h² of a field, in place. Returns the CPU time of each thread [s]. */
  diffuse(u: Float64Array, nx: number, rate: number, steps: number): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Threads with compiled loops, or twins where there are none. */
export function makeSlabThreads(count: number, program: Program | undefined): SlabThreads {
  const ending = import.meta.url.endsWith(".ts") ? ".ts" : ".js";
  const workers = Array.from({ length: count }, () => new Worker(new URL(`./slab-worker${ending}`, import.meta.url)));
  return {
    async diffuse(u, nx, rate, steps) {
      const ny = u.length / nx;
      // no slab thinner than a pass is deep
      const used = workers.slice(0, Math.max(1, Math.min(count, Math.floor(ny / DEEPEST))));
      const first = (slab: number) => Math.floor((ny * slab) / used.length);
      const seams = used.map(() => new MessageChannel());
      const depth = Math.min(DEEPEST, ...used.map((_, slab) => first(slab + 1) - first(slab)));
      const answers = await Promise.all(
        used.map((worker, slab) => {
          const own = u.slice(nx * first(slab), nx * first(slab + 1));
          const before = (seams[(slab + used.length - 1) % used.length] as MessageChannel).port2;
          const after = (seams[slab] as MessageChannel).port1;
          const task: SlabTask = { own, nx, rate, steps, depth, before, after, program };
          return answerOf(worker, task);
        }),
      );
      for (const [slab, { own }] of answers.entries()) u.set(own, nx * first(slab));
      return answers.map(({ cpu }) => cpu);
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function answerOf(worker: Worker, task: SlabTask): Promise<SlabAnswer> {
  return new Promise((resolve, reject) => {
    worker.removeAllListeners().once("message", resolve).once("error", reject);
    worker.postMessage(task, [task.own.buffer as ArrayBuffer, task.before, task.after]);
  });
}
