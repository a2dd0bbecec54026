import { describe, expect, test } from "vitest";
import { type Issue, ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";
import { PLAIN_INK } from "#report/ink.ts";
import { textReport } from "#report/text-report.ts";
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

type Settings = Readonly<Record<string, string>>;

function run(text: string, always: Settings = {}) {
  const read = (set: Settings = {}) => parseModel(text, { set: { ...always, ...set } });
  const steps = runModel(read(), { version: "0", name: "file", hash: "", variant: read });
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

function issuesOf(text: string, set: Settings = {}): readonly Issue[] {
  try {
    parseModel(text, { set });
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

  test("a level that refuses a variant says why, in the report, in sweeps and where an output rests on it", () => {
    const eaten = FILE.replace(
      "compare:\n",
      `carriers: {c: {law: michaelis-menten, Vmax: 2e-7 mol/m^2/s, Km: 1 mM}}
compare:
  eaten:
    boundary: {right: {drug: no-flux}}
    sources: [{name: e, carrier: c, species: drug, at: usl.right, area: 1}, {name: f, carrier: c, species: drug, at: wall.right, area: 1}]
`,
    ).replace("  gain: bare.J / J", "  ate: eaten.J / J\n  gain: bare.J / J");
    const both = run(eaten);
    expect(both.levels["closed-form"]?.variantsLeftOut?.eaten).toMatch(/a carrier fills up/);
    expect(both.levels["closed-form"]?.variants?.bare?.J).toBeDefined();
    expect(both.levels.continuum?.variantsLeftOut).toBeUndefined();
    expect(both.levels.continuum?.outputs.ate?.value).toBeGreaterThan(0);
    expect(textReport(both, { width: 200, ink: PLAIN_INK })).toMatch(
      /closed-form does not state the variant eaten: .* a carrier fills up/,
    );
    const alone = run(
      eaten.replace("[closed-form, continuum]", "[closed-form]").replace("beside: [bare]", "beside: [eaten]"),
    );
    expect(alone.unstated?.find(({ output }) => output === "ate")?.because[0]?.reason).toMatch(
      /the variant eaten: .* a carrier fills up/,
    );
    expect(alone.sweeps[0]?.failures?.map(({ variant, because }) => [variant, /fills up/.test(because)])).toEqual([
      ["eaten", true],
      ["eaten", true],
    ]);
  });

  test("values side by side say when they hold, and a level that has no steady value beside one that has says both", () => {
    const text = textReport(run(FILE), { width: 200, ink: PLAIN_INK });
    expect(text).toMatch(/output +unit +at +level +as it stands +bare +film +thin/);
    expect(text).toMatch(/J +mol m\^-2 s\^-1 +steady +closed-form +5\.00000e-6 +1\.00000e-5/);
    const timed = FILE.replace("thin: {", "thin: {solve: {transient: {until: 9 s, every: 9 s}}, ");
    const mixed = textReport(run(timed), { width: 200, ink: PLAIN_INK });
    expect(mixed).toMatch(/continuum +5\.00000e-6 \(steady\).* \(t = 9 s\)/);
  });

  test("what is set from outside reaches the variants, and what a variant itself says stands; it can be set too", () => {
    const thinJ = (set: Readonly<Record<string, string>>): number =>
      run(FILE, set).levels["closed-form"]?.variants?.thin?.J?.value ?? Number.NaN;
    expect(thinJ({})).toBeNear(1 / 1.2e5, { rel: 1e-11 });
    expect(thinJ({ l: "20 um", cb: "2 mM" })).toBeNear(2 / 1.2e5, { rel: 1e-11 });
    expect(thinJ({ "compare.thin.parameters.l": "20 um" })).toBeNear(1 / 1.4e5, { rel: 1e-11 });
    const [issue] = issuesOf(FILE, { "compare.thin.parameters.l": "20 s" }) as [Issue];
    expect([issue.code, issue.range.line]).toEqual(["wrong-dimension", 6]);
    expect(issue.because).toMatch(/variant thin.*--set/);
  });

  test("what speaks of the run of the file has no place in a variant", () => {
    const issues = issuesOf(FILE.replace("bare: {without", "bare: {levels: [walk], expect: [], without"));
    expect(issues.map(({ path }) => path)).toEqual(["compare.bare.levels", "compare.bare.expect"]);
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

describe("without a part of compartments", () => {
  const CELL = `perrin: 1
temperature: 37 degC
species: {urea: {}}
compartments:
  lumen: {volume: infinite, contains: {urea: 5 mM}}
  cell: {volume: 1 pL, wall: flexible, contains: {urea: 5 mM}}
  blood: {volume: infinite, contains: {urea: 1 mM}}
carriers: {ut: {law: linear, P: 1e-7 m/s}}
membranes:
  apical:
    between: [lumen, cell]
    area: 100 um^2
    pathways: [{name: lipid, solutes: {urea: {P: 1e-8 m/s}}}, {name: pores, solutes: {urea: {P: 1e-6 m/s}}}]
    carriers: [{carrier: ut, species: urea}]
  basal:
    between: [cell, blood]
    area: 100 um^2
    solutes: {urea: {P: 1e-7 m/s}}
    carriers: [{carrier: ut, species: urea}]
    pumps: [{name: pump, rate: 1 nmol/m^2/s, moves: {urea: 1}}]
compare: {less: {without: [NAME]}}
solve: {transient: {until: 1 s}}
outputs: {c: "c(urea, lumen)"}
`;
  const less = (name: string) => {
    const [variant] = parseModel(CELL.replace("NAME", name)).variants ?? [];
    const { domain } = variant!.model;
    if (domain?.kind !== "compartments") throw new Error("no compartments");
    return domain;
  };

  test("a compartment goes with the membranes around it", () => {
    expect(less("blood").compartments.map(({ name }) => name)).toEqual(["lumen", "cell"]);
    expect(less("blood").membranes.map(({ name }) => name)).toEqual(["apical"]);
  });

  test("a membrane, a pathway, a carrier wherever it is, a pump", () => {
    expect(less("basal").membranes.map(({ name }) => name)).toEqual(["apical"]);
    expect(less("pores").membranes[0]?.pathways.map(({ name }) => name)).toEqual(["lipid"]);
    expect(less("ut").membranes.map(({ carriers }) => carriers)).toEqual([[], []]);
    expect(less("pump").membranes[1]?.pumps).toEqual([]);
    expect(less("pump").membranes[1]?.carriers).toHaveLength(1);
  });

  test("a name that is none of them is refused with those that are", () => {
    const [issue] = issuesOf(CELL.replace("NAME", "pmp"));
    expect(issue).toMatchObject({ code: "unknown-layer", path: "compare.less.without[0]", fix: "pump" });
    expect(issue?.expected).toBe("lumen, cell, blood, apical, basal, lipid, pores, ut or pump");
  });
});
