/**
 * A folder of results that is there as a whole or not at all: it is written beside its place under another name, and
 * renamed at the end.
 *
 * @module
 */

import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { CommandError, EXIT } from "./exit-status.ts";
import { environmentMessage } from "./failure.ts";

/** Names and contents of files, without folders in the names. */
export type ResultFiles = ReadonlyMap<string, string | Uint8Array>;

/** List of the files that were written, so that a later run knows what it may replace. */
const MANIFEST = ".perrin-files";

/** Refuses at once a place where the folder cannot be written, before hours are spent on a run. */
export function checkResultFolder(folder: string): void {
  const place = placeOf(folder);
  refuseForeignFolder(place, folder);
  guarded(folder, () => {
    const made = mkdirSync(dirname(place), { recursive: true });
    try {
      rmdirSync(mkdtempSync(partialName(place)));
    } finally {
      removeEmpty(made, dirname(place));
    }
  });
}

/** Writes the folder, replacing an older one of this program. */
export function writeResultFolder(folder: string, files: ResultFiles): void {
  const place = placeOf(folder);
  refuseForeignFolder(place, folder);
  guarded(folder, () => {
    const made = mkdirSync(dirname(place), { recursive: true });
    let partial: string | undefined;
    const removePartial = (): void => {
      if (partial !== undefined) rmSync(partial, { recursive: true, force: true });
      removeEmpty(made, dirname(place));
    };
    try {
      partial = mkdtempSync(partialName(place));
      for (const [name, content] of files) writeFileSync(join(partial, name), content);
      writeFileSync(join(partial, MANIFEST), `${[...files.keys(), MANIFEST].join("\n")}\n`);
      chmodSync(partial, 0o777 & ~process.umask());
      replaceWith(place, partial);
    } catch (error) {
      removePartial();
      throw error;
    }
  });
}

/** Puts the new folder in its place; the old one stands aside until that has worked. */
function replaceWith(place: string, partial: string): void {
  if (!existsSync(place)) {
    renameSync(partial, place);
    return;
  }
  const aside = mkdtempSync(partialName(place));
  const old = join(aside, "old");
  renameSync(place, old);
  try {
    renameSync(partial, place);
  } catch (error) {
    renameSync(old, place);
    rmSync(aside, { recursive: true, force: true });
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}

function partialName(place: string): string {
  return join(dirname(place), `.${basename(place)}.partial-`);
}

/** The real place of a folder: links are followed where they exist. */
function placeOf(folder: string): string {
  const full = resolve(folder);
  return existsSync(full) ? realpathSync(full) : full;
}

/** A folder with anything in it that this program did not write is left alone. */
function refuseForeignFolder(place: string, folder: string): void {
  const refusal = (because: string): CommandError =>
    new CommandError(EXIT.input, `--out ${folder}: ${because} Name a folder that does not exist yet.`);
  const below = relative(place, process.cwd());
  if (below === "" || !below.startsWith("..")) throw refusal("this is the folder you are in, or one above it.");
  if (!existsSync(place)) return;
  let entries: string[];
  try {
    entries = readdirSync(place);
  } catch {
    throw refusal("this is a file, not a folder.");
  }
  if (entries.length === 0) return;
  const written = manifestOf(place);
  const foreign = entries.filter((entry) => !written.has(entry));
  if (foreign.length > 0)
    throw refusal(`it holds files that are not results of this program (${foreign.slice(0, 3).join(", ")}).`);
}

function manifestOf(place: string): ReadonlySet<string> {
  if (!existsSync(join(place, "result.json")) || !existsSync(join(place, MANIFEST))) return new Set();
  return new Set(readFileSync(join(place, MANIFEST), "utf8").split("\n"));
}

/** Removes folders that were made on the way, from the deepest up to the first that was made. */
function removeEmpty(first: string | undefined, deepest: string): void {
  if (first === undefined) return;
  for (let folder = deepest; folder === first || folder.startsWith(first + sep); folder = dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
  }
}

function guarded(folder: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof CommandError) throw error;
    const because = environmentMessage(error);
    if (because === undefined) throw error;
    throw new CommandError(EXIT.environment, `--out ${folder} cannot be written. ${because} Nothing was left behind.`);
  }
}
