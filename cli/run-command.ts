/**
 * `perrin run`: runs a model, prints what every level says and how well they agree, and judges.
 *
 * @module
 */

import { availableParallelism } from "node:os";
import type { LevelName } from "#model/model.ts";
import { refinementStudy, refinementTable } from "#report/refinement-study.ts";
import { refinementText } from "#report/refinement-text.ts";
import { csvText } from "#report/table.ts";
import { textReport } from "#report/text-report.ts";
import type { JournalEntry } from "#run/batch-journal.ts";
import { exitCodeOf } from "#run/exit-code.ts";
import { documentOf } from "#run/field-report.ts";
import type { RunResult } from "#run/run-result.ts";
import { EXIT, type ExitStatus } from "./exit-status.ts";
import { ThreadFailed } from "./failure.ts";
import type { Job, JobResult } from "./job.ts";
import { saveLastStates } from "./last-state.ts";
import { readModelText } from "./model-file.ts";
import { packageVersion } from "./package-root.ts";
import { checkResultFolder, type ResultFiles, writeResultFolder } from "./result-folder.ts";
import { startJob } from "./run-job.ts";
import { loadState, removeState, saveState } from "./run-state.ts";
import { makeProgressBar, styleOf } from "./terminal.ts";

/** Options of the command, as they were given. */
export interface RunCommandOptions {
  readonly level: readonly LevelName[];
  readonly set: Readonly<Record<string, string>>;
  readonly seed?: number;
  readonly walkers?: number;
  readonly threads?: number;
  readonly steps?: number;
  readonly resume?: boolean;
  readonly refine?: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** Runs and prints; the exit code says how it went. */
export async function runCommand(word: string, options: RunCommandOptions): Promise<ExitStatus> {
  const model = readModelText(word);
  if (options.out !== undefined) checkResultFolder(options.out);
  const fresh = jobOf(model, options);
  const job = options.resume ? { ...fresh, journal: loadState(fresh) } : fresh;
  const bar = makeProgressBar(process.stderr);
  const running = startJob(job, bar.show);
  const stopListening = onInterrupt(() => {
    bar.clear();
    running.stop();
    setTimeout(giveUp, PATIENCE).unref();
  });
  try {
    const done = await running.ending;
    bar.clear();
    if ("journal" in done) return interrupted(job, done.journal, word);
    if (options.resume) removeState(job);
    return job.refinements === undefined
      ? await finishRun(done, model, options)
      : finishStudy(done, done.refinements ?? job.refinements, options);
  } catch (error) {
    throw withSavedState(error, model.name);
  } finally {
    bar.clear();
    stopListening();
  }
}

/** A failure of solvers, with words for where the last good states were saved. */
function withSavedState(error: unknown, name: string): unknown {
  if (!(error instanceof ThreadFailed) || error.failure.lastStates === undefined) return error;
  const { lastStates, ...failure } = error.failure;
  return new ThreadFailed({ ...failure, message: [failure.message, ...saveLastStates(name, lastStates)].join("\n") });
}

/** Saves what the levels that failed held, while others ended well. */
function saveStatesOf({ levels }: RunResult, name: string): void {
  const kept = Object.entries(levels).flatMap(([level, { lastState }]) =>
    lastState === undefined ? [] : [{ level, state: lastState }],
  );
  for (const words of saveLastStates(name, kept)) process.stderr.write(`${words}\n`);
}

/** How long a run may take to stop [ms]. */
const PATIENCE = 5000;

function giveUp(): void {
  process.stderr.write("Interrupted: nothing was saved.\n");
  process.exit(EXIT.interrupted);
}

/** Saves what walkers have done; what has no noise is quickly done again. */
function interrupted(job: Job, journal: readonly JournalEntry[], word: string): ExitStatus {
  if (journal.length === 0)
    process.stderr.write("Interrupted: nothing was saved, for no walkers had come to an end.\n");
  else
    process.stderr.write(
      `Interrupted: saved in ${saveState(job, journal)}. To go on: perrin run ${word} --resume, with the same options.\n`,
    );
  return EXIT.interrupted;
}

function jobOf(
  model: Job["model"],
  { level, set, seed, walkers, threads, steps, refine, out }: RunCommandOptions,
): Job {
  return {
    model,
    version: packageVersion(),
    set,
    threads: threads ?? availableParallelism(),
    figures: out !== undefined && refine === undefined,
    ...(level.length === 0 ? {} : { levels: level }),
    ...(seed === undefined ? {} : { seed }),
    ...(walkers === undefined ? {} : { walkers }),
    ...(steps === undefined ? {} : { stepping: steps }),
    ...(refine === undefined ? {} : { refinements: doublings(refine) }),
  };
}

/** 1, 2, 4, ... up to a factor. */
function doublings(largest: number): readonly number[] {
  const factors = [1];
  for (let factor = 2; factor <= largest; factor *= 2) factors.push(factor);
  return factors;
}

async function finishRun(done: JobResult, model: Job["model"], { out, json }: RunCommandOptions): Promise<ExitStatus> {
  const [result] = done.results;
  if (result === undefined) throw new Error("a run without a result");
  if (out !== undefined) {
    const { resultFiles } = await import("./result-files.ts");
    writeResultFolder(out, await resultFiles(done, model));
  }
  process.stdout.write(
    json
      ? `${JSON.stringify(documentOf(result), null, 2)}\n`
      : textReport(result, styleOf(process.stdout, process.env), done.asked),
  );
  if (out !== undefined) process.stderr.write(`Written to ${out}: open ${out}/report.html in a browser.\n`);
  saveStatesOf(result, model.name);
  return exitCodeOf(result);
}

function finishStudy(
  { results }: JobResult,
  refinements: readonly number[],
  { out, json }: RunCommandOptions,
): ExitStatus {
  const [first] = results;
  if (first === undefined) throw new Error("a study without a result");
  const rows = refinementStudy(results, refinements);
  const { perrin, model, hash } = first;
  const document = `${JSON.stringify({ perrin, model, hash, refinement: rows }, null, 2)}\n`;
  if (out !== undefined) {
    const files: ResultFiles = new Map([
      ["result.json", document],
      ["refinement.csv", csvText(refinementTable(rows))],
    ]);
    writeResultFolder(out, files);
  }
  process.stdout.write(json ? document : refinementText(first, rows, styleOf(process.stdout, process.env)));
  return EXIT.well;
}

/** Hears Ctrl-C and the polite kill. */
function onInterrupt(stop: () => void): () => void {
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return () => {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  };
}
