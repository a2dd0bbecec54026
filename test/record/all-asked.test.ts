/**
 * What every level finds for each example when everything is asked of it, bit for bit as it was recorded, by few walkers:
 * places and measures that no output of the example names. `npm run results` writes the records anew.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { BATCHES } from "#levels/contract.ts";
import type { Model, Solve } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { LEVELS, participation } from "#run/level-registry.ts";
import { runModel } from "#run/run-model.ts";
import { asked } from "../support/asked-model.ts";
import { resultsRecord } from "../support/results-record.ts";

const SEED = 7;
const WALKERS = BATCHES * 5;

const EXAMPLES = readdirSync("examples").flatMap((name) => {
  if (!/^\d/.test(name)) return [];
  const file = name.endsWith(".yaml") ? join("examples", name) : join("examples", name, "model.yaml");
  return [{ name: name.replace(/\.yaml$/, ""), file }];
});

function modelOf(file: string): Model {
  const readFile = (path: string): string => readFileSync(join(dirname(file), path), "utf8");
  return parseModel(readFileSync(file, "utf8"), { file, readFile });
}

/** Three records of a run in time at most. */
function withFewRecords(solve: Solve): Solve {
  if (solve.kind !== "transient" || solve.times.length < 4) return solve;
  const { times } = solve;
  return { ...solve, times: [0, times.length >> 1, times.length - 1].map((i) => times[i] as number) };
}

/** A line for each level and measure: how many quantities, and a digest of all their lines. */
function summed(record: string): string {
  const groups = new Map<string, string[]>();
  for (const line of record.split("\n")) {
    const [level = "", quantity = ""] = line.split("  ");
    const key = `${level}  ${quantity.replace(/[( ].*/, "")}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  const lines = [...groups].map(([key, all]) => {
    const digest = createHash("sha256").update(all.join("\n")).digest("hex").slice(0, 8);
    return `${key}  (${all.length})  #${digest}`;
  });
  return `${lines.join("\n")}\n`;
}

function recordOf(name: string, { levels: listed, variants: _v, fits: _f, experiment: _e, ...whole }: Model): string {
  const solves = whole.solves.map(withFewRecords);
  const model = asked({ ...whole, solves, expectations: [], agree: [], sweeps: [] }, [], WALKERS, SEED);
  const levels = LEVELS.filter((level) => participation(level, model, undefined).accepts);
  // walkers take long where the example leaves them out: in deep wells, behind barriers
  const able = levels.filter(({ name, sampled }) => !sampled || listed?.includes(name) !== false);
  const steps = runModel(model, { version: "test", name, hash: "", levels: able.map((level) => level.name) });
  for (;;) {
    const next = steps.next();
    if (next.done) return summed(resultsRecord({ ...next.value, unstated: [], agreement: [] }));
  }
}

describe("examples", () => {
  // formulas and fits to tables ask no level
  const models = EXAMPLES.map(({ name, file }) => ({ name, model: modelOf(file) })).filter(
    ({ model }) => model.species.length > 0,
  );

  test.each(models)("$name: all that every level finds when everything is asked is what it was", async ({
    name,
    model,
  }) => {
    await expect(recordOf(name, model)).toMatchFileSnapshot(`../results/all-asked/${name}.txt`);
  });

  test("no record is left of an example that is gone", () => {
    const files = models.map(({ name }) => `${name}.txt`);
    expect(readdirSync("test/results/all-asked").filter((name) => !files.includes(name))).toEqual([]);
  });
});
