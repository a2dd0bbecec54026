import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { parseModel } from "#model/parse-model.ts";
import { readingOf, solvedBy } from "../support/grids.ts";
import "../support/matchers.ts";

/** A solid of 1 m, 3 mol/m^3, in a liquid of 1 mol/m^3 up to 2 m behind a closed wall. */
const solid = (geometry: string, shape: string, initial = "0.2 mol/m^3") => `perrin: 1
species: {dye: {D: 1 m^2/s}}
domain: {geometry: ${geometry}, ${shape}, cells: 12}
initial: {dye: ${initial}}
boundary: {${geometry === "slab" ? "left" : "inner"}: {dye: {dissolving: {solubility: 1 mol/m^3, density: 3 mol/m^3}}}}
solve: {transient: {until: 0.05 s}}
outputs: {held: "amount(dye, all)", surface: surface(dye)}
`;

describe("what a solid has lost is in the liquid behind a closed wall", () => {
  test.each([
    ["cylinder", (r: number) => Math.PI * r ** 2],
    ["sphere", (r: number) => (4 / 3) * Math.PI * r ** 3],
  ] as const)("around a %s", (geometry, volume) => {
    const result = solvedBy(continuum, parseModel(solid(geometry, "inner-radius: 1 m, radius: 2 m")));
    const at = (measure: string, when: number) => readingOf(result, measure, when);
    const [before, after] = [0, 0.05].map((t) => at("surface(dye)", t)) as [number, number];
    const amount = (t: number) => at("amount(dye, all)", t);
    expect(before).toBeNear(1, { rel: 1e-12 });
    expect(after).toBeLessThan(0.97);
    expect(amount(0)).toBeNear(0.2 * (volume(2) - volume(1)), { rel: 1e-12 });
    // the solid gives 3 mol/m^3 for all that it has receded, and the liquid fills the place
    expect(amount(0.05) - amount(0)).toBeNear(3 * (volume(before) - volume(after)), { rel: 1e-9 });
  });
});

test.each([0, 0.005, 2])("what a plane solid at %d m has lost is in the liquid, beyond x = 0 too", (from) => {
  const text = solid("slab", "", "0 mol/m^3").replace("slab, ", `line, from: ${from} m`);
  const result = solvedBy(continuum, parseModel(text));
  const [before, after] = [0, 0.05].map((t) => readingOf(result, "surface(dye)", t)) as [number, number];
  expect(before).toBe(from);
  expect(after).toBeLessThan(from - 0.05);
  expect(readingOf(result, "amount(dye, all)", 0.05)).toBeNear(3 * (before - after), { rel: 1e-11 });
});

test.each([
  ["cylinder", 2, (0.2 * Math.PI * (2 ** 4 - 1)) / 4],
  ["sphere", 3, (0.4 * Math.PI * (2 ** 6 - 1)) / 6],
] as const)("a liquid around a %s starts with what its cells hold: c that is linear in the volume within r, exactly", (geometry, power, held) => {
  const initial = `"0.1 mol/m^3 * (r / 1 m)^${power}"`;
  const result = solvedBy(continuum, parseModel(solid(geometry, "inner-radius: 1 m, radius: 2 m", initial)));
  expect(readingOf(result, "amount(dye, all)", 0)).toBeNear(held, { rel: 1e-12 });
});

test("between the middles of its cells a liquid has what lies on the straight line", () => {
  const initial = '"0.1 mol/m^3 * (r / 1 m)^2"';
  const text = solid("cylinder", "inner-radius: 1 m, radius: 2 m", initial).replace(
    "held:",
    'thick: "c(dye, 1.5 m)", held:',
  );
  // the chord of a cell of h < 0.15 lies h² c''/8 < 6e-4 above c = 0.225; half a cell aside is 0.01 off
  expect(readingOf(solvedBy(continuum, parseModel(text)), "c(dye, 1.5 m)", 0)).toBeNear(0.225, { abs: 6e-4 });
});

test("the curve of a liquid begins at the face, where it is saturated, and c between lies on it", () => {
  const text = solid("sphere", "inner-radius: 1 m, radius: 2 m").replace("held:", 'near: "c(dye, 1.001 m)", held:');
  const result = solvedBy(continuum, parseModel(text));
  const { coordinate: r, values: c } = result.profiles.find(
    ({ when }) => when === 0.05,
  ) as (typeof result.profiles)[number];
  const face = readingOf(result, "surface(dye)", 0.05);
  expect(r[0]).toBeNear(face, { rel: 1e-14 });
  expect(c[0]).toBe(1);
  for (let i = 1; i < r.length; i++) expect(r[i]).toBeGreaterThan(r[i - 1] as number);
  const i = r.findIndex((x) => x > 1.001);
  const [a, b] = [r[i - 1] as number, r[i] as number];
  const line = ((b - 1.001) * (c[i - 1] as number) + (1.001 - a) * (c[i] as number)) / (b - a);
  expect(readingOf(result, "c(dye, 1.001 m)", 0.05)).toBeNear(line, { rel: 1e-12 });
});
