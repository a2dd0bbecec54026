import { describe, expect, test } from "vitest";
import { type Issue, ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";

const CELL = `perrin: 1
temperature: 37 degC
species: {salt: {}, urea: {}}
compartments:
  cell: {volume: 90 fL, wall: flexible, contains: {salt: 290 mM}}
  bath: {volume: infinite, contains: {salt: 290 mM, urea: 100 mM}}
membranes:
  m:
    between: [bath, cell]
    area: 135 um^2
    Lp: 1e-12 m/s/Pa
    solutes: {salt: impermeant, urea: {P: 1e-6 m/s, sigma: 0.9}}
    solvent-drag: patlak
levels: [compartments]
solve: {transient: {until: 10 s}}
outputs:
  V: {of: volume(cell), unit: fL}
  c: {of: "c(urea, cell)", unit: mM}
  J: {of: "flux(urea, m)", unit: nmol/cm^2/s}
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

/** The issues of the cell with one text in place of another. */
function changed(from: string, to: string): readonly Issue[] {
  expect(CELL).toContain(from);
  return issuesOf(CELL.replace(from, to));
}

test("the cell itself is well", () => {
  expect(issuesOf(CELL)).toEqual([]);
});

describe("one mistake in compartments or membranes is one message", () => {
  test.each([
    ["a compartment that is none", "cell: {volume: 90 fL, wall: flexible, contains: {salt: 290 mM}}", "cell: 3"],
    ["a compartment without a volume", "cell: {volume: 90 fL, ", "cell: {"],
    ["compartments as a list", "  cell: {volume", "  - {name: cell}\nwas:\n  cell: {volume"],
    ["a membrane without an area", "    area: 135 um^2\n", ""],
    ["an area that is a list", "area: 135 um^2", "area: [1 um^2]"],
    ["membranes that are none", "membranes:", "membranes: 3\nwas:"],
  ])("%s", (_what, from, to) => {
    const issues = changed(from, to).filter(({ path }) => path !== "was");
    expect(issues.map(({ path }) => path)).toHaveLength(1);
    expect(issues[0]?.path).toMatch(/^(compartments|membranes)/);
  });
});
