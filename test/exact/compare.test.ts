import { describe, expect, test } from "vitest";
import { type Issue, ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";
import { runModel } from "#run/run-model.ts";
import "../support/matchers.ts";

const FILE = `perrin: 1
parameters: {cb: 1 mM, l: 50 um}
species: {drug: {in: {water: {D: 5e-10 m^2/s}, gel: {D: 1e-10 m^2/s}}}}
domain:
  geometry: slab
  layers: [{name: usl, thickness: l, medium: water}, {name: wall, thickness: 10 um, medium: gel}]
boundary:
  left: {drug: {concentration: cb}}
  right: {drug: absorbing}
compare:
  bare: {without: [wall]}
  film: {boundary: {right: {drug: {robin: {P: 1e-5 m/s, concentration: 0 mM}}}}}
  thin: {parameters: {l: 10 um}}
solve: steady
levels: [closed-form, continuum]
outputs:
  J: flux(drug, left)
  inside: c(drug, wall.left)
  gain: bare.J / J
  shares: (thin.J + film.J) / J
sweep: {supply: {vary: cb, among: [1 mM, 2 mM], plot: J, beside: [bare]}}
expect:
  - {of: gain, with: {cb: 3 mM}, value: 2, rel: 1e-9}
  - {of: bare.J, with: {cb: 3 mM}, value: 3e-5 mol/m^2/s, rel: 1e-9}
`;

function run(text: string) {
  const read = (set: Readonly<Record<string, string>> = {}) => parseModel(text, { set });
  const steps = runModel(read(), { version: "0", name: "file", hash: "", variant: read });
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

function issuesOf(text: string): readonly Issue[] {
  try {
    parseModel(text);
  } catch (error) {
    if (error instanceof ModelError) return error.issues;
    throw error;
  }
  return [];
}

describe("variants of a model", () => {
  const result = run(FILE);
  // resistances: water 50 um / 5e-10 = 1e5 s/m, gel 10 um / 1e-10 = 1e5, film 1e5, thin water 2e4
  const J = 1 / 2e5;

  test("VARIANT.OUTPUT is what the same level says of the variant", () => {
    for (const level of ["closed-form", "continuum"] as const) {
      const { outputs, variants } = result.levels[level] as NonNullable<(typeof result.levels)["continuum"]>;
      expect(outputs.J?.value).toBeNear(J, { rel: 1e-11 });
      expect(outputs.gain?.value).toBeNear(2, { rel: 1e-11 });
      expect(outputs.shares?.value).toBeNear((1 / 1.2e5 + 1 / 3e5) / J, { rel: 1e-11 });
      expect(variants?.film?.J?.value).toBeNear(1 / 3e5, { rel: 1e-11 });
    }
  });

  test("an output at a layer that a variant leaves out is not one of its outputs, and that is no mistake", () => {
    const [bare, film] = parseModel(FILE).variants ?? [];
    expect(bare?.model.outputs.map(({ name }) => name)).toEqual(["J"]);
    expect(film?.model.outputs.map(({ name }) => name)).toEqual(["J", "inside"]);
  });

  test("parameters set for an expectation are set in the variants too", () => {
    expect(result.expect.map(({ verdict }) => verdict)).toEqual(["met", "met", "met", "met"]);
  });

  test("a sweep takes a variant along", () => {
    const [sweep] = result.sweeps;
    expect(sweep?.variants?.[0]?.name).toBe("bare");
    const [first, second] = sweep?.variants?.[0]?.values ?? [];
    expect(first).toBeNear(1e-5, { rel: 1e-11 });
    expect(second).toBeNear(2e-5, { rel: 1e-11 });
  });

  test("a mistake in a variant points at its place in the file and names the variant", () => {
    const [issue, ...more] = issuesOf(
      FILE.replace(
        "film: {boundary: {right: {drug: {robin: {P: 1e-5 m/s",
        "film: {boundary: {right: {drug: {robin: {P: 1e-5 m",
      ),
    ) as [Issue];
    expect(more).toEqual([]);
    expect(issue.code).toBe("wrong-dimension");
    expect(issue.range.line).toBe(12);
    expect(issue.because).toContain("the variant film");
  });

  test("a mistake of the file itself is said once, not again for each variant", () => {
    expect(issuesOf(FILE.replace("D: 5e-10 m^2/s", "D: 5e-10 m/s"))).toHaveLength(1);
  });

  test("what is left out must be there, and what is named must be an output of a variant", () => {
    const [issue] = issuesOf(FILE.replace("without: [wall]", "without: [wal]")) as [Issue];
    expect([issue.code, issue.fix]).toEqual(["unknown-layer", "wall"]);
    const [other] = issuesOf(FILE.replace("bare.J / J", "bar.J / J")) as [Issue];
    expect(`${other.expected} ${other.fix}`).toContain("bare.J");
    expect(issuesOf(FILE.replace("bare.J / J", "bare.inside / J"))).toHaveLength(1);
  });
});
