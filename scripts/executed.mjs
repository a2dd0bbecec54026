/**
 * Which functions of src a run executes, and for how long it runs, for `mutants.ts`: of an example, when node starts with
 * `--import` of this file; of a test file, as its setup file, in a thread of its own. Writes the seconds, and names by
 * path, into the folder PERRIN_EXECUTED.
 */
import { writeFileSync } from "node:fs";
import { Session } from "node:inspector";
import { join } from "node:path";
import { threadId } from "node:worker_threads";

const began = performance.now();
const session = new Session();
session.connect();
session.post("Profiler.enable");
session.post("Profiler.startPreciseCoverage", { callCount: false, detailed: false });

function write(name) {
  session.post("Profiler.takePreciseCoverage", (_, { result }) => {
    const executed = result.flatMap(({ url, functions }) => {
      const ran = functions.filter(({ ranges }) => ranges[0].count > 0).map(({ functionName }) => functionName);
      const at = url.lastIndexOf("/src/");
      return at < 0 ? [] : [[url.slice(at + 1), ran]];
    });
    const path = join(process.env.PERRIN_EXECUTED, `${name.replaceAll("/", "+")}.json`);
    const seconds = (performance.now() - began) / 1000;
    writeFileSync(path, JSON.stringify({ seconds, ran: Object.fromEntries(executed) }));
  });
}

if (process.env.VITEST) {
  const { afterAll, expect } = await import("vitest");
  afterAll(() => write(expect.getState().testPath.replace(/^.*\/(?=test\/)/, "")));
} else {
  process.on("exit", () => write(`${process.env.PERRIN_EXAMPLE}+${threadId}`));
}
