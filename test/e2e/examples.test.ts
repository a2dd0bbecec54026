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

function ran(file: string, refinement = 1): RunResult {
  const text = readFileSync(file, "utf8");
  const read = (set?: Readonly<Record<string, string>>) =>
    parseModel(text, {
      file,
      readFile: (path) => readFileSync(join(dirname(file), path), "utf8"),
      ...(set ? { set } : {}),
    });
  const steps = runModel(read(), { version: "test", name: file, hash: "", variant: read, refinement });
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

/**
 * Where no level is independent of the others' rates, refinement is the witness: on half the cells no value is nearer to what
 * is expected, which was found outside of this program, unless both are within half of what is allowed.
 */
function expectNearerByRefinement({ expect: coarse }: RunResult, { expect: fine }: RunResult): void {
  const values = coarse.filter(({ level }) => level !== "closed-form");
  expect(values.length).toBeGreaterThan(0);
  const farther = coarse.filter(({ expected, found, allowed }, i) => {
    const other = fine[i]?.found;
    if (found === null || other === null || other === undefined) return true;
    return Math.abs(other - expected) > Math.max(Math.abs(found - expected), 0.5 * allowed);
  });
  expect(farther).toEqual([]);
}

describe("examples", () => {
  test("there are examples of walks, fluxes, membranes and data", () => {
    for (const series of ["1", "2", "3", "4"]) expect(examples.some(({ name }) => name.startsWith(series))).toBe(true);
  });

  test.each(
    examples,
  )("$name meets its expectations, its levels agree, it has an independent witness, and nothing is lost or below zero", ({
    name,
    file,
  }) => {
    const result = ran(file);
    expect(result.expect.length).toBeGreaterThan(0);
    expect(result.expect.filter(({ verdict }) => verdict !== "met")).toEqual([]);
    expect(result.agreement.filter(({ verdict }) => verdict !== "agree")).toEqual([]);
    if (FORMULAS.includes(name)) return;
    if (!result.agreement.some(({ independent }) => independent)) expectNearerByRefinement(ran(file, 0.5), result);
    for (const [level, { outputs, invariants }] of Object.entries(result.levels)) {
      expect(Object.keys(outputs), level).not.toEqual([]);
      const { massDrift = 0, smallestConcentration = 0, largestRiseOfEnergy = 0 } = invariants;
      expect(Math.abs(massDrift), `mass at the level ${level}`).toBeLessThan(1e-12);
      expect(smallestConcentration, `concentration at the level ${level}`).toBeGreaterThanOrEqual(0);
      expect(largestRiseOfEnergy, `free energy at the level ${level}`).toBeLessThan(1e-12);
    }
  });
});
