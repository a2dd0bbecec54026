/**
 * Explicit steps on a periodic grid by several threads. The field lies in shared memory, cut into more slabs of rows than there
 * are threads; each thread claims slab after slab (slab-claims.ts), copies it with as many rows beyond it as a pass takes steps
 * into a memory of its own, steps it there, and copies it back: a slab and its copy stay in the caches, so the copies cost little
 * beside the steps. A thread that the machine holds up holds up nobody, but for the moment in which it copies a slab back
 * (bench/results/continuum.md, "Two threads").
 *
 * Rows beyond a slab are computed twice, by two threads or one. The field has the same bits for any number of threads and slabs
 * (test/e2e/slab-threads.test.ts).
 *
 * @module
 */

import { Worker } from "node:worker_threads";
import { DEEPEST } from "#numerics/grid/diffuse-square.ts";
import { makeSlabClaims, type SlabClaims, stopAll } from "./slab-claims.ts";
import type { Program } from "./web-assembly.ts";

/** Most cells of a slab: with the copy of a thread, what the caches next to a processor hold. */
const SLAB_CELLS = 2 ** 18;
/** Least rows of a slab: of thinner ones more than a fifth would be computed twice. */
const SLAB_ROWS = 4 * DEEPEST;
/** Least slabs: for a thread that finds others at work on the slabs beside its last one. */
const LEAST_SLABS = 4;
const SLABS_EACH = 2;

/** What the threads are to do together. */
export interface SlabTask {
  /** Given back with the answer. */
  readonly call: number;
  readonly thread: number;
  /** The field, and another that takes turns with it; both shared. */
  readonly fields: readonly [Float64Array, Float64Array];
  readonly claims: SlabClaims;
  /** CPU time of this work by thread [s], shared; NaN where Node does not tell. */
  readonly spent: Float64Array;
  /** First row of each slab, and the end. */
  readonly firstRows: readonly number[];
  readonly nx: number;
  readonly rate: number;
  readonly steps: number;
  /** Steps of a pass. */
  readonly depth: number;
  readonly program: Program | undefined;
}

/** Threads that wait for fields to step. */
export interface SlabThreads {
  /**
   * Takes steps of k = D Δt / h² of a field, in place; one field after another. Returns the CPU time of each thread [s], all
   * slabs included that it stepped until the field was done; the copy of its last one back may be missing. NaN where Node does
   * not tell: it has no `process.threadCpuUsage` before 23.9.
   *
   * @throws what a thread failed with, then and ever after
   */
  diffuse(u: Float64Array, nx: number, rate: number, steps: number): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Threads with compiled loops, or twins where there are none. */
export function makeSlabThreads(count: number, program: Program | undefined): SlabThreads {
  const ending = import.meta.url.endsWith(".ts") ? ".ts" : ".js";
  const workers = Array.from({ length: count }, () => new Worker(new URL(`./slab-worker${ending}`, import.meta.url)));
  const ended = new Map<number, () => void>();
  const failure = new Promise<never>((_, reject) => {
    for (const worker of workers)
      worker
        .on("message", (call: number) => ended.get(call)?.())
        .on("error", reject)
        .on("exit", () => reject(new Error("the threads are closed")));
  });
  failure.catch(() => undefined);
  let calls = 0;
  let before: Promise<unknown> = Promise.resolve();
  let fields = sharedFields(0);
  async function diffuse(u: Float64Array, nx: number, rate: number, steps: number): Promise<readonly number[]> {
    if (fields[0].length !== u.length) fields = sharedFields(u.length);
    const firstRows = slabRows(u.length / nx, nx, count);
    const claims = makeSlabClaims(firstRows.length - 1);
    const depth = Math.min(DEEPEST, u.length / nx);
    const spent = sharedNumbers(count);
    if (process.threadCpuUsage === undefined) spent.fill(Number.NaN);
    const call = ++calls;
    fields[0].set(u);
    // the first that finds all slabs at their end tells: others may be held up in work that nobody needs
    const done = new Promise<void>((resolve) => ended.set(call, resolve));
    const task = { call, fields, claims, spent, firstRows, nx, rate, steps, depth, program };
    for (const [thread, worker] of workers.entries()) worker.postMessage({ ...task, thread } satisfies SlabTask);
    try {
      await Promise.race([failure, done]);
    } catch (error) {
      stopAll(claims);
      throw error;
    } finally {
      ended.delete(call);
    }
    u.set(fields[Math.ceil(steps / depth) % 2] as Float64Array);
    return [...spent];
  }
  return {
    diffuse(u, nx, rate, steps) {
      const answer = before.then(() => diffuse(u, nx, rate, steps));
      before = answer.catch(() => undefined);
      return answer;
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** First rows of slabs of nearly equal height, and the end. */
export function slabRows(ny: number, nx: number, threads: number): readonly number[] {
  const wanted = Math.max(Math.ceil((nx * ny) / SLAB_CELLS), SLABS_EACH * threads, LEAST_SLABS);
  const slabs = Math.max(1, Math.min(wanted, Math.floor(ny / SLAB_ROWS)));
  return Array.from({ length: slabs + 1 }, (_, slab) => Math.floor((ny * slab) / slabs));
}

function sharedNumbers(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}

function sharedFields(length: number): readonly [Float64Array, Float64Array] {
  return [sharedNumbers(length), sharedNumbers(length)];
}
