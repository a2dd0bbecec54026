/**
 * Computing a job in a thread of its own.
 *
 * @module
 */

import { Worker } from "node:worker_threads";
import type { JournalEntry } from "#run/batch-journal.ts";
import type { RunProgress } from "#run/run-model.ts";
import { CommandError, EXIT } from "./exit-status.ts";
import { failureOf, ThreadFailed } from "./failure.ts";
import type { Job, JobData, JobMessage, JobOrder, JobResult } from "./job.ts";

/** A job that was stopped, with the parts that were solved. */
export interface StoppedJob {
  readonly journal: readonly JournalEntry[];
}

/** A job that is being computed. */
export interface RunningJob {
  /** Its result, or the parts that were solved when it was stopped. @throws ThreadFailed */
  readonly ending: Promise<JobResult | StoppedJob>;
  stop(): void;
}

/** Starts a job. */
export function startJob(job: Job, onProgress: (progress: RunProgress) => void): RunningJob {
  const ending = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const workerData: JobData = { job, stop };
  const worker = new Worker(new URL(`./run-worker${ending}`, import.meta.url), { workerData });
  return {
    ending: new Promise((resolve, reject) => {
      worker.on("message", (message: JobMessage) => {
        if (message.kind === "progress") onProgress(message.progress);
        else if (message.kind === "done") resolve(message.result);
        else if (message.kind === "interrupted") resolve({ journal: message.journal });
        else reject(new ThreadFailed(message.failure));
      });
      worker.on("error", (error) => reject(new ThreadFailed(failureOf(error))));
      worker.on("exit", () =>
        reject(new CommandError(EXIT.environment, "The thread that computes ended without a result.")),
      );
    }),
    stop() {
      Atomics.store(stop, 0, 1);
      worker.postMessage("stop" satisfies JobOrder);
    },
  };
}

/** Runs a job to its end. @throws ThreadFailed */
export async function runJob(job: Job, onProgress: (progress: RunProgress) => void): Promise<JobResult> {
  const ending = await startJob(job, onProgress).ending;
  if ("journal" in ending) throw new Error("a job that nobody stopped");
  return ending;
}
