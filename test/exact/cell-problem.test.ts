import { describe, expect, test } from "vitest";
import { effectiveDiffusivityOf } from "../support/grids.ts";

/** A periodic cell of water and gel, painted. */
function cell(gel: string, where: string, geometry = "rectangle", size = "[2 um, 1 um]", cells = "[8, 6]"): string {
  return `perrin: 1
species: {dye: {in: {water: {D: 1e-9 m^2/s}, gel: ${gel}}}}
domain:
  geometry: ${geometry}
  size: ${size}
  cells: ${cells}
  media: [{medium: water}, {medium: gel, where: "${where}"}]
boundary: periodic
`;
}

// The residual of a solve is 1e-10; a mean over faces of it does no worse.
const solved = { rel: 1e-9 };

describe("cellProblem", () => {
  test("layers across the gradient are resistances in series: 1 / Σ share / (K D)", () => {
    const series = 1 / (0.75 / 1e-9 + 0.25 / (2 * 4e-10));
    expect(effectiveDiffusivityOf(cell("{D: 4e-10 m^2/s, K: 2}", "x < 0.5 um"))).toBeNear(series, solved);
  });

  test("layers along the gradient are conductances beside each other: Σ share K D", () => {
    const parallel = (2 * 1e-9) / 3 + (2 * 4e-10) / 3;
    expect(effectiveDiffusivityOf(cell("{D: 4e-10 m^2/s, K: 2}", "x < 0.5 um"), 1)).toBeNear(
      0.75 * 1e-9 + 0.25 * 2 * 4e-10,
      solved,
    );
    expect(effectiveDiffusivityOf(cell("{D: 4e-10 m^2/s, K: 2}", "y < 1 um / 3"))).toBeNear(parallel, solved);
  });

  test("an impenetrable layer along the gradient takes its share of the cross-section, one across it closes it", () => {
    expect(effectiveDiffusivityOf(cell("impenetrable", "y < 0.5 um"))).toBeNear(0.5e-9, solved);
    expect(effectiveDiffusivityOf(cell("impenetrable", "y < 0.5 um"), 1)).toBeNear(0, { abs: 1e-9 * solved.rel });
  });

  test("a checkerboard of D1 and D2 conducts as their geometric mean (Dykhne), from either side of it on a grid", () => {
    const board = "(x < 0.5 um and y < 0.5 um) or (x >= 0.5 um and y >= 0.5 um)";
    const at = (refinement: number) =>
      effectiveDiffusivityOf(cell("{D: 2.5e-10 m^2/s}", board, "rectangle", "[1 um, 1 um]", "[16, 16]"), 0, refinement);
    // the corners are singular: the error falls slower than h, and does fall
    const errors = [1, 2, 4].map((refinement) => Math.abs(at(refinement) / 5e-10 - 1));
    expect(errors[2]).toBeLessThan(0.02);
    expect(errors[1]).toBeLessThan(errors[0]);
    expect(errors[2]).toBeLessThan(errors[1]);
  });

  test("in a box the three axes are solved alike", () => {
    const slab = (axis: 0 | 1 | 2) =>
      effectiveDiffusivityOf(
        cell("{D: 4e-10 m^2/s}", `${"xyz"[axis]} < 0.5 um`, "box", "[1 um, 1 um, 1 um]", "[4, 4, 4]"),
        axis,
      );
    for (const axis of [0, 1, 2] as const) expect(slab(axis)).toBeNear(1 / (0.5 / 1e-9 + 0.5 / 4e-10), solved);
  });
});
