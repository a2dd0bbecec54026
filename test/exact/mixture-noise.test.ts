import { expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { parseModel } from "#model/parse-model.ts";
import { measureOf, solved, taskOf } from "../support/models.ts";

const NOISE = 0.01;

const model = parseModel(`perrin: 1
temperature: 800 K
species: {a: {measure: mole-fraction, total: 1 mol/m^3, D: 1e-18 m^2/s, mu: [ideal, {margules: 1}, {gradient: 1e-18 m^2}]}}
domain: {geometry: slab, thickness: 200 nm, cells: 200}
boundary: periodic
initial: {a: {concentration: 0.3, noise: ${NOISE}}}
solve: {transient: {until: 1 s, times: [0 s, 1 s]}}
`);

function start(seed: number) {
  const measures = (["max", "min", "amount"] as const).map((name) => ({
    ...measureOf(name),
    species: "a",
    ...(name === "amount" ? { place: { kind: "all" as const } } : {}),
  }));
  const result = solved(continuum.solve({ ...taskOf(model, measures), species: "a", seed }));
  return result.readings.filter(({ when }) => when === 0).map(({ value }) => value);
}

test("noise stays within its amplitude about the mean, which it leaves alone, and follows from the seed", () => {
  const [most, least, amount] = start(1) as [number, number, number];
  // of 200 even draws the largest misses the end by 1 % of the range on average; the mean of all is taken off
  const mean = 0.3;
  expect(most - mean).toBeLessThan(1.2 * NOISE);
  expect(most - mean).toBeGreaterThan(0.8 * NOISE);
  expect(mean - least).toBeLessThan(1.2 * NOISE);
  expect(mean - least).toBeGreaterThan(0.8 * NOISE);
  expect(amount).toBeNear(mean * 200e-9, { rel: 1e-14 });
  expect(start(1)).toEqual([most, least, amount]);
  expect(start(2)[0]).not.toBe(most);
});

test("a species that diffuses only takes no noise", () => {
  const text = `perrin: 1
species: {dye: {D: 1e-9 m^2/s}}
domain: {geometry: slab, thickness: 1 mm}
initial: {dye: {concentration: 1 mM, noise: 0.1 mM}}
`;
  expect(() => parseModel(text)).toThrow(/noise for a mixture with \{gradient: KAPPA\}/);
});
