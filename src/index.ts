/**
 * The library: read a model, run it, follow its progress.
 *
 * ```ts
 * import { parseModel, run } from "perrin";
 *
 * const running = run(parseModel(text));
 * for await (const { level, fraction } of running) console.log(level, fraction);
 * const result = await running.result;
 * ```
 *
 * @module
 */

import type { Model } from "#model/model.ts";
import type { BatchPool } from "#run/batch-pool.ts";
import { type RunOptions, type RunProgress, runModel } from "#run/run-model.ts";
import type { RunResult } from "#run/run-result.ts";
import { VERSION } from "./version.ts";

export { type Explanation, explainModel } from "#model/explain.ts";
export { type Issue, ModelError } from "#model/issue.ts";
export { LEVEL_NAMES, type LevelName, type Model } from "#model/model.ts";
export { type ParseOptions, parseModel } from "#model/parse-model.ts";
export { type CompiledLoops, compiledKernels } from "#numerics/compiled-kernels.ts";
export { type CompiledGridLoops, compiledGridKernels } from "#numerics/grid/compiled-grid-kernels.ts";
export { useGridKernels } from "#numerics/grid/grid-kernels-in-use.ts";
export { useKernels } from "#numerics/kernels-in-use.ts";
export { NumericalFailure } from "#numerics/numerical-failure.ts";
export type { Figure, Mark } from "#report/figure.ts";
export { figuresOf } from "#report/figures-of-result.ts";
export { PLAIN_INK, type TextStyle } from "#report/ink.ts";
export { resultTables } from "#report/result-tables.ts";
export { csvText, type Table } from "#report/table.ts";
export { textReport } from "#report/text-report.ts";
export { type BatchPool, makeBatchPool, type Thread } from "#run/batch-pool.ts";
export { type FromBatchThread, makeBatchThread, type ToBatchThread } from "#run/batch-thread.ts";
export { exitCodeOf } from "#run/exit-code.ts";
export { LevelRefused } from "#run/level-refused.ts";
export type { RunProgress } from "#run/run-model.ts";
export type {
  AgreementVerdict,
  DataVerdict,
  ExpectVerdict,
  LevelReport,
  OutputReport,
  ProfileReport,
  RunResult,
  SeriesReport,
} from "#run/run-result.ts";
export { VERSION };

/** How a model is run; everything has a default. */
export interface LibraryRunOptions extends Partial<RunOptions> {
  /** Threads that solve the batches of sampled levels; without it they are solved here. The result has the same bits. */
  readonly pool?: BatchPool;
}

/**
 * A run that moves when it is asked: iterate over it for progress, or await its result, which drives it to its end.
 * Whoever iterates may wait as long as he likes between two steps, draw a bar, or stop by leaving the loop.
 */
export interface Run extends AsyncIterable<RunProgress> {
  /** The result. Rejects with what the run throws: LevelRefused, NumericalFailure. */
  readonly result: Promise<RunResult>;
}

/**
 * Runs a model at the levels that it lists, or at all that can carry it.
 *
 * Expectations with `with:`, sweeps, tornados, fits and zeros need the text of the model once more: pass
 * `variant: (set, aside) => parseModel(text, { set, aside })`.
 *
 * @example
 * ```ts
 * const { levels } = await run(parseModel(text), { seed: 2 }).result;
 * ```
 */
export function run(model: Model, { pool, ...options }: LibraryRunOptions = {}): Run {
  const steps = runModel(model, { version: VERSION, name: model.title ?? "model", hash: "not hashed", ...options });
  let ending: Promise<RunResult> | undefined;
  let finished: RunResult | undefined;
  let answer: unknown;
  const step = async (): Promise<IteratorResult<RunProgress, RunResult>> => {
    const next = steps.next(answer);
    const batch = next.done ? undefined : next.value.batch;
    answer = batch && (await pool?.part(batch));
    return next;
  };
  const end = async (): Promise<RunResult> => {
    for (;;) {
      if (finished) return finished;
      const next = await step();
      if (next.done) finished = next.value ?? stopped();
    }
  };
  return {
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const next = await step();
        if (next.done) {
          finished ??= next.value;
          return;
        }
        yield next.value;
      }
    },
    get result() {
      ending ??= end();
      return ending;
    },
  };
}

function stopped(): never {
  throw new Error("The run threw before it had a result, and cannot be continued.");
}
