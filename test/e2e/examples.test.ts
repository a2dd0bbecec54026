import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseModel } from "#model/parse-model.ts";
import { runModel } from "#run/run-model.ts";
import type { RunResult } from "#run/run-result.ts";

/** Examples that only compute a formula: no level runs, so none can disagree. */
const FORMULAS = ["204-stokes-einstein", "205-arrhenius", "232-salt-by-pitzer", "233-fifteen-proteins"];

/** Every example: a file, or a folder with a model.yaml and its data. */
const examples = readdirSync("examples")
  .filter((name) => /^\d/.test(name))
  .map((name) => ({
    name: name.replace(/\.yaml$/, ""),
    file: name.endsWith(".yaml") ? join("examples", name) : join("examples", name, "model.yaml"),
  }));

function ran(file: string): RunResult {
  const text = readFileSync(file, "utf8");
  const read = (set?: Readonly<Record<string, string>>) =>
    parseModel(text, {
      file,
      readFile: (path) => readFileSync(join(dirname(file), path), "utf8"),
      ...(set ? { set } : {}),
    });
  const steps = runModel(read(), { version: "test", name: file, hash: "", variant: read });
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

describe("examples", () => {
  test("there are examples of walks, fluxes, membranes and data", () => {
    for (const series of ["1", "2", "3", "4"]) expect(examples.some(({ name }) => name.startsWith(series))).toBe(true);
  });

  test.each(examples)("$name meets its expectations, its levels agree, and it has an independent witness", ({
    name,
    file,
  }) => {
    const result = ran(file);
    expect(result.expect.length).toBeGreaterThan(0);
    expect(result.expect.filter(({ verdict }) => verdict !== "met")).toEqual([]);
    expect(result.agreement.filter(({ verdict }) => verdict !== "agree")).toEqual([]);
    if (FORMULAS.includes(name)) return;
    const levels = Object.keys(result.levels);
    expect(levels.some((level) => level === "closed-form" || level === "langevin")).toBe(true);
    expect(result.agreement.some(({ independent }) => independent)).toBe(true);
    for (const report of Object.values(result.levels)) expect(Object.keys(report.outputs)).not.toEqual([]);
  });
});
