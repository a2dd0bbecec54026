import { expect, test } from "vitest";
import { ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";

const CELL = `perrin: 1
species: {urea: {}}
compartments: {a: {volume: 1 pL, contains: {urea: 1 mM}}, b: {volume: 1 pL}}
membranes: {m: {between: [a, b], area: 100 um^2, solutes: {urea: {P: 1e-7 m/s}}}}
solve: {transient: {until: 1 s}}
outputs: {c: "c(urea, b)"}
`;
const set = { "sampling.walkers": "128" };

test("--walkers is how many parcels there are where compartments alone are sampled, whatever the file says", () => {
  expect(parseModel(CELL, { set }).sampling.walkers).toBe(128);
  expect(parseModel(`${CELL}sampling: {parcels: 1000}\n`, { set }).sampling.walkers).toBe(128);
});

test("in the file they are called parcels", () => {
  expect(parseModel(`${CELL}sampling: {parcels: 1000}\n`).sampling.walkers).toBe(1000);
  expect(() => parseModel(`${CELL}sampling: {walkers: 1000}\n`)).toThrow(ModelError);
});
