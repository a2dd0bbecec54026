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
import type { CallExpression } from "#model/expression/expression.ts";
import { ExpressionError } from "#model/expression/expression-error.ts";
import { parseExpression } from "#model/expression/parse-expression.ts";
import { MEASURES, type Measure } from "#model/measure.ts";
import { measureDimension } from "#model/measure-dimension.ts";
import { measureOf } from "#model/measure-of-call.ts";
import { type LevelName, type Model, type Plot, SIDE_NAMES, type Solve } from "#model/model.ts";
import { exp, log } from "#numerics/elementary.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { LEVELS, participation } from "#run/level-registry.ts";
import { runModel } from "#run/run-model.ts";
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

/** Places of a model, as a file writes them; a length lies where the texts of the family ask. */
function placesOf({ domain }: Model, texts: readonly string[]): readonly string[] {
  const ends = ["all", "left", "right", "inner", "outer", "left.bath", "right.bath", "outer.bath"];
  if (domain?.kind === "layers") {
    const width = domain.layers.reduce((sum, { thickness }) => sum + thickness, 0);
    const point = lengthOf(Number((domain.start + 0.62 * width).toPrecision(3)));
    return [...ends, point, ...domain.layers.flatMap(({ name }) => [name, `${name}.left`, `${name}.right`])];
  }
  if (domain?.kind === "grid") {
    const point = domain.axes.map(({ from, size }, i) => lengthOf(from + [0.31, 0.64, 0.43][i]! * size)).join(", ");
    return ["all", point, ...SIDE_NAMES, ...domain.axes.map(({ name }) => name)];
  }
  if (domain?.kind === "compartments")
    return ["all", ...domain.compartments.map(({ name }) => name), ...domain.membranes.map(({ name }) => name)];
  return [...ends, ...lengthsIn(texts).map(lengthOf)];
}

const lengthOf = (x: number): string => `${Number(x.toPrecision(12))} m`;

/** The numbers that stand in conditions and points of what a family asks. */
function lengthsIn(texts: readonly string[]): readonly number[] {
  return texts
    .flatMap((text) => /^(?:probability|c|hitting_probability)\(.*?(-?\d[\d.]*(?:e[-+]?\d+)?)/.exec(text)?.[1] ?? [])
    .map(Number);
}

/** Everything that can be asked of a model, each once. */
function allMeasures(model: Model, texts: readonly string[]): readonly Measure[] {
  const [first] = model.species;
  const start = first.initial.kind === "point" ? (first.initial.at[0] ?? 0) : 0;
  const { domain } = model;
  const lengths =
    domain?.kind === "layers" ? [Number((domain.layers[0]?.thickness ?? 1).toPrecision(3))] : lengthsIn(texts);
  const conditions = lengths.slice(0, 1).flatMap((x) => {
    const distance = lengthOf(Math.abs(x - start));
    return [
      `x < ${lengthOf(x)}`,
      `abs(x - ${lengthOf(x)}) < ${distance}`,
      `r < ${distance}`,
      `${0.7 / Math.abs(x - start)} 1/m`,
    ];
  });
  const others = [
    ...placesOf(model, texts),
    "0.3",
    "2",
    "3",
    ...conditions,
    ...(model.uptakes ?? []).map(({ name }) => name),
  ];
  const subjects = ["", ...model.species.map(({ name }) => name)];
  const found = new Map<string, Measure>();
  for (const name of Object.keys(MEASURES))
    for (const subject of subjects)
      for (const other of ["", ...others]) {
        const given = [subject, other].filter((text) => text !== "").join(", ");
        const measure = name === "zero_of" || given === "" ? undefined : measureFrom(`${name}(${given})`, model);
        if (measure !== undefined) found.set(measure.key, measure);
      }
  return [...found.values()];
}

/** The measure of a call; undefined if a file may not ask it. */
function measureFrom(text: string, model: Model): Measure | undefined {
  try {
    return measureOf(parseExpression(text) as CallExpression, model);
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

/** The model with all that can be asked of it, with curves and fields at all records, and some tracks. */
function asked({ model, texts }: Drawn): Model {
  const solves = model.solves.map((solve) => withEarlierRecord(solve, model));
  const at = solves.flatMap((solve) => (solve.kind === "transient" ? solve.times : []));
  const plots: Plot[] = [
    { kind: "profile", of: [], at },
    { kind: "map", of: [], at },
    { kind: "bar", of: "uptake", by: "source" },
  ];
  const outputs = allMeasures(model, texts).map((measure) => ({
    name: measure.key,
    expression: parseExpression(measure.key),
    dimension: measureDimension(measure, model),
  }));
  return { ...model, solves, plots, outputs, sampling: { ...model.sampling, walkers: WALKERS, seed: SEED, tracks: 2 } };
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
    const records = drawn(family, name).map((each, k) => `# model ${k + 1}\n${recordOf(asked(each), name)}`);
    await expect(records.join("\n")).toMatchFileSnapshot(`../results/families/${fileOf(name)}`);
  });

  test("no record is left of a family that is gone", () => {
    const files = Object.keys(FAMILIES).map(fileOf);
    expect(readdirSync("test/results/families").filter((name) => !files.includes(name))).toEqual([]);
  });
});
