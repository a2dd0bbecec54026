/**
 * The result of a model file, run to its end in this process.
 */
import { parseModel } from "#model/parse-model.ts";
import { runModel } from "#run/run-model.ts";
import type { RunResult } from "#run/run-result.ts";

/** What a run of the text ends in. */
export function resultOf(text: string): RunResult {
  const read = (set: Readonly<Record<string, string>> = {}) => parseModel(text, { file: "m.yaml", set });
  const steps = runModel(read(), { version: "9", name: "m", hash: "h", variant: read, walkers: 640 });
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

/** The text with an error of its kinds: what its parsing complains of, by code. */
export function codesOf(text: string): readonly string[] {
  try {
    parseModel(text);
  } catch (error) {
    if (error instanceof Error && "issues" in error)
      return (error.issues as readonly { readonly code: string }[]).map(({ code }) => code);
    throw error;
  }
  return [];
}
