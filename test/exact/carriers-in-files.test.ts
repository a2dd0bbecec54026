import { describe, expect, test } from "vitest";
import { type Issue, ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";
import { uptakeNotes } from "#model/uptake-notes.ts";
import "../support/matchers.ts";

const BRUSH = `perrin: 1
parameters: {share: 0.5}
species:
  drug: {in: {water: {D: 6e-10 m^2/s}, pores: {D: 6e-10 m^2/s, hindrance: 0.5}}}
media: {pores: {porosity: 0.4, tortuosity: 1.5, wall-area: 2e7 1/m}}
domain:
  geometry: slab
  layers: [{name: usl, thickness: 50 um, medium: water}, {name: brush, thickness: 1 um, medium: pores}]
carriers: {sglt: {law: michaelis-menten, Vmax: 2e-7 mol/m^2/s, Km: 1 mM}}
sources:
  - {name: walls, carrier: sglt, species: drug, at: brush.walls}
  - {name: base, carrier: sglt, species: drug, at: brush.right, area: 1 - share * porosity(brush)}
boundary:
  left: {drug: {concentration: 1 mM}}
  right: {drug: no-flux}
solve: steady
outputs: {J: "flux(drug, left)", taken: "uptake(drug, base)"}
`;

function issuesOf(text: string): readonly Issue[] {
  try {
    parseModel(text);
  } catch (error) {
    if (error instanceof ModelError) return error.issues;
    throw error;
  }
  return [];
}

describe("carriers and porous media in a file", () => {
  const model = parseModel(BRUSH);

  test("D in the fluid of a medium is hindered and divided by the tortuosity, and knows no porosity", () => {
    const [, pores] = model.species[0]?.media ?? [];
    expect(pores?.diffusivity.kind === "number" && pores.diffusivity.value).toBeNear((6e-10 * 0.5) / 1.5, {
      rel: 1e-15,
    });
  });

  test("the area of carriers is that of the walls in a volume, or what an expression of the file says of a face", () => {
    expect(model.uptakes?.map(({ name, at, area }) => [name, at, area])).toEqual([
      ["walls", "walls", 2e7],
      ["base", "right", 0.8],
    ]);
  });

  test("porosity(), tortuosity() and wall_area() are values that the file declares, 1 and 1 where it does not", () => {
    const asked = parseModel(
      BRUSH.replace(
        "outputs: {",
        "outputs: {eps: porosity(brush), tau: tortuosity(brush), a: wall_area(brush), one: porosity(usl), ",
      ),
    );
    const values = asked.outputs.map(({ name, expression }) => [
      name,
      expression.kind === "number" ? expression.value : 0,
    ]);
    expect(Object.fromEntries(values)).toMatchObject({ eps: 0.4, tau: 1.5, a: 2e7, one: 1 });
  });

  const MISTAKES: readonly (readonly [what: string, find: string, by: string, code: string, says: RegExp])[] = [
    [
      "a carrier that is none",
      "carrier: sglt, species: drug, at: brush.walls",
      "carrier: sgtl, species: drug, at: brush.walls",
      "unknown-carrier",
      /sglt/,
    ],
    ["carriers at a face without area", ", area: 1 - share * porosity(brush)", "", "missing-key", /area: 1/],
    ["an area with a unit", "area: 1 - share * porosity(brush)", "area: 2 m^2", "wrong-dimension", /pure number/],
    ["a negative area", "area: 1 - share * porosity(brush)", "area: share - 1", "out-of-range", /not below zero/],
    ["an area of a layer that is none", "porosity(brush)", "porosity(brsh)", "bad-expression", /brush/],
    ["a Vmax that is a concentration", "Vmax: 2e-7 mol/m^2/s", "Vmax: 2e-7 mol/m^3", "wrong-dimension", /a flux/],
    ["a Km that is not positive", "Km: 1 mM", "Km: 0 mM", "out-of-range", /above zero/],
    ["a law without its numbers", ", Km: 1 mM", "", "missing-key", /without Km/],
    ["a number of another law", "Km: 1 mM", "Km: 1 mM, P: 1e-6 m/s", "one-of", /P beside law/],
    ["a law that is none", "law: michaelis-menten", "law: michaelis", "unknown-kind", /michaelis-menten/],
    ["walls of a layer that has none", "at: brush.walls", "at: usl.walls", "missing-key", /wall-area/],
    ["a place that is none", "at: brush.walls", "at: brush.top", "unknown-layer", /brush\.walls/],
    ["a layer for a place", "at: brush.walls", "at: brush", "unknown-layer", /brush\.walls/],
    ["a law beside a carrier", "at: brush.walls}", "at: brush.walls, law: linear}", "one-of", /carrier/],
    ["two sources of one name", "name: walls", "name: base", "name-taken", /base/],
    ["a held concentration at the carriers", "right: {drug: no-flux}", "right: {drug: absorbing}", "one-of", /no-flux/],
    [
      "carriers at a bath",
      "right: {drug: no-flux}",
      "right: {drug: {bath: {volume: 1 mm, concentration: 0 mM}}}",
      "one-of",
      /membrane: \{drug: \{P/,
    ],
    ["more pores than space", "porosity: 0.4", "porosity: 1.4", "out-of-range", /at most 1/],
    ["ways shorter than straight", "tortuosity: 1.5", "tortuosity: 0.5", "out-of-range", /at least 1/],
    ["a hindrance that speeds up", "hindrance: 0.5", "hindrance: 2", "out-of-range", /at most 1/],
    ["a medium that is nowhere", "media: {pores:", "media: {poers: {porosity: 0.3}, pores:", "unknown-medium", /pores/],
    ["the uptake of a source that is none", "uptake(drug, base)", "uptake(drug, bse)", "bad-expression", /walls, base/],
    [
      "area without a carrier",
      "carrier: sglt, species: drug, at: brush.walls",
      "law: linear, rate: -1 1/s, species: drug, at: brush, area: 1",
      "one-of",
      /without carrier/,
    ],
  ];
  test("carriers on both sides of a membrane are refused, and a film of fluid mends it", () => {
    const both = BRUSH.replace(
      "medium: water}, {name",
      "medium: water}, {name: wall, membrane: {drug: {P: 1e-6 m/s}}}, {name",
    )
      .replace("at: brush.walls}", "at: usl.right, area: 1}")
      .replace("at: brush.right", "at: brush.left");
    const [issue, ...more] = issuesOf(both) as [Issue];
    expect(more).toEqual([]);
    expect(issue.path).toBe("sources[1].at");
    expect(`${issue.found} ${issue.expected}`).toMatch(/both sides of wall.*name: film/);
    expect(
      issuesOf(both.replace("{name: brush,", "{name: film, thickness: 1 nm, medium: pores}, {name: brush,")),
    ).toEqual([]);
  });

  test("what carriers take that are refused is no second mistake", () => {
    const alone = BRUSH.replace(/ {2}- \{name: walls.*\n/, "").replace("uptake(drug, base)", "uptake(drug)");
    expect(issuesOf(alone)).toEqual([]);
    expect(issuesOf(alone.replace("at: brush.right", "at: brush.top")).map(({ code }) => code)).toEqual([
      "unknown-layer",
    ]);
  });

  test("a pump takes what is not there: where it sits in layers it is refused, and sources of zero order are named", () => {
    const issues = issuesOf(
      BRUSH.replace("michaelis-menten, Vmax: 2e-7 mol/m^2/s, Km: 1 mM", "pump, rate: 1e-8 mol/m^2/s"),
    );
    expect(issues.map(({ path }) => path)).toEqual(["sources[0].carrier", "sources[1].carrier"]);
    for (const { expected } of issues) expect(expected).toMatch(/law: zero-order/);
  });

  test.each(MISTAKES)("%s is said once, with its place", (_, find, by, code, says) => {
    expect(BRUSH).toContain(find);
    const issues = issuesOf(BRUSH.replace(find, by));
    expect(issues.map((issue) => issue.code)).toEqual([code]);
    const [issue] = issues as [Issue];
    expect(`${issue.found} ${issue.expected} ${issue.because ?? ""} ${issue.fix ?? ""}`).toMatch(says);
    expect(issue.range.line).toBeGreaterThan(1);
  });
});

describe("what carriers in layers take leaves the model", () => {
  test("is said, by source and species", () => {
    const [note = ""] = uptakeNotes(parseModel(BRUSH));
    expect(note).toMatch(/^what the carriers of walls, base take of drug leaves the model/);
    expect(uptakeNotes({})).toEqual([]);
  });

  test("a place behind them is the one across a membrane from them, or is refused with the right one", () => {
    const faced = (at: string, behind: string, wall = "{name: wall, membrane: {drug: {P: 1e-6 m/s}}}, ") =>
      BRUSH.replace("{name: brush,", `${wall}{name: brush,`)
        .replace("  - {name: walls, carrier: sglt, species: drug, at: brush.walls}\n", "")
        .replace("at: brush.right,", `at: ${at}, behind: ${behind},`);
    expect(issuesOf(faced("brush.left", "usl.right"))).toEqual([]);
    expect(parseModel(faced("brush.left", "usl.right")).uptakes?.map(({ crosses }) => crosses)).toEqual([true]);
    expect(uptakeNotes(parseModel(faced("brush.left", "usl.right")))).toEqual([]);
    expect(issuesOf(faced("usl.right", "brush.left"))).toEqual([]);
    expect(issuesOf(faced("brush.left", "0.1 mM"))).toEqual([]);
    const [wrong, ...more] = issuesOf(faced("brush.left", "usl.left"));
    expect(more).toEqual([]);
    expect(wrong).toMatchObject({ code: "one-of", path: "sources[0].behind", fix: "usl.right" });
    expect(wrong?.found).toContain('"usl.left", which is not across a membrane from brush.left');
    // no membrane there
    expect(issuesOf(faced("brush.left", "usl.right", ""))[0]?.expected).toContain("{name: wall, membrane: {drug:");
    const linear = faced("brush.left", "usl.right").replace(/sglt: \{law.*\}\}/, "sglt: {law: linear, P: 1e-6 m/s}}");
    expect(issuesOf(linear)[0]?.found).toContain("behind carriers with law: linear");
  });
});
