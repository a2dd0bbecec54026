/**
 * What every level finds for some models of each family, bit for bit as it was recorded: all levels that carry them, and all
 * that can be asked of them. Whether it is right is told by the tests of agreement and of each law.
 *
 * `npm run results` writes the records anew. Families draw with the powers of the engine, which differ by a rounding from one
 * to another: the numbers of a model are rounded.
 */
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { BATCHES } from "#levels/contract.ts";
import type { LevelName, Model, Solve } from "#model/model.ts";
import { exp, log } from "#numerics/elementary.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { LEVELS, participation } from "#run/level-registry.ts";
import { runModel } from "#run/run-model.ts";
import { asked } from "../support/asked-model.ts";
import { type Drawn, FAMILIES, type Family, type Random } from "../support/random-models.ts";
import { resultsRecord } from "../support/results-record.ts";

const SEED = 20_251_121;
const MODELS = 2;
const WALKERS = BATCHES * 5;
/** Of the numbers of a model: of two that differ by the last bit, one in five hundred differs in them. */
const DIGITS = 13;
/** Levels that alone take more than seconds: walkers hop through the steepest fields and thinnest layers for minutes. */
const TOO_DEAR: Readonly<Record<string, readonly LevelName[]>> = {
  "an ion in a constant field": ["walk"],
};

const fileOf = (name: string): string => `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.txt`;

/** The models of a family; each from a stream of its own. */
function drawn({ draw }: Family, name: string): readonly Drawn[] {
  const place = [...name].reduce((sum, letter) => (31 * sum + letter.charCodeAt(0)) % 1_000_003, 7);
  return Array.from({ length: MODELS }, (_, k) => {
    const stream = makeRandomStream(SEED, PURPOSE.demonstration, 10 * place + k);
    const evenly: Random["evenly"] = (from, to) => from + (to - from) * stream.uniform();
    const { model, texts } = draw({ evenly, decades: (from, to) => exp(evenly(log(from), log(to))) });
    return { model: rounded(model), texts };
  });
}

/** The same with fewer digits. */
function rounded<T>(value: T): T {
  if (typeof value === "number") return (Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : value) as T;
  if (Array.isArray(value)) return value.map(rounded) as T;
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rounded(inner)])) as T;
}

/** The model with an earlier record, asked for everything. */
function askedOf({ model, texts }: Drawn): Model {
  const solves = model.solves.map((solve) => withEarlierRecord(solve, model));
  return asked({ ...model, solves }, texts, WALKERS, SEED);
}

/** Where there is one record, with another before it; walks by a clock have theirs at its ticks. */
function withEarlierRecord(solve: Solve, { species }: Model): Solve {
  if (solve.kind !== "transient" || solve.times.length > 1 || species.some(({ walk, motion }) => walk ?? motion))
    return solve;
  return { ...solve, times: [0.4 * (solve.times[0] as number), ...solve.times] };
}

function recordOf(model: Model, name: string): string {
  const levels = LEVELS.filter((level) => participation(level, model, undefined).accepts).map((level) => level.name);
  const chosen = levels.filter((level) => !TOO_DEAR[name]?.includes(level));
  const steps = runModel(model, { version: "test", name, hash: "", levels: chosen });
  for (;;) {
    const next = steps.next();
    // what no level states has no line of any
    if (next.done) return resultsRecord({ ...next.value, unstated: [] });
  }
}

describe("families", () => {
  test.each(Object.entries(FAMILIES))("%s: all that every level finds is what it was", async (name, family) => {
    const records = drawn(family, name).map((each, k) => `# model ${k + 1}\n${recordOf(askedOf(each), name)}`);
    await expect(records.join("\n")).toMatchFileSnapshot(`../results/families/${fileOf(name)}`);
  });

  test("no record is left of a family that is gone", () => {
    const files = Object.keys(FAMILIES).map(fileOf);
    expect(readdirSync("test/results/families").filter((name) => !files.includes(name))).toEqual([]);
  });
});
