/**
 * Finding and reading a model file and the data files beside it, within bounds: a model from a stranger is safe to open.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { closeSync, existsSync, fstatSync, openSync, readSync, realpathSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import { nearestName } from "#model/expression/nearest-name.ts";
import { CommandError, EXIT } from "./exit-status.ts";
import { examplesIn, examplesNamed } from "./find-example.ts";
import { packageRoot } from "./package-root.ts";

/** The largest model file [bytes]. */
const LARGEST_MODEL = 1_000_000;
/** The largest data file [bytes]. */
const LARGEST_TABLE = 32_000_000;

/** A model file as it was read; structured-cloneable. */
export interface ModelText {
  /** Path as it is shown in messages. */
  readonly shown: string;
  readonly path: string;
  /** File name without ending; the folder's name for a file called model.yaml. */
  readonly name: string;
  readonly text: string;
}

/** Reads the model file, or the packaged example, that a word of the command line means. */
export function readModelText(word: string): ModelText {
  const path = modelPath(word);
  const text = readText(
    path,
    LARGEST_MODEL,
    "A model file is text of at most 1 MB; measured values go into a CSV file beside it.",
  );
  const file = basename(path, extname(path));
  const name = file === "model" ? basename(dirname(resolve(path))) : file;
  return { shown: path, path, name, text };
}

function modelPath(word: string): string {
  if (existsSync(word)) return word;
  const looksLikePath = word.includes("/") || word.includes(sep);
  const examples = examplesIn(join(packageRoot(), "examples"));
  const named = looksLikePath ? [] : examplesNamed(word, examples);
  const [only] = named;
  if (only && named.length === 1) return relativeIfShorter(only.path);
  if (named.length > 1)
    throw new CommandError(
      EXIT.input,
      `"${word}" means several examples: ${named.map(({ name }) => name).join(", ")}. Name one of them.`,
    );
  const names = examples.flatMap(({ name }) => [name, name.slice(name.indexOf("-") + 1)]);
  const near = looksLikePath ? undefined : nearestName(word.replace(/\.ya?ml$/, ""), names);
  const hint = near === undefined ? "perrin new writes a first one." : `Did you mean the example ${near}?`;
  throw new CommandError(EXIT.input, `${shownWord(word)}: there is no such file, and no example of that name. ${hint}`);
}

function shownWord(word: string): string {
  return word.length > 200 ? `${word.slice(0, 200)}...` : word === "" ? '""' : word;
}

function relativeIfShorter(path: string): string {
  const short = relative(process.cwd(), path);
  return short.length < path.length ? short : path;
}

/** The text of a file: a regular file, not larger than allowed, in UTF-8. The size is asked before anything is read. */
function readText(path: string, largest: number, tooLarge: string): string {
  const file = opened(path);
  try {
    const stat = fstatSync(file);
    if (stat.isDirectory())
      throw new CommandError(EXIT.input, `${path}: this is a folder, not a model file. Name a file in it.`);
    const size = stat.isFile() ? stat.size : largest;
    if (size > largest) throw new CommandError(EXIT.input, `${path}: ${(size / 1e6).toPrecision(3)} MB. ${tooLarge}`);
    const bytes = Buffer.alloc(largest + 1);
    let length = 0;
    for (;;) {
      const read = readSync(file, bytes, length, bytes.length - length, null);
      length += read;
      if (read === 0 || length === bytes.length) break;
    }
    if (length > largest) throw new CommandError(EXIT.input, `${path}: more than ${largest / 1e6} MB. ${tooLarge}`);
    return decoded(bytes.subarray(0, length), path);
  } finally {
    closeSync(file);
  }
}

function opened(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const because =
      code === "EACCES"
        ? "permission denied"
        : code === "ENOENT"
          ? "there is no such file"
          : `it cannot be read (${code})`;
    throw new CommandError(EXIT.input, `${path}: ${because}.`);
  }
}

function decoded(bytes: Uint8Array, path: string): string {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new CommandError(
      EXIT.input,
      `${path}: this is not text in UTF-8. A model file is YAML text; save it as UTF-8.`,
    );
  }
  const control = /[^\P{Cc}\t\n\r]/u.exec(text);
  if (control)
    throw new CommandError(
      EXIT.input,
      `${path}: a control character at offset ${control.index}: this is a binary file. A model file is YAML text.`,
    );
  return text;
}

/** The readers of data files of one model; remembers what was read, for the hash. */
export interface DataFiles {
  readonly readFile: (path: string) => string;
  readonly read: ReadonlyMap<string, string>;
}

/** Data files in the folder of a model and nowhere else, whatever links lie there. */
export function dataFilesBeside(modelFile: string): DataFiles {
  const read = new Map<string, string>();
  const readFile = (path: string): string => {
    const known = read.get(path);
    if (known !== undefined) return known;
    const folder = realpathSync(dirname(resolve(modelFile)));
    const target = realpathSync(resolve(folder, path));
    if (!target.startsWith(folder + sep))
      throw new CommandError(EXIT.input, `${path}: a data file must lie in the folder of the model.`);
    const text = readText(target, LARGEST_TABLE, "A data file may have at most 32 MB.");
    read.set(path, text);
    return text;
  };
  return { readFile, read };
}

/**
 * The name of a run's input: SHA-256 of the model text; of the settings and the data files too, where there are any.
 * For a plain model file it is what `sha256sum` prints.
 */
export function hashOf(text: string, set: Readonly<Record<string, string>>, data: ReadonlyMap<string, string>): string {
  const hash = createHash("sha256").update(text);
  const settings = Object.entries(set).sort(([a], [b]) => (a < b ? -1 : 1));
  const files = [...data].sort(([a], [b]) => (a < b ? -1 : 1));
  if (settings.length + files.length > 0) hash.update(`\0${JSON.stringify({ settings, files })}`);
  return `sha256:${hash.digest("hex")}`;
}

/** Settings with a number of walkers among them: levels weigh the cost of a model by the walkers that it declares. */
export function withWalkers(
  set: Readonly<Record<string, string>>,
  walkers: number | undefined,
): Readonly<Record<string, string>> {
  return walkers === undefined ? set : { ...set, "sampling.walkers": String(walkers) };
}
