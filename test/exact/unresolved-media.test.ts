import { describe, expect, test } from "vitest";
import { gridWarnings } from "#levels/grid-warnings.ts";
import { parseModel } from "#model/parse-model.ts";
import { gridNetworkOf } from "../support/grids.ts";
import { resultOf } from "../support/result-of.ts";

/** 20 x 16 cells of half a micrometre, with edges at multiples of it. */
const painted = (media: string, oil = "{D: 1e-12 m^2/s}", more = "") => `perrin: 1
species: {dye: {in: {water: {D: 1e-9 m^2/s}, oil: ${oil}${media.includes("gel") ? ", gel: {D: 1e-10 m^2/s}" : ""}}}}
domain: {geometry: rectangle, size: [10 um, 8 um], cells: [20, 16], media: [{medium: water}, ${media}]}
${more}`;
const oil = (where: string) => `{medium: oil, where: "${where}"}`;
const gel = (where: string) => `{medium: gel, where: "${where}"}`;

function warningsOf(text: string, refinement = 1): readonly string[] {
  return gridWarnings(parseModel(text), gridNetworkOf(text, refinement));
}

describe("a painted medium is missed", () => {
  const BETWEEN = "x > 5.1 um and x < 5.2 um"; // centres lie at 4.75 and 5.25 um

  test("where it has the centre of no cell, until the cells are fine enough", () => {
    const [warning, ...rest] = warningsOf(painted(oil(BETWEEN)));
    expect(warning).toMatch(/^oil has the centre of no cell of 20 x 16, and is left out for dye/);
    expect(rest).toEqual([]);
    // cells of 1/16 um: 5.15625 is a centre, and the layer one cell thick; of 1/64 um: six of them
    expect(warningsOf(painted(oil(BETWEEN)), 8)).toEqual([
      expect.stringMatching(/^oil is a single cell thick on 160 x 128/),
    ]);
    expect(warningsOf(painted(oil(BETWEEN)), 32)).toEqual([]);
  });

  test("where it is painted over, or beyond the domain", () => {
    expect(warningsOf(painted(`${oil("x < 2 um")}, ${gel("x < 2 um")}`))).toHaveLength(1);
    expect(warningsOf(painted(oil("x > 12 um")))).toHaveLength(1);
    expect(warningsOf(painted(`${oil("x < 2 um")}, ${gel("x < 1 um")}`))).toEqual([]);
  });

  test("where another part of the same medium has cells: the part is named by its place in the file", () => {
    const warnings = warningsOf(painted(`${oil("x < 2 um")}, ${oil(BETWEEN)}`));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain("oil (domain.media[2])");
    const covered = warningsOf(painted(`${oil("x < 2 um")}, ${gel("x < 2 um")}, ${oil("x > 6 um")}`));
    expect(covered).toEqual([expect.stringContaining("oil (domain.media[1])")]);
  });

  test("if nothing can enter it, only where it cuts no cell", () => {
    const wall = (where: string) => warningsOf(painted(oil(where), "impenetrable"));
    expect(wall(BETWEEN)).toEqual([expect.stringContaining("thinner than the 16 cells inside which it lies")]);
    expect(wall("(x - 5.1 um)^2 + (y - 4.2 um)^2 < (0.05 um)^2")).toEqual([
      expect.stringContaining("oil has the centre of no cell"),
    ]);
    expect(wall("x < 2 um")).toEqual([]);
  });
});

describe("a layer of a single cell", () => {
  test("is as thick as it is where its edges are those of the cells, along either axis", () => {
    expect(warningsOf(painted(oil("x > 5 um and x < 5.5 um")))).toEqual([]);
    expect(warningsOf(painted(oil("y > 5 um and y < 5.5 um")))).toEqual([]);
    expect(warningsOf(painted(`${oil("x > 5 um and x < 8 um")}, ${gel("x > 5.5 um and x < 8 um")}`))).toEqual([]);
  });

  test("is warned of where it is thinner or thicker than the cell, and not where it is two", () => {
    for (const where of [
      "x > 5.2 um and x < 5.3 um",
      "x > 5 um and x < 5.4 um",
      "x > 4.8 um and x < 5.5 um",
      "x > 5 um and x < 5.7 um",
      "y > 5.1 um and y < 5.5 um",
    ])
      expect(warningsOf(painted(oil(where)))).toEqual([
        expect.stringMatching(/^oil is a single cell thick on 20 x 16/),
      ]);
    expect(warningsOf(painted(oil("x > 5.1 um and x < 5.9 um")))).toEqual([]);
  });

  test("is none where it goes on round a periodic domain", () => {
    const ends = oil("x < 0.3 um or x > 9.7 um"); // the first and the last cell of a row
    expect(warningsOf(painted(ends))).toHaveLength(1);
    const round = "boundary: {periodic: [x]}\n";
    expect(warningsOf(painted(ends, "{D: 1e-12 m^2/s}", round))).toEqual([]);
  });
});

test("every level on a grid that runs says it", () => {
  const more = `boundary: {left: {dye: absorbing}, right: {dye: no-flux}, bottom: {dye: no-flux}, top: {dye: no-flux}}
initial: {dye: {at: [2.75 um, 4.25 um], amount: 1 mol/m}}
solve: {transient: {until: 1 us}}
levels: [continuum, master, walk]
sampling: {walkers: 100}
outputs: {kept: "amount(dye, all)"}
`;
  const result = resultOf(painted(oil("x > 5.1 um and x < 5.2 um"), "{D: 1e-12 m^2/s}", more));
  for (const level of ["continuum", "master", "walk"] as const)
    expect(result.levels[level]?.warnings.join(), level).toContain("oil has the centre of no cell");
});
