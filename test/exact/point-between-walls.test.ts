import { describe, expect, test } from "vitest";
import {
  type Walls,
  walledDensity,
  walledExit,
  walledFlux,
  walledMoments,
} from "#levels/closed-form/walled-propagator.ts";
import type { BoundaryCondition, Model } from "#model/model.ts";
import { answer, stackModel, textOf } from "../support/closed-form.ts";
import { modelWith, walkerWith } from "../support/models.ts";
import "../support/matchers.ts";

const absorbing: BoundaryCondition = { kind: "absorbing" };
const noFlux: BoundaryCondition = { kind: "no-flux" };

function halfLine(condition: BoundaryCondition, right = false): Model {
  return modelWith({
    domain: { kind: "free", geometry: "line", dimensions: 1, ...(right ? { to: 0 } : { from: 0 }) },
    species: [
      walkerWith({
        name: "drug",
        media: [{ medium: "", diffusivity: textOf(0.5), partition: textOf(1) }],
        initial: { kind: "point", at: [right ? -1 : 1], amount: 1 },
      }),
    ],
    boundaries: [{ end: right ? "right" : "left", species: "drug", condition }],
  });
}

describe("beside one wall at 0, from x0 = 1 with D = 0.5 at t = 2", () => {
  test("a mirror doubles the density at it", () => {
    expect(answer(halfLine(noFlux), "c(drug, 0)", 2)).toBeNear(0.439391289467722, { rel: 1e-14 });
    expect(answer(halfLine(noFlux), "survival(drug)", 2)).toBeNear(1, { rel: 1e-14 });
  });

  test("an absorber leaves erf(x0 / sqrt(4 D t))", () => {
    expect(answer(halfLine(absorbing), "survival(drug)", 2)).toBeNear(0.520499877813047, { rel: 1e-14 });
    expect(answer(halfLine(absorbing), "amount_permeated(drug, left)", 2)).toBeNear(1 - 0.520499877813047, {
      rel: 1e-14,
    });
  });

  test("an absorber at the right end is the mirror image", () => {
    expect(answer(halfLine(absorbing, true), "survival(drug)", 2)).toBeNear(0.520499877813047, { rel: 1e-14 });
    const mean = answer(halfLine(absorbing), "mean(drug)", 2);
    expect(answer(halfLine(absorbing, true), "mean(drug)", 2)).toBeNear(-mean, { rel: 1e-14 });
    const flux = answer(halfLine(absorbing), "flux(drug, left)", 2);
    expect(answer(halfLine(absorbing, true), "flux(drug, right)", 2)).toBeNear(-flux, { rel: 1e-14 });
    expect(flux).toBeLessThan(0);
  });

  test("the mean of what is left beside an absorber is x0 / survival", () => {
    expect(answer(halfLine(absorbing), "mean(drug)", 2)).toBeNear(1 / 0.520499877813047, { rel: 1e-13 });
  });
});

describe("in the box [0, 1] from 1/4 with D = 1 at t = 0.05", () => {
  const box = (left: BoundaryCondition, right: BoundaryCondition) =>
    stackModel({ layers: [{ l: 1, D: 1 }], left, right, initial: { kind: "point", at: [0.25], amount: 1 } });

  test("densities at 3/4 between mirrors and between absorbers", () => {
    expect(answer(box(noFlux, noFlux), "c(drug, 0.75)", 0.05)).toBeNear(0.378461928109304, { rel: 1e-13 });
    expect(answer(box(absorbing, absorbing), "c(drug, 0.75)", 0.05)).toBeNear(0.344460461699223, { rel: 1e-13 });
  });

  test("the faces of its only layer are its walls", () => {
    for (const [left, right] of [
      [noFlux, noFlux],
      [absorbing, noFlux],
    ] as const)
      for (const end of ["left", "right"]) {
        const model = box(left, right);
        expect(answer(model, `c(drug, a.${end})`, 0.05)).toBe(answer(model, `c(drug, ${end})`, 0.05));
        expect(answer(model, `flux(drug, a.${end})`, 0.05)).toBe(answer(model, `flux(drug, ${end})`, 0.05));
      }
    // the ends of the series of cosines: 1 + 2 sum (±1)^k cos(k pi / 4) e^(-k^2 pi^2 t)
    const atWall = (sign: number) =>
      [1, 2, 3, 4, 5, 6, 7, 8, 9].reduce(
        (sum, k) => sum + 2 * sign ** k * Math.cos((k * Math.PI) / 4) * Math.exp(-((k * Math.PI) ** 2) * 0.05),
        1,
      );
    expect(answer(box(noFlux, noFlux), "c(drug, a.left)", 0.05)).toBeNear(atWall(1), { rel: 1e-14 });
    expect(answer(box(noFlux, noFlux), "c(drug, a.right)", 0.05)).toBeNear(atWall(-1), { rel: 1e-13 });
  });

  test("the box is left through the nearer wall with probability 3/4", () => {
    expect(answer(box(absorbing, absorbing), "amount_permeated(drug, left)", 100)).toBeNear(0.75, { rel: 1e-14 });
    expect(answer(box(absorbing, absorbing), "amount_permeated(drug, right)", 100)).toBeNear(0.25, { rel: 1e-14 });
    expect(answer(box(noFlux, absorbing), "amount_permeated(drug, right)", 100)).toBeNear(1, { rel: 1e-14 });
  });

  test("between mirrors the moments end at 1/2 and 1/12", () => {
    expect(answer(box(noFlux, noFlux), "mean(drug)", 10)).toBeNear(0.5, { rel: 1e-14 });
    expect(answer(box(noFlux, noFlux), "variance(drug)", 10)).toBeNear(1 / 12, { rel: 1e-13 });
    expect(answer(box(noFlux, noFlux), "probability(drug, x < 0.2)", 10)).toBeNear(0.2, { rel: 1e-13 });
  });
});

describe("images and modes are one law", () => {
  const wall = ["reflecting", "absorbing"] as const;
  const cases = wall.flatMap((left) => wall.map((right) => ({ left, right })));

  // D t just below and just above width^2 / 4; the law changes by the step in time, 2e-9, times its rate.
  test.each(cases)("$left | $right at the time of the change", ({ left, right }) => {
    const walls: Walls = { diffusivity: 2, width: 3, left, right, start: 0.8 };
    const t = (9 / 4 / 2) * (1 - 1e-15);
    const later = (9 / 4 / 2) * (1 + 1e-15);
    expect(walledDensity(walls, 1.9, later)).toBeNear(walledDensity(walls, 1.9, t), { rel: 1e-13 });
    expect(walledFlux(walls, 1.9, later)).toBeNear(walledFlux(walls, 1.9, t), { rel: 1e-12 });
    const [early, late] = [t, later].map((time) => walledMoments(walls, { from: 0.4, to: 2.2 }, time));
    for (let m = 0; m < 3; m++) expect(late[m]).toBeNear(early[m], { rel: 1e-12 });
    for (const end of ["left", "right"] as const)
      expect(walledExit(walls, end, later)).toBeNear(walledExit(walls, end, t), { abs: 1e-14 });
  });

  test.each(cases)("$left | $right: what was released is inside or has left", ({ left, right }) => {
    const walls: Walls = { diffusivity: 2, width: 3, left, right, start: 0.8 };
    for (const t of [1e-4, 0.03, 0.4, 1.3, 5]) {
      const [inside] = walledMoments(walls, { from: 0, to: 3 }, t);
      expect(inside + walledExit(walls, "left", t) + walledExit(walls, "right", t)).toBeNear(1, { rel: 1e-14 });
    }
  });

  test("the Laplace transform of the layers says the same", () => {
    const start = { kind: "point", at: [2e-5], amount: 1 } as const;
    const one = stackModel({ layers: [{ l: 1e-4, D: 1e-9 }], right: absorbing, initial: start });
    // Two layers of one kind: not a single layer, so the transform answers.
    const two = stackModel({
      layers: [
        { l: 6e-5, D: 1e-9 },
        { l: 4e-5, D: 1e-9 },
      ],
      right: absorbing,
      initial: start,
    });
    for (const t of [0.1, 1, 4, 20])
      for (const text of ["c(drug, 5e-5)", "flux(drug, right)", "amount(drug, all)", "amount_permeated(drug, right)"]) {
        const exact = answer(one, text, t);
        expect(answer(two, text, t)).toBeNear(exact, { rel: 1e-9, abs: text.startsWith("c") ? 1e-8 : 1e-12 });
      }
  });
});
