import { expect, test } from "vitest";
import { issuesOf } from "../support/result-of.ts";

const file = (membranes: string) => `perrin: 1
temperature: 298.15 K
species: {s: {}, na: {charge: 1}, cl: {charge: -1}}
carriers: {glut: {law: facilitated, Vmax: 1 nmol/m^2/s, Km: 1 mM}}
compartments:
  a: {volume: 1 mL, contains: {s: 1 mM, na: 10 mM, cl: 10 mM}}
  b: {volume: 1 mL, contains: {na: 20 mM, cl: 20 mM}}
  c: {volume: 1 mL}
  bath: {volume: infinite}
membranes:
${membranes}
field: electroneutral
`;
const ION = "na: {P: 1e-8 m/s}, cl: {P: 1e-8 m/s}";
const SALT = "na: impermeant, cl: impermeant";
const AB = (solutes: string, more = "") => `  ab: {between: [a, b], area: 1 cm^2, solutes: {${solutes}}${more}}\n`;

test("a membrane says how a species passes that arrives later through another one", () => {
  const second = (solutes: string) => `  bc: {between: [c, b], area: 1 cm^2, solutes: {${solutes}}}\n`;
  expect(issuesOf(file(AB(`s: {P: 1e-6 m/s}, ${SALT}`) + second(SALT)))).toMatchObject([
    { code: "missing-key", path: "membranes.bc.solutes", found: "nothing about s", fix: "solutes: {s: impermeant}" },
  ]);
  expect(issuesOf(file(AB(`s: impermeant, ${SALT}`) + second(SALT)))).toEqual([]);
});

test("also one that a carrier brings, and not what is lost in a bath", () => {
  const carried = `  ab: {between: [a, b], area: 1 cm^2, solutes: {${SALT}}, carriers: [{carrier: glut, species: s}]}\n`;
  const onward = "  cb: {between: [c, b], area: 1 cm^2, solutes: {na: impermeant, cl: impermeant}}\n";
  expect(issuesOf(file(carried + onward)).map(({ path }) => path)).toEqual(["membranes.cb.solutes"]);
  const lost = `  ab: {between: [a, bath], area: 1 cm^2, solutes: {s: {P: 1e-6 m/s}, ${SALT}}}\n`;
  expect(issuesOf(file(`${lost}  cb: {between: [bath, c], area: 1 cm^2}\n`))).toEqual([]);
});

test("every pathway says how each species passes it", () => {
  const ways = (second: string) =>
    `  m:\n    between: [a, b]\n    area: 1 cm^2\n    solvent-drag: patlak\n    pathways:\n      - {name: cells, Lp: 1e-12 m/s/Pa, solutes: {s: {P: 1e-8 m/s, sigma: 0.9}, na: impermeant, cl: impermeant}}\n      - ${second}\n`;
  expect(issuesOf(file(ways("{name: junctions, Lp: 1e-12 m/s/Pa}")))).toMatchObject([
    {
      code: "missing-key",
      path: "membranes.m.pathways[1]",
      found: "nothing about s and na and cl in the pathway junctions",
      fix: "solutes: {s: impermeant, na: impermeant, cl: impermeant}",
    },
  ]);
  const all = "solutes: {s: impermeant, na: impermeant, cl: impermeant}";
  expect(issuesOf(file(ways(`{name: junctions, ${all}}`)))).toEqual([]);
  expect(issuesOf(file(ways(`{name: cells, ${all}}`)))).toMatchObject([
    { code: "one-of", path: "membranes.m.pathways[1].name" },
  ]);
});

test("a conductance knows no drag: beside it sigma is 1", () => {
  const wet = (sigma: string) =>
    AB(`s: impermeant, na: {g: 1 S/m^2${sigma}}, cl: {g: 1 S/m^2}`, ", Lp: 1e-12 m/s/Pa, solvent-drag: patlak");
  expect(issuesOf(file(wet(", sigma: 0.2")))).toMatchObject([
    { code: "one-of", path: "membranes.ab.solutes.na.sigma", because: expect.stringContaining("knows no drag") },
  ]);
  expect(issuesOf(file(wet(", sigma: {osmotic: 1, filtration: 0.4}"))).map(({ path }) => path)).toEqual([
    "membranes.ab.solutes.na.sigma.filtration",
  ]);
  expect(issuesOf(file(wet(", sigma: 1")))).toEqual([]);
  expect(issuesOf(file(wet("")))).toEqual([]);
});

test("the conductance of a whole membrane is to be divided by its area", () => {
  expect(issuesOf(file(AB(`s: impermeant, na: {g: 3 nS}, ${ION.slice(ION.indexOf("cl"))}`)))).toMatchObject([
    { code: "wrong-dimension", path: "membranes.ab.solutes.na.g", expected: expect.stringContaining("area") },
  ]);
});

test("compartments that are wrong themselves are still named where a membrane may lie", () => {
  const text = file("  m: {between: [a, a], area: 1 cm^2}\n").replace("c: {volume: 1 mL}", "c: {volume: -1 mL}");
  expect(issuesOf(text).find(({ path }) => path === "membranes.m.between")?.expected).toBe(
    "two compartments: a, b, c or bath",
  );
});
