/**
 * The result of a model file, run to its end in this process.
 */
import { type Issue, ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";
import { runModel } from "#run/run-model.ts";
import type { RunResult } from "#run/run-result.ts";

/** What a run of the text ends in. */
export function resultOf(text: string): RunResult {
  const read = (set: Readonly<Record<string, string>> = {}, aside: readonly string[] = []) =>
    parseModel(text, { file: "m.yaml", set, aside });
  const steps = runModel(read(), { version: "9", name: "m", hash: "h", variant: read, walkers: 640 });
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

/** What the parsing of a text complains of. */
export function issuesOf(text: string): readonly Issue[] {
  try {
    parseModel(text);
  } catch (error) {
    if (error instanceof ModelError) return error.issues;
    throw error;
  }
  return [];
}

/** What the parsing of a text complains of, by code. */
export function codesOf(text: string): readonly string[] {
  return issuesOf(text).map(({ code }) => code);
}
