import { describe, expect, test } from "vitest";
import { effectiveDiffusivityOf } from "../support/grids.ts";

/** Flux over the whole cross-section of a square array of impermeable discs that fill 0.3 of it: Perrins et al. 1979. */
const DISCS = 0.53757998684;

const cell = `perrin: 1
species: {dye: {in: {water: {D: 1 m^2/s}, rod: impenetrable}}}
domain:
  geometry: rectangle
  size: [1 m, 1 m]
  cells: [8, 8]
  media: [{medium: water}, {medium: rod, where: "(x - 0.5 m)^2 + (y - 0.5 m)^2 < 0.3 / pi * (1 m)^2"}]
boundary: periodic
`;

describe("cellProblem", () => {
  test("around impermeable discs it comes to the series at second order, edges by open shares", () => {
    const errors = [1, 2, 4, 8].map((refinement) => Math.abs(effectiveDiffusivityOf(cell, 0, refinement) - DISCS));
    // how a circle cuts cells differs from grid to grid, so the order is that of three halvings together
    expect(Math.log2(errors[0] / errors[3]) / 3).toBeGreaterThan(1.9);
    expect(errors[3]).toBeLessThan(1.5e-4);
  });

  test("x and y are alike in a cell that is symmetric", () => {
    expect(effectiveDiffusivityOf(cell, 1, 2)).toBeNear(effectiveDiffusivityOf(cell, 0, 2), { rel: 1e-5 });
  });
});
