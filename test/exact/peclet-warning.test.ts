import { expect, test } from "vitest";
import { speciesNetwork } from "#generator/motion.ts";
import type { Species } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { pecletWarning } from "#observables/peclet-warning.ts";

const warning = (drift: string, cells: number) => {
  const model = parseModel(`perrin: 1
species: {a: {D: 1 m^2/s, drift: ${drift}}}
domain: {geometry: slab, thickness: 1 m, cells: ${cells}}
`);
  const wish = { cells, refinement: 1, thinnerThan: 0, most: 1e6, graded: false };
  return pecletWarning(speciesNetwork(model, model.species[0] as Species, wish));
};

test("where a cell is worth more than 10 kT the spread of hops is told: (Pe/2) coth(Pe/2)", () => {
  expect(warning("1000 m/s", 10)).toMatch(/100 kT over a cell of 0\.100 m: .* 50\.0 times/);
  expect(warning("-1000 m/s", 10)).toMatch(/100 kT/);
});

test("nothing is told of cells that are fine enough", () => {
  expect(warning("1000 m/s", 200)).toBeUndefined(); // 5 kT
  expect(warning("0 m/s", 10)).toBeUndefined();
});
