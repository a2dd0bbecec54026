/**
 * Packaged examples by number or name: `perrin run 301`, `perrin run layered-usl`.
 *
 * An example is a file NNN-name.yaml, or a folder NNN-name with a model.yaml in it.
 *
 * @module
 */

import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

/** One packaged example. */
export interface Example {
  /** "301-layered-usl" */
  readonly name: string;
  readonly path: string;
}

/** All examples of a folder, by number. */
export function examplesIn(folder: string): readonly Example[] {
  if (!existsSync(folder)) return [];
  const found: Example[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!/^\d/.test(entry.name)) continue;
    if (entry.isDirectory()) {
      const path = join(folder, entry.name, "model.yaml");
      if (existsSync(path)) found.push({ name: entry.name, path });
    } else if (entry.name.endsWith(".yaml"))
      found.push({ name: basename(entry.name, ".yaml"), path: join(folder, entry.name) });
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Examples that a word means: its number, its name, or both as in "301-layered-usl". */
export function examplesNamed(word: string, examples: readonly Example[]): readonly Example[] {
  const wanted = word.replace(/\.ya?ml$/, "");
  return examples.filter(({ name }) => {
    const dash = name.indexOf("-");
    return wanted === name || wanted === name.slice(0, dash) || wanted === name.slice(dash + 1);
  });
}
