/**
 * Computing a job in a thread of its own.
 *
 * @module
 */

import { Worker } from "node:worker_threads";
import type { RunProgress } from "#run/run-model.ts";
import { CommandError, EXIT } from "./exit-status.ts";
import { type Failure, failureOf } from "./failure.ts";
import type { Job, JobMessage, JobResult } from "./job.ts";

/** A job that failed in its thread. */
export class JobFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = "JobFailed";
    this.failure = failure;
  }
}

/** Runs a job to its end. @throws JobFailed */
export function runJob(job: Job, onProgress: (progress: RunProgress) => void): Promise<JobResult> {
  const ending = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  const worker = new Worker(new URL(`./run-worker${ending}`, import.meta.url), { workerData: job });
  return new Promise((resolve, reject) => {
    worker.on("message", (message: JobMessage) => {
      if (message.kind === "progress") onProgress(message.progress);
      else if (message.kind === "done") resolve(message.result);
      else reject(new JobFailed(message.failure));
    });
    worker.on("error", (error) => reject(new JobFailed(failureOf(error))));
    worker.on("exit", () =>
      reject(new CommandError(EXIT.environment, "The thread that computes ended without a result.")),
    );
  });
}
