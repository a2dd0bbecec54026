/**
 * The thread that computes: it parses the model, drives the run to its end and sends progress, so that the main thread
 * can draw a bar, hear Ctrl-C at any moment and survive when memory runs out.
 *
 * @module
 */

import { parentPort, workerData } from "node:worker_threads";
import { parseModel } from "#model/parse-model.ts";
import { useGridKernels } from "#numerics/grid/grid-kernels-in-use.ts";
import { useKernels } from "#numerics/kernels-in-use.ts";
import { figuresOf } from "#report/figures-of-result.ts";
import { makeBatchJournal } from "#run/batch-journal.ts";
import { type RunOptions, type RunProgress, runModel } from "#run/run-model.ts";
import type { RunResult } from "#run/run-result.ts";
import { type BatchSource, Interrupted, makeBatchSource, type StopSignal } from "./batch-source.ts";
import { failureOf } from "./failure.ts";
import type { Job, JobData, JobMessage, JobOrder, JobResult } from "./job.ts";
import { loadGridKernels } from "./load-grid-kernels.ts";
import { kernelProgram, loadKernels } from "./load-kernels.ts";
import { dataFilesBeside, hashOf, withWalkers } from "./model-file.ts";
import { refinableLevels, refinementFactors } from "./refinable-levels.ts";
import { makeWorkerPool } from "./worker-pool.ts";

/** Shortest time between two messages of progress [ms]. */
const PROGRESS_INTERVAL = 50;

const send = (message: JobMessage): void => parentPort?.postMessage(message);

async function compute(
  { model: file, version, set, levels, seed, walkers, stepping, refinements, figures, bare }: Job,
  driver: Driver,
): Promise<JobResult> {
  const data = dataFilesBeside(file.path);
  const parse = (settings: Readonly<Record<string, string>>, aside: readonly string[] = []) =>
    parseModel(file.text, { file: file.shown, readFile: data.readFile, set: withWalkers(settings, walkers), aside });
  const model = parse(set);
  const options: RunOptions = {
    version,
    name: file.name,
    hash: hashOf(file.text, set, data.read),
    ...(levels === undefined ? {} : { levels }),
    ...(seed === undefined ? {} : { seed }),
    ...(walkers === undefined ? {} : { walkers }),
    ...(stepping === undefined ? {} : { stepping }),
    variant: (changes, aside) => parse({ ...set, ...changes }, aside),
  };
  const asked = {
    outputs: model.outputs.map(({ name }) => name),
    agree: model.agree.map(({ output }) => output),
    expect: model.expectations.map(({ of, line }) => ({ of, line })),
  };
  const studied = { ...model, agree: [], expectations: [], sweeps: [] };
  if (refinements === undefined) {
    const result = await driven(runModel(bare ? studied : model, options), driver, 0, 1);
    return { results: [result], figures: figures ? figuresOf(model, result) : [], asked };
  }
  const refinable = refinableLevels(model, levels ?? model.levels);
  const results: RunResult[] = [];
  const factors = refinementFactors(model, refinements);
  for (const [i, refinement] of factors.entries()) {
    const run = runModel(studied, { ...options, levels: refinable, refinement });
    results.push(await driven(run, driver, i / refinements.length, 1 / refinements.length));
  }
  return { results, refinements: factors, figures: [], asked };
}

/** What drives a run: where its batches come from, and whether it is to stop. */
interface Driver {
  readonly source: BatchSource;
  readonly stop: StopSignal;
}

async function driven(
  run: Generator<RunProgress, RunResult, unknown>,
  { source, stop }: Driver,
  start: number,
  share: number,
): Promise<RunResult> {
  let last = performance.now();
  let answer: unknown;
  for (;;) {
    const next = run.next(answer);
    if (next.done) return next.value;
    if (stop.isSet()) throw new Interrupted();
    const { batch } = next.value;
    answer = batch === undefined ? undefined : await source.part(batch);
    if (performance.now() - last < PROGRESS_INTERVAL) continue;
    last = performance.now();
    const { level, fraction, doing } = next.value;
    send({ kind: "progress", progress: { level, fraction: start + share * fraction, doing } });
  }
}

/** Set by the main thread: in memory that a busy thread reads, and by a message that a waiting one hears. */
function stopSignal(word: Int32Array): StopSignal {
  const whenSet = new Promise<never>((_, reject) => {
    parentPort?.once("message", (_order: JobOrder) => reject(new Interrupted()));
  });
  whenSet.catch(() => undefined); // heard by whoever waits
  return { isSet: () => Atomics.load(word, 0) === 1, whenSet };
}

const program = kernelProgram();
useKernels(loadKernels(program));
useGridKernels((bytes) => loadGridKernels(bytes, program));
const { job, stop: word } = workerData as JobData;
const pool = makeWorkerPool(job.threads);
const stop = stopSignal(word);
const journal = makeBatchJournal(job.journal);
try {
  send({ kind: "done", result: await compute(job, { source: makeBatchSource(journal, pool, stop), stop }) });
} catch (error) {
  if (error instanceof Interrupted) send({ kind: "interrupted", journal: journal.entries() });
  else send({ kind: "failed", failure: failureOf(error, hashOf(job.model.text, job.set, new Map())) });
} finally {
  pool.close();
  parentPort?.close();
}
