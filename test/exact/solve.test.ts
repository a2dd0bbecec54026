import { describe, expect, test } from "vitest";
import { ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";

const timed = (transient: string, rest = "") =>
  parseModel(`perrin: 1
species: {dye: {D: 5e-10 m^2/s}}
domain: {geometry: slab, thickness: 100 um}
solve: {transient: ${transient}}
outputs: {n: "amount(dye, all)"}
${rest}`);

function timesOf(transient: string) {
  const [solve] = timed(transient).solves;
  return solve?.kind === "transient" ? solve.times : [];
}

describe("record times", () => {
  test("are every multiple of a step and the end, whether or not the step divides it", () => {
    expect(timesOf("{until: 10 min, every: 7 min}")).toEqual([0, 420, 600]);
    expect(timesOf("{until: 10 min, every: 5 min}")).toEqual([0, 300, 600]);
    expect(timesOf("{until: 1 s, every: 0.3 s}")).toHaveLength(5);
    expect(timesOf("{until: 1 s, every: 0.1 s}")).toHaveLength(11);
    expect(timesOf("{until: 7 s, every: 7 s}")).toEqual([0, 7]);
  });

  test("a step longer than the run is refused once, with a step that fits", () => {
    const expected = "expect: [{of: n, at: 5 min, value: 1 nmol/cm^2, rel: 1}]\n";
    const run = () => timed("{until: 10 min, every: 17 min}", expected);
    expect(run).toThrow(ModelError);
    try {
      run();
    } catch (error) {
      const issues = error instanceof ModelError ? error.issues : [];
      expect(issues.map(({ code, path, fix }) => [code, path, fix])).toEqual([
        ["out-of-range", "solve.transient.every", "10 min"],
      ]);
    }
  });
});
