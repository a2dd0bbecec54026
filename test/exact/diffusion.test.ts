import { expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { parseModel } from "#model/parse-model.ts";
import { solvedBy } from "../support/grids.ts";
import "../support/matchers.ts";

test("the law of the cells is that of the widest of them", () => {
  const { law } = solvedBy(
    continuum,
    parseModel(`perrin: 1
species: {dye: {in: {water: {D: 1 um^2/s}, gel: {D: 2 um^2/s}}}}
domain:
  geometry: slab
  layers:
    - {name: fine, thickness: 1 um, medium: water, cells: 10}
    - {name: coarse, thickness: 3 um, medium: gel, cells: 6}
    - {name: middling, thickness: 2 um, medium: water, cells: 8}
boundary: {left: {dye: {concentration: 1 mM}}, right: {dye: absorbing}}
solve: steady
outputs: {J: "flux(dye, right)"}
`),
  );
  if (law.kind !== "discrete") throw new Error("no cells");
  // cells grow from the faces of a layer on: the widest of six is wider than their mean
  expect(law.spacing).toBeGreaterThanOrEqual(0.5e-6);
  expect(law.spacing).toBeLessThan(3e-6);
});
