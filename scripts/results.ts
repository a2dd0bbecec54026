/**
 * Runs an example as it stands and holds it against its expectations, and then against its record.
 *
 *     node --conditions=perrin-source scripts/results.ts 301-layered-usl
 *
 * Ends with 1 or 3 where an expectation, an agreement or a level failed, and with NOT_AS_RECORDED where only the record
 * differs. `npm run results` writes the records anew.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseModel } from "#model/parse-model.ts";
import { exitCodeOf } from "#run/exit-code.ts";
import { runModel } from "#run/run-model.ts";
import type { RunResult } from "#run/run-result.ts";
import { examplesIn, examplesNamed } from "../cli/find-example.ts";
import { resultsRecord } from "../test/support/results-record.ts";
import { ROOT } from "./source-files.ts";

/** How the program ends where physics finds no fault and a number is another than was recorded. */
export const NOT_AS_RECORDED = 10;

function resultOf(file: string): RunResult {
  const text = readFileSync(file, "utf8");
  const readFile = (path: string): string => readFileSync(join(dirname(file), path), "utf8");
  const variant = (set: Readonly<Record<string, string>>, aside: readonly string[] = []) =>
    parseModel(text, { file, readFile, set, aside });
  const steps = runModel(variant({}), { version: "record", name: file, hash: "", variant });
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

/** Lines of one text that are not in the other. */
function linesOnlyIn(text: string, other: string): readonly string[] {
  const known = new Set(other.split("\n"));
  return text.split("\n").filter((line) => !known.has(line));
}

if (import.meta.main) {
  const [word = ""] = process.argv.slice(2);
  const [found] = examplesNamed(word, examplesIn(join(ROOT, "examples")));
  if (found === undefined) throw new Error(`no example ${word}`);
  const result = resultOf(found.path);
  const status = exitCodeOf(result);
  const [now, recorded] = [
    resultsRecord(result),
    readFileSync(join(ROOT, "test/results/examples", `${found.name}.txt`), "utf8"),
  ];
  for (const line of linesOnlyIn(recorded, now)) console.log(`- ${line}`);
  for (const line of linesOnlyIn(now, recorded)) console.log(`+ ${line}`);
  process.exitCode = status === 0 && now !== recorded ? NOT_AS_RECORDED : status;
}
