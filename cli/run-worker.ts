/**
 * The thread that computes: it parses the model, drives the run to its end and sends progress, so that the main thread
 * can draw a bar, hear Ctrl-C at any moment and survive when memory runs out.
 *
 * @module
 */

import { parentPort, workerData } from "node:worker_threads";
import { parseModel } from "#model/parse-model.ts";
import { figuresOf } from "#report/figures-of-result.ts";
import { type RunOptions, type RunProgress, runModel } from "#run/run-model.ts";
import type { RunResult } from "#run/run-result.ts";
import { failureOf } from "./failure.ts";
import type { Job, JobMessage, JobResult } from "./job.ts";
import { dataFilesBeside, hashOf, withWalkers } from "./model-file.ts";
import { refinableLevels } from "./refinable-levels.ts";
import { makeWorkerPool, type WorkerPool } from "./worker-pool.ts";

/** Shortest time between two messages of progress [ms]. */
const PROGRESS_INTERVAL = 50;

const send = (message: JobMessage): void => parentPort?.postMessage(message);

async function compute(
  { model: file, version, set, levels, seed, walkers, refinements, figures, bare }: Job,
  pool: WorkerPool,
): Promise<JobResult> {
  const data = dataFilesBeside(file.path);
  const parse = (settings: Readonly<Record<string, string>>) =>
    parseModel(file.text, { file: file.shown, readFile: data.readFile, set: withWalkers(settings, walkers) });
  const model = parse(set);
  const options: RunOptions = {
    version,
    name: file.name,
    hash: hashOf(file.text, set, data.read),
    ...(levels === undefined ? {} : { levels }),
    ...(seed === undefined ? {} : { seed }),
    ...(walkers === undefined ? {} : { walkers }),
    variant: (changes) => parse({ ...set, ...changes }),
  };
  const asked = {
    outputs: model.outputs.map(({ name }) => name),
    agree: model.agree.map(({ output }) => output),
    expect: model.expectations.map(({ of, line }) => ({ of, line })),
  };
  const studied = { ...model, agree: [], expectations: [], sweeps: [] };
  if (refinements === undefined) {
    const result = await driven(runModel(bare ? studied : model, options), pool, 0, 1);
    return { results: [result], figures: figures ? figuresOf(model, result) : [], asked };
  }
  const refinable = refinableLevels(model, levels ?? model.levels);
  const results: RunResult[] = [];
  for (const [i, refinement] of refinements.entries()) {
    const run = runModel(studied, { ...options, levels: refinable, refinement });
    results.push(await driven(run, pool, i / refinements.length, 1 / refinements.length));
  }
  return { results, figures: [], asked };
}

async function driven(
  run: Generator<RunProgress, RunResult, unknown>,
  pool: WorkerPool,
  start: number,
  share: number,
): Promise<RunResult> {
  let last = performance.now();
  let answer: unknown;
  for (;;) {
    const next = run.next(answer);
    if (next.done) return next.value;
    const { batch } = next.value;
    answer = batch === undefined ? undefined : await pool.part(batch);
    if (performance.now() - last < PROGRESS_INTERVAL) continue;
    last = performance.now();
    const { level, fraction, doing } = next.value;
    send({ kind: "progress", progress: { level, fraction: start + share * fraction, doing } });
  }
}

const job = workerData as Job;
const pool = makeWorkerPool(job.threads);
try {
  send({ kind: "done", result: await compute(job, pool) });
} catch (error) {
  send({ kind: "failed", failure: failureOf(error, hashOf(job.model.text, job.set, new Map())) });
} finally {
  pool.close();
}
