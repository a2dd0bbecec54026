import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseModel } from "#model/parse-model.ts";
import { runModel } from "#run/run-model.ts";
import { examplesIn } from "../../cli/find-example.ts";
import { buildCommandLine, perrin, put, scratchFolder } from "../support/command-line.ts";
import { mutated } from "../support/mutations.ts";

const EXAMPLES = examplesIn(join(import.meta.dirname, "../../examples")).map(({ name, path }) => ({
  name,
  path,
  text: readFileSync(path, "utf8"),
}));

/** What a bad model may throw: its own errors, each with a kind that the shells know. */
const CIVIL = new Set(["model", "level", "numerical", "domain"]);

const MUTATIONS = 1000;
/** A run is left after this time: here only what it throws matters [ms]. */
const GLANCE = 15;

/** Parses a mutated example and looks at the beginning of its run; what was thrown, or undefined. */
function thrownBy(text: string, path: string): unknown {
  try {
    const readFile = (name: string): string => readFileSync(join(dirname(path), name), "utf8");
    const model = parseModel(text, { readFile });
    const run = runModel(model, { version: "0", name: "mutated", hash: "", walkers: 64 });
    const start = performance.now();
    while (performance.now() - start < GLANCE && run.next().done !== true);
    return undefined;
  } catch (error) {
    return error;
  }
}

test("a mutated example parses, or is refused with a place; nothing else is thrown", () => {
  expect(EXAMPLES.length).toBeGreaterThan(10);
  const bad: string[] = [];
  let refused = 0;
  for (let seed = 0; seed < MUTATIONS; seed++) {
    const { name, path, text } = EXAMPLES[seed % EXAMPLES.length]!;
    const thrown = thrownBy(mutated(text, seed), path) as (Error & { kind?: string }) | undefined;
    if (thrown === undefined) continue;
    refused++;
    if (!CIVIL.has(thrown.kind ?? ""))
      bad.push(`seed ${seed} of ${name}: ${thrown.name}: ${thrown.message.split("\n")[0]}`);
  }
  expect(bad).toEqual([]);
  // a mutation that is never refused would test nothing
  expect(refused).toBeGreaterThan(MUTATIONS / 5);
});

const scratch = scratchFolder();
beforeAll(buildCommandLine, 120_000);
afterAll(scratch.remove);

test("through the whole program a mutated example ends with an exit code and no stack trace", () => {
  for (let seed = 5000; seed < 5030; seed++) {
    const { name, text } = EXAMPLES[(7 * seed) % EXAMPLES.length]!;
    put(scratch.path, "m.yaml", mutated(text, seed));
    const { status, stderr } = perrin(["run", "m.yaml", "--walkers", "64"], {
      cwd: scratch.path,
      limit: 5,
      signal: "SIGINT",
    });
    expect([name, seed, stderr]).toEqual([name, seed, expect.not.stringMatching(/This is a bug|^\s+at .*:\d+:\d+/m)]);
    expect([name, seed, status]).toEqual([name, seed, expect.toBeOneOf([0, 1, 2, 3, 130])]);
  }
});
