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
    ["carriers that are no list", "    area: 135", "    carriers: {carrier: ut, species: urea}\n    area: 135"],
    ["membranes that are none", "membranes:", "membranes: 3\nwas:"],
  ])("%s", (_what, from, to) => {
    const variant = `outputs:\n  V`;
    const text = CELL.replace(from, to).replace(variant, `compare: {less: {without: [NAME]}}\n${variant}`);
    const named = text
      .replace("NAME", to.includes("ut,") ? "ut" : "urea")
      .replace("compare: {less: {without: [urea]}}\n", "");
    expect(CELL).toContain(from);
    const issues = issuesOf(named).filter(({ path }) => path !== "was");
    expect(issues.map(({ path }) => path)).toHaveLength(1);
    expect(issues[0]?.path).toMatch(/^(compartments|membranes)/);
  });
});

test.each([
  ["what is at its ends is not said", "", /^membranes$/],
  [
    "boundary: is given",
    "boundary: {left: {urea: no-flux}}\n",
    /^(membranes|species\.\w+|compartments\.\w+\..*|outputs\.\w+\.of)$/,
  ],
])("membranes beside a domain are one mistake where %s", (_what, boundary, paths) => {
  const issues = issuesOf(`${CELL}domain: {geometry: slab, thickness: 1 um}\n${boundary}`);
  for (const { path } of issues) expect(path).toMatch(paths);
  expect(issues.filter(({ found }) => found === "membranes beside a domain")).toHaveLength(1);
});

describe("what others write is answered with what is written here", () => {
  test.each([
    ["an elastic wall without its modulus", "wall: flexible", "wall: elastic", "{elastic: 1 MPa}"],
    ["an infinite volume", "volume: infinite", "volume: inf", "infinite"],
    ["osmolarity", '"c(urea, cell)"', "osmolarity(cell)", "osmotic_pressure(cell) / (R * T)"],
    ["the place before the species", "c(urea, cell)", "c(cell, urea)", "c(urea, cell)"],
    ["the membrane before the species", "flux(urea, m)", "flux(m, urea)", "flux(urea, m)"],
    ["a permeability to water", "1e-12 m/s/Pa", "1e-6 cm/s", "1e-6 cm/s * 18 cm^3/mol / (R * T)"],
  ])("%s", (_what, from, to, fix) => {
    expect(changed(from, to).map((issue) => issue.fix)).toEqual([fix]);
  });

  test("what is proposed for a permeability to water is read", () => {
    expect(changed("1e-12 m/s/Pa", "1e-6 cm/s * 18 cm^3/mol / (R * T)")).toEqual([]);
  });

  test.each([
    ["P_f as a key", "Lp: 1e-12 m/s/Pa", "Pf: 1e-3 cm/s", /Lp: 1e-3 cm\/s \* 18 cm\^3\/mol \/ \(R \* T\)/],
    ["Lp of a solute", "sigma: 0.9}", "sigma: 0.9, Lp: 1e-12 m/s/Pa}", /Lp: stands beside solutes:/],
  ])("%s is told where it stands", (_what, from, to, because) => {
    const [issue, ...others] = changed(from, to);
    expect(others).toEqual([]);
    expect(issue?.because).toMatch(because);
    expect(issue?.fix).toBeUndefined();
  });

  test("of what is no measure, the measures of compartments are listed and no others", () => {
    const [issue] = changed("volume(cell)", "sweling(cell)");
    expect(issue?.expected).toMatch(/^a measure of compartments \(.*osmotic_pressure.*\) or a function$/);
    expect(issue?.expected).not.toMatch(/skewness|vacf/);
  });

  test("the least value over all times is no measure, and the series has it", () => {
    const [issue, ...others] = changed("volume(cell)", "min(volume(cell))");
    expect(others).toEqual([]);
    expect(issue?.found).toBe("min of volume(cell) over all times");
    expect(`${issue?.because}${issue?.fix}`).toMatch(/series/);
  });
});

test.each([
  ["urea: -100 mM", "urea: 100 mM"],
  ["salt: 0 mM - 2 mM", "salt: 290 mM"],
])("%s is refused: nothing holds less than nothing", (held, was) => {
  const issues = changed(was, held);
  expect(issues.map(({ code }) => code)).toEqual(["out-of-range"]);
  expect(issues[0]?.found).toBe(`"${held.split(": ")[1]}"`);
  expect(issues[0]?.path).toMatch(/^compartments\.(bath|cell)\.contains\.(urea|salt)$/);
});

test.each([
  ["amount(base, donor)", "nmol"],
  ["amount(base, acceptor) / (10 uM * t)", "cm^3/s"],
])("%s is per area of the slab, and in %s the area is missing: that is said", (of, unit) => {
  const text = `perrin: 1
species: {base: {D: 5e-10 m^2/s}}
domain: {geometry: slab, thickness: 100 um}
compartments: {donor: {volume: 200 uL, contains: {base: 10 uM}}, acceptor: {volume: 300 uL}}
initial: {base: 0 mM}
boundary: {left: {compartment: donor, area: 0.3 cm^2}, right: {compartment: acceptor, area: 0.3 cm^2}}
solve: {transient: {until: 1 h}}
outputs: {held: {of: "${of}", unit: ${unit}}}
`;
  const [issue, ...others] = issuesOf(text);
  expect(others).toEqual([]);
  expect(issue?.path).toBe("outputs.held.unit");
  expect(issue?.because).toMatch(/is per area of the slab.*multiply it by the area/);
  expect(issuesOf(text.replace(`"${of}"`, `"${of} * 0.3 cm^2"`))).toEqual([]);
});
