/**
 * The file that an interrupted run leaves: one line of JSON that says of which run it is, then the parts.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import type { JournalEntry } from "#run/batch-journal.ts";
import { CommandError, EXIT } from "./exit-status.ts";
import { environmentMessage } from "./failure.ts";
import type { Job } from "./job.ts";

/** What must be the same for a run to go on. */
interface Identity {
  readonly perrin: string;
  readonly run: string;
}

const LINE_FEED = 10;

/** Name of the file of a model, in the folder one is in. */
function stateFileOf(model: Job["model"]): string {
  return `${model.name}.perrin-state`;
}

/** Writes the state; it is there as a whole or not at all. @throws CommandError if it cannot be written */
export function saveState(job: Job, entries: readonly JournalEntry[]): string {
  const file = stateFileOf(job.model);
  const body = serialize(entries);
  const head = { ...identityOf(job), parts: entries.length, sha256: sha256(body) };
  const partial = `.${file}.partial`;
  try {
    writeFileSync(partial, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body]));
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    const because = error instanceof Error ? environmentMessage(error) : undefined;
    if (because === undefined) throw error;
    throw new CommandError(EXIT.environment, `Interrupted: the state could not be saved. ${because}`);
  }
  return file;
}

/** Reads the state of this run. @throws CommandError if there is none, or it is of another run */
export function loadState(job: Job): readonly JournalEntry[] {
  const file = stateFileOf(job.model);
  const refused = (because: string): CommandError =>
    new CommandError(EXIT.input, `--resume: ${because} Run without --resume to start anew.`);
  if (!existsSync(file)) throw refused(`there is no ${file} here.`);
  const content = readFileSync(file);
  const end = content.indexOf(LINE_FEED);
  const body = content.subarray(end + 1);
  const head = headOf(content.subarray(0, Math.max(end, 0)).toString("utf8"));
  if (head?.sha256 !== sha256(body)) throw refused(`${file} is no state of a run, or is damaged.`);
  const { perrin, run } = identityOf(job);
  if (head.perrin !== perrin) throw refused(`${file} is of version ${head.perrin}, and this is ${perrin}.`);
  if (head.run !== run) throw refused(`${file} is of another model, or of other options.`);
  return deserialize(body) as readonly JournalEntry[];
}

/** Removes the state of a run that has come to its end. */
export function removeState(job: Job): void {
  rmSync(stateFileOf(job.model), { force: true });
}

/** Everything that the parts depend on: the text of the model and all options but the number of threads. */
function identityOf({ model, version, set, levels, seed, walkers, refinements, stepping }: Job): Identity {
  const options = { set, levels, seed, walkers, refinements, stepping };
  return { perrin: version, run: sha256(Buffer.from(JSON.stringify([model.text, options]))) };
}

function headOf(line: string): { readonly perrin: string; readonly run: string; readonly sha256: string } | undefined {
  try {
    const head = JSON.parse(line) as Record<string, unknown>;
    const { perrin, run, sha256: sum } = head;
    return typeof perrin === "string" && typeof run === "string" && typeof sum === "string"
      ? { perrin, run, sha256: sum }
      : undefined;
  } catch {
    return undefined;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
