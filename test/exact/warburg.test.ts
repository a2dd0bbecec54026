import { describe, expect, test } from "vitest";
import { warburgDepth } from "#physics/warburg.ts";
import { answer, held, type StackOf, stackModel } from "../support/closed-form.ts";
import "../support/matchers.ts";

const printed = { rel: 1e-11 };
const Q = 0.02;
const c0 = 0.06;
const sources = [{ name: "uptake", species: "drug", layer: "", law: { kind: "zero-order" as const, rate: -Q } }];

function tissue(D: number, given: Partial<StackOf> = {}) {
  return stackModel({ layers: [{ l: 80e-6, D }], left: held(c0), ...given, fields: { sources } });
}

describe("oxygen in a slab that consumes 0.02 mol m^-3 s^-1", () => {
  test("critical depth, and its fall as the root of viscosity", () => {
    expect(warburgDepth({ diffusivity: 2e-9, concentration: c0, consumption: Q })).toBeNear(1.09544511501e-4, printed);
    expect(answer(tissue(0.8e-9), "penetration_depth(drug)", "timeless")).toBeNear(6.92820323028e-5, printed);
  });

  test("a thin slab is reached everywhere", () => {
    const normal = tissue(2e-9);
    expect(answer(normal, "c(drug, right)", "steady")).toBeNear(0.028, { rel: 1e-12 });
    expect(answer(normal, "flux(drug, left)", "steady")).toBeNear(Q * 80e-6, { rel: 1e-12 });
    expect(answer(normal, "penetration_depth(drug)", "timeless")).toBe(80e-6);
  });

  test("at 2.5 times the viscosity a core is anoxic", () => {
    const thick = tissue(0.8e-9);
    const depth = answer(thick, "penetration_depth(drug)", "timeless");
    expect(1 - depth / 80e-6).toBeNear(0.133974596216, { rel: 1e-10 });
    expect(answer(thick, "flux(drug, left)", "steady")).toBeNear(1.38564064606e-6, printed);
    expect(answer(thick, "c(drug, 75e-6)", "steady")).toBe(0);
    expect(answer(thick, "c(drug, 1e-5)", "steady")).toBeNear(c0 * (1 - 1e-5 / depth) ** 2, { rel: 1e-13 });
    expect(answer(thick, "amount(drug, all)", "steady")).toBeNear((c0 * depth) / 3, { rel: 1e-13 });
  });

  test("supplied from the right, or from both sides", () => {
    const right = tissue(0.8e-9, { left: { kind: "no-flux" }, right: held(c0) });
    expect(answer(right, "flux(drug, right)", "steady")).toBeNear(-1.38564064606e-6, printed);
    const both = tissue(0.1e-9, { right: held(2 * c0) });
    const depth = (c: number) => Math.sqrt((2 * 0.1e-9 * c) / Q);
    expect(answer(both, "flux(drug, left)", "steady")).toBeNear(Q * depth(c0), { rel: 1e-13 });
    expect(answer(both, "flux(drug, right)", "steady")).toBeNear(-Q * depth(2 * c0), { rel: 1e-13 });
    expect(answer(both, "c(drug, 4e-5)", "steady")).toBe(0);
  });

  test("behind a film, what passes the film is what is consumed", () => {
    const film = tissue(0.8e-9, { left: { kind: "robin", permeability: 3e-5, concentration: c0 } });
    const surface = answer(film, "c(drug, left)", "steady");
    const flux = answer(film, "flux(drug, left)", "steady");
    expect(3e-5 * (c0 - surface)).toBeNear(flux, { rel: 1e-12 });
    expect(flux).toBeNear(Math.sqrt(2 * 0.8e-9 * surface * Q), { rel: 1e-12 });
  });
});
