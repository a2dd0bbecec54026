import { expect, test } from "vitest";
import { type LangevinOptions, solveLangevin } from "#levels/langevin/langevin.ts";
import { measureAt, medium, slabOf, standardErrorsFrom, walkerModel } from "../support/langevin-models.ts";
import { measureOf, solved, taskOf } from "../support/models.ts";

// D = D0 (1 + x/L) in a closed box, uniform K: at equilibrium c is uniform. Walkers that read the noise in Itô's way, without
// the drift dD/dx, gather where D is small: p(x) = 1 / [L (1 + x/L) ln 2], p(0) L = 1 / ln 2 = 1.4427.
// False alarm of 6 standard errors of 64 batches: 1e-7 a check. 19 200 walkers resolve p(0), from two bins of 1/50, to 48 %
// only; the half of the box in which they are tells more, to 4 %: 1/2, or log2(3/2) = 0.585 for Itô.
const model = walkerModel({
  domain: slabOf({ name: "box", thickness: 1e-5 }),
  media: [medium("box", "1e-9*(1 + x/1e-5)")],
  start: 5e-6,
  equilibrium: true,
  walkers: 64 * 300,
});
const inLeftHalf = measureOf("probability", "x < 5e-6");
const atWall = measureAt("c", { kind: "end", end: "left" });

function walked(options: LangevinOptions) {
  const result = solved(solveLangevin(taskOf(model, [inLeftHalf, atWall]), options));
  return {
    standardErrors: (expected: number, key: string) => standardErrorsFrom(expected, result, key, "equilibrium"),
  };
}

test("with the isothermal drift dD/dx walkers fill the box evenly", () => {
  const { standardErrors } = walked({});
  expect(standardErrors(0.5, inLeftHalf.key)).toBeNear(0, { abs: 6 });
  expect(standardErrors(1 / 1e-5, atWall.key)).toBeNear(0, { abs: 6 });
});

test("without it they gather where D is small: p(0) L = 1.4427 instead of 1", () => {
  const { standardErrors } = walked({ convention: "ito" });
  expect(standardErrors(Math.log2(1.5), inLeftHalf.key)).toBeNear(0, { abs: 6 });
  expect(standardErrors(Math.LOG2E / 1e-5, atWall.key)).toBeNear(0, { abs: 6 });
  expect(Math.abs(standardErrors(0.5, inLeftHalf.key))).toBeGreaterThan(10);
});
