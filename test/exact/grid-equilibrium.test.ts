/**
 * Steady states of grids that a closed wall divides: what each side held, it holds, spread as the potential says.
 */
import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { master } from "#levels/master/master.ts";
import { parseModel } from "#model/parse-model.ts";
import { readingOf, solvedBy } from "../support/grids.ts";
import "../support/matchers.ts";

const near = { rel: 1e-9 };

/** Two rooms of 2 and 3 cells in a row, of two rows, behind a rock of one cell; the potential rises by 0.3 kT a cell. */
const rooms = (rest: string) =>
  parseModel(`perrin: 1
temperature: 300 K
species:
  dye:
    in: {water: {D: 1 m^2/s}, rock: impenetrable}
    mu: [{potential: "0.3 kT * x / 1 m"}]
domain:
  geometry: rectangle
  size: [6 m, 2 m]
  cells: [6, 2]
  media: [{medium: water}, {medium: rock, where: "x > 2 m and x < 3 m"}]
${rest}
`);

describe.each([continuum, master])("two rooms behind a wall, by the $name", (level) => {
  test("closed, each keeps what it held, in the proportions of e^{-u}", () => {
    const model = rooms(`initial: {dye: "1 mol/m^3 * (1 + x / 1 m + 2 * y / 1 m)"}
solve: [steady, equilibrium]
outputs:
  near: {of: "c(dye, 0.5 m, 0.5 m)"}
  beside: {of: "c(dye, 1.5 m, 1.5 m)"}
  far: {of: "c(dye, 5.5 m, 0.5 m)"}
  held: amount(dye)
`);
    const result = solvedBy(level, model);
    const u = [0.5, 1.5, 3.5, 4.5, 5.5].map((x) => Math.exp(-0.3 * x));
    // sums of 1 + x + 2 y over the cells: of y 0.5 and 1.5
    const left = 2 * (1 + 0.5) + 2 * (1 + 1.5) + 2 * 2 * 2;
    const right = 2 * (3 + 3.5 + 4.5 + 5.5) + 3 * 2 * 2;
    const [a, b, c, d, e] = u as [number, number, number, number, number];
    for (const when of ["steady", "equilibrium"]) {
      const read = (text: string) => readingOf(result, text, when);
      expect(read("c(dye, 0.5 m, 0.5 m)")).toBeNear((left * a) / (2 * (a + b)), near);
      expect(read("c(dye, 1.5 m, 1.5 m)")).toBeNear((left * b) / (2 * (a + b)), near);
      expect(read("c(dye, 5.5 m, 0.5 m)")).toBeNear((right * e) / (2 * (c + d + e)), near);
      expect(read("amount(dye, all)")).toBeNear(left + right, near);
    }
  });

  test("with a bath on the right, that room comes to it and the other keeps what it held", () => {
    const model = rooms(`initial: {dye: 5 mol/m^3}
boundary: {right: {dye: {concentration: 2 mol/m^3}}}
solve: [steady, equilibrium]
outputs:
  near: {of: "c(dye, 0.5 m, 0.5 m)"}
  far: {of: "c(dye, 3.5 m, 1.5 m)"}
  J: "flux(dye, right)"
`);
    const result = solvedBy(level, model);
    const [a, b] = [Math.exp(-0.15), Math.exp(-0.45)];
    for (const when of ["steady", "equilibrium"]) {
      expect(readingOf(result, "c(dye, 0.5 m, 0.5 m)", when)).toBeNear((10 * a) / (a + b), near);
      expect(readingOf(result, "c(dye, 3.5 m, 1.5 m)", when)).toBeNear(2 * Math.exp(0.3 * (6 - 3.5)), near);
    }
    expect(readingOf(result, "flux(dye, right)", "steady")).toBeNear(0, { abs: 1e-9 });
  });

  test.each([
    [
      "baths of two activities",
      "{right: {dye: {concentration: 2 mol/m^3}}, top: {dye: {concentration: 1 mol/m^3}}}",
      "",
    ],
    [
      "a flux",
      "{left: {dye: {concentration: 2 mol/m^3}}, right: {dye: {concentration: 2 mol/m^3}}, top: {dye: {flux: 1 mol/m^2/s}}}",
      "",
    ],
    [
      "a source",
      "{right: {dye: {concentration: 2 mol/m^3}}}",
      "sources: [{name: fading, species: dye, at: water, law: linear, rate: -0.1 1/s}]\n",
    ],
  ])("no equilibrium is stated with %s", (_, boundary, sources) => {
    const model = rooms(`initial: {dye: 5 mol/m^3}
boundary: ${boundary}
${sources}solve: [steady, equilibrium]
outputs: {far: {of: "c(dye, 3.5 m, 1.5 m)"}}
`);
    const { readings, warnings } = solvedBy(level, model);
    expect(readings.map(({ when }) => when)).toEqual(["steady"]);
    expect(warnings.join()).toContain("no equilibrium");
  });
});
