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

/** Shortest time between two messages of progress [ms]. */
const PROGRESS_INTERVAL = 50;

const send = (message: JobMessage): void => parentPort?.postMessage(message);

function compute({ model: file, version, set, levels, seed, walkers, refinements, figures, bare }: Job): JobResult {
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
    const result = driven(runModel(bare ? studied : model, options), 0, 1);
    return { results: [result], figures: figures ? figuresOf(model, result) : [], asked };
  }
  const refinable = refinableLevels(model, levels ?? model.levels);
  const results = refinements.map((refinement, i) =>
    driven(
      runModel(studied, { ...options, levels: refinable, refinement }),
      i / refinements.length,
      1 / refinements.length,
    ),
  );
  return { results, figures: [], asked };
}

function driven(run: Generator<RunProgress, RunResult>, start: number, share: number): RunResult {
  let last = performance.now();
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
    if (performance.now() - last < PROGRESS_INTERVAL) continue;
    last = performance.now();
    const { level, fraction, doing } = next.value;
    send({ kind: "progress", progress: { level, fraction: start + share * fraction, doing } });
  }
}

const job = workerData as Job;
try {
  send({ kind: "done", result: compute(job) });
} catch (error) {
  send({ kind: "failed", failure: failureOf(error, hashOf(job.model.text, job.set, new Map())) });
}
