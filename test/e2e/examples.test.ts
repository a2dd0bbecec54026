import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Model } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { runModel } from "#run/run-model.ts";
import type { ExpectVerdict, RunResult } from "#run/run-result.ts";
import { resultsRecord } from "../support/results-record.ts";

/** Every example: a file, or a folder with a model.yaml and its data. */
const examples = readdirSync("examples")
  .filter((name) => /^\d/.test(name))
  .map((name) => ({
    name: name.replace(/\.yaml$/, ""),
    file: name.endsWith(".yaml") ? join("examples", name) : join("examples", name, "model.yaml"),
  }));

type Settings = Readonly<Record<string, string>>;

function readModel(file: string, set: Settings = {}): Model {
  const readFile = (path: string): string => readFileSync(join(dirname(file), path), "utf8");
  return parseModel(readFileSync(file, "utf8"), { file, readFile, set });
}

function ran(file: string, refinement = 1, fixed: Settings = {}): RunResult {
  const variant = (set: Settings): Model => readModel(file, { ...fixed, ...set });
  const steps = runModel(variant({}), { version: "test", name: file, hash: "", variant, refinement });
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

/** The smallest part of a value by which half the cells must change it, so that it is no arithmetic and no rounding. */
const MOVED = 1e-9;

/**
 * Where no level is independent of the others' rates, refinement is the witness: on half the cells no value is nearer to what
 * is expected, which was found outside of this program, unless both are within half of what is allowed; and one value at
 * least depends on the cells. What is expected to vanish, as what is conserved, is rounding on any grid, and is no witness.
 */
function expectNearerByRefinement({ expect: coarse }: Verdicts, { expect: fine }: Verdicts): void {
  const values = coarse
    .map((value, i) => ({ ...value, finer: fine[i]?.found ?? null }))
    .filter(({ level }) => level !== "closed-form");
  const farther = values.filter(({ expected, found, finer, allowed }) => {
    if (found === null || finer === null) return true;
    return Math.abs(finer - expected) > Math.max(Math.abs(found - expected), 0.5 * allowed);
  });
  expect(farther).toEqual([]);
  const moved = values.filter(
    ({ expected, found, finer }) =>
      found !== null && finer !== null && Math.abs(finer - found) > MOVED * Math.abs(expected) && expected !== 0,
  );
  expect(moved.length, "expected values that depend on the cells").toBeGreaterThan(0);
}

type Verdicts = Pick<RunResult, "expect">;

/** An expectation of 1 that a level met by a value on half of the cells, and by another on all. */
function found(coarse: number, fine: number, expected = 1, level: ExpectVerdict["level"] = "continuum") {
  const verdicts = (value: number): Verdicts => ({
    expect: [
      { output: "x", level, at: null, unit: "1", expected, found: value, allowed: 0.01, verdict: "met", line: 1 },
    ],
  });
  return () => expectNearerByRefinement(verdicts(coarse), verdicts(fine));
}

/**
 * Stirred compartments have no cells to refine. Where no level is independent of their flows, what was found outside of this
 * program is the witness, if it would notice a flow that is wrong: with any one membrane 2 % larger a value is missed.
 */
function expectNoticedFlows(file: string, { domain }: Model): void {
  const membranes = domain?.kind === "compartments" ? domain.membranes : [];
  expect(membranes.length).toBeGreaterThan(0);
  for (const { name, area } of membranes) {
    const missed = ran(file, 1, { [`membranes.${name}.area`]: `${1.02 * area} m^2` }).expect.filter(
      ({ level, verdict }) => level === "compartments" && verdict === "missed",
    );
    expect(missed.length, `expected values that depend on the membrane ${name}`).toBeGreaterThan(0);
  }
}

/** Expectations are met, levels agree, one of them or refinement is an independent witness, nothing is lost or below zero. */
function expectPhysics(file: string, result: RunResult): void {
  const model = readModel(file);
  expect(result.expect.length).toBeGreaterThan(0);
  expect(result.expect.filter(({ verdict }) => verdict !== "met")).toEqual([]);
  expect(result.agreement.filter(({ verdict }) => verdict !== "agree")).toEqual([]);
  // formulas and fits to tables: no level is asked, so none can disagree
  if (measuresOf(model).length === 0) return;
  if (!result.agreement.some(({ independent }) => independent)) {
    if (model.domain?.kind === "compartments") expectNoticedFlows(file, model);
    else expectNearerByRefinement(ran(file, 0.5), result);
  }
  for (const [level, { outputs, invariants }] of Object.entries(result.levels)) {
    expect(Object.keys(outputs), level).not.toEqual([]);
    const { massDrift = 0, smallestConcentration = 0, largestRiseOfEnergy = 0 } = invariants;
    const { smallestAmount = 0, chargeImbalance = 0 } = invariants;
    expect(smallestAmount, `amount at the level ${level}`).toBeGreaterThanOrEqual(0);
    expect(chargeImbalance, `charge at the level ${level}`).toBeLessThan(1e-9);
    expect(Math.abs(massDrift), `mass at the level ${level}`).toBeLessThan(1e-12);
    expect(smallestConcentration, `concentration at the level ${level}`).toBeGreaterThanOrEqual(0);
    expect(largestRiseOfEnergy, `free energy at the level ${level}`).toBeLessThan(1e-12);
  }
}

describe("refinement as a witness", () => {
  test("a value that comes nearer with the cells is one", () => expect(found(1.03, 1.007)).not.toThrow());
  test("a value that goes farther away is none", () => expect(found(1.003, 1.007)).toThrow());
  test("arithmetic, which knows no cells, is none", () => expect(found(1, 1)).toThrow("depend on the cells"));
  test("rounding is none", () => expect(found(1 + 1e-11, 1 - 1e-11)).toThrow("depend on the cells"));
  test("what is conserved is none", () => expect(found(1e-13, 1e-15, 0)).toThrow("depend on the cells"));
  test("a closed form is none", () => expect(found(1.003, 1.001, 1, "closed-form")).toThrow("depend on the cells"));
});

describe("examples", () => {
  test("there are examples of walks, fluxes, membranes and data", () => {
    for (const series of ["1", "2", "3", "4"]) expect(examples.some(({ name }) => name.startsWith(series))).toBe(true);
  });

  test.each(
    examples,
  )("$name meets its expectations, its levels agree, it has an independent witness, nothing is lost or below zero, and all is as recorded", async ({
    name,
    file,
  }) => {
    const result = ran(file);
    expectPhysics(file, result);
    // after the physics: a record holds a wrong number as firmly as a right one
    await expect(resultsRecord(result)).toMatchFileSnapshot(`../results/examples/${name}.txt`);
  });

  test("no record is left of an example that is gone", () => {
    const names = examples.map(({ name }) => `${name}.txt`);
    expect(readdirSync("test/results/examples").filter((name) => !names.includes(name))).toEqual([]);
  });
});
