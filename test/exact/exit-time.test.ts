import { describe, expect, test } from "vitest";
import type { BoundaryCondition } from "#model/model.ts";
import { answer, stackModel, textOf } from "../support/closed-form.ts";
import { modelWith, walkerWith } from "../support/models.ts";
import "../support/matchers.ts";

const absorbing: BoundaryCondition = { kind: "absorbing" };
const at = (x: number) => ({ kind: "point", at: [x], amount: 1 }) as const;
// The sums over the ladder are asked to 1e-11.
const quadrature = { rel: 1e-10 };

describe("mean exit time", () => {
  test("D = D0 (1 + x/L), from a mirror at 0 to L: (L^2 / D0)(1 - ln 2)", () => {
    const model = stackModel({ layers: [{ l: 1e-5, D: "1e-9 * (1 + x / 1e-5)" }], right: absorbing, initial: at(0) });
    expect(answer(model, "mean_exit_time(drug, right)", "timeless")).toBeNear(0.030685281944, { rel: 1e-10 });
  });

  test("between two absorbers: x (L - x) / 2D; beside a mirror: (L^2 - x^2) / 2D and its image", () => {
    const layers = [{ l: 1e-5, D: 1e-9 }];
    const exit = (left?: BoundaryCondition, right?: BoundaryCondition) =>
      answer(
        stackModel({ layers, initial: at(3e-6), ...(left && { left }), ...(right && { right }) }),
        "mean_exit_time(drug, all)",
        "timeless",
      );
    expect(exit(absorbing, absorbing)).toBeNear((3e-6 * 7e-6) / 2e-9, quadrature);
    expect(exit(undefined, absorbing)).toBeNear((1e-10 - 9e-12) / 2e-9, quadrature);
    expect(exit(absorbing, undefined)).toBeNear((1e-10 - 49e-12) / 2e-9, quadrature);
  });

  test("a uniform start: L^2 / 12D between absorbers, R^2 / 15D in a sphere, R^2 / 8D in a cylinder", () => {
    const slab = stackModel({ layers: [{ l: 1e-5, D: 1e-9 }], left: absorbing, right: absorbing, initial: 4 });
    expect(answer(slab, "mean_exit_time(drug)", "timeless")).toBeNear(1e-10 / 12e-9, quadrature);
    const ball = stackModel({ geometry: "sphere", layers: [{ l: 1e-5, D: 1e-9 }], right: absorbing, initial: 4 });
    expect(answer(ball, "mean_exit_time(drug)", "timeless")).toBeNear(1e-10 / 15e-9, quadrature);
    const rod = stackModel({ geometry: "cylinder", layers: [{ l: 1e-5, D: 1e-9 }], right: absorbing, initial: 4 });
    expect(answer(rod, "mean_exit_time(drug)", "timeless")).toBeNear(1e-10 / 8e-9, quadrature);
  });

  test("from radius r in a sphere: (R^2 - r^2) / 6D", () => {
    const model = stackModel({
      geometry: "sphere",
      layers: [{ l: 1e-5, D: 1e-9 }],
      right: absorbing,
      initial: at(4e-6),
    });
    expect(answer(model, "mean_exit_time(drug, right)", "timeless")).toBeNear((1e-10 - 16e-12) / 6e-9, quadrature);
  });

  test("a film adds volume / (P area); partition counts with K", () => {
    const film: BoundaryCondition = { kind: "robin", permeability: 1e-5, concentration: 0 };
    const model = stackModel({ layers: [{ l: 1e-5, D: 1e-9, K: 3 }], right: film, initial: at(0) });
    expect(answer(model, "mean_exit_time(drug)", "timeless")).toBeNear(1e-10 / 2e-9 + (3 * 1e-5) / 1e-5, quadrature);
  });

  test("is the integral of the survival, through faces, partition and drift", () => {
    const model = stackModel({
      layers: [{ l: 4e-6, D: 1e-10, K: 2 }, { P: 3e-5 }, { l: 6e-6, D: 4e-10 }],
      left: { kind: "robin", permeability: 1e-5, concentration: 0 },
      right: absorbing,
      drift: 1e-5,
      initial: 1,
    });
    // Survival is smooth in ln t; a trapezoid of step 0.05 in ln t is exact to 1e-12 for such integrands.
    let integral = 1e-9;
    for (let i = 0; i <= 500; i++) {
      const t = 1e-9 * Math.exp(0.05 * i);
      if (t < 10) integral += 0.05 * t * answer(model, "survival(drug)", t) * (i === 0 ? 0.5 : 1);
    }
    expect(answer(model, "mean_exit_time(drug)", "timeless")).toBeNear(integral, { rel: 1e-7 });
  });

  test("over a barrier: the passage of a double well E (x^2 - 1)^2 from -1 to +1", () => {
    // D = kT = 1 in units of 1 m, 1 s and kT at 300 K.
    const passage = (E: number) =>
      answer(
        modelWith({
          temperature: 300,
          domain: { kind: "free", geometry: "line", dimensions: 1, to: 1 },
          boundaries: [{ end: "right", species: "walker", condition: absorbing }],
          species: [
            walkerWith({
              media: [{ medium: "", diffusivity: textOf(1), partition: textOf(1) }],
              terms: [{ kind: "potential", energy: textOf(`${E} * kB * 300 * (x^2 - 1)^2`) }],
              initial: at(-1),
            }),
          ],
        }),
        "mean_exit_time(walker)",
        "timeless",
      );
    expect(passage(2)).toBeNear(5.129285034, { rel: 1e-9 });
    expect(passage(5)).toBeNear(36.4835346, { rel: 1e-9 });
    expect(passage(8)).toBeNear(437.5043514, { rel: 1e-9 });
    expect(passage(10)).toBeNear(2552.709136, { rel: 1e-9 });
  });
});
