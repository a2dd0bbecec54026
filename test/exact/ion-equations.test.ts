import { expect, test } from "vitest";
import { makeIonEquations } from "#generator/ions/ion-equations.ts";
import { ionMesh } from "#generator/ions/ion-mesh.ts";
import { ionSystem } from "#generator/ions/ion-system.ts";
import { ionModel } from "../support/ions.ts";
import "../support/matchers.ts";

test("between equal baths a charged neutral layer rests at Donnan's concentrations, and without its charge at theirs", () => {
  // a salt of 1:1, c = 100: e^φ of the layer has the root of c e^-φ - c e^φ + s X = 0, sinh φ = s X / 2c
  const [c, X] = [100, -300];
  const model = ionModel({
    ions: [
      { name: "a", z: 1, D: 1e-9, left: c, right: c },
      { name: "b", z: -1, D: 2e-9, left: c, right: c },
    ],
    layers: [{ l: 1e-6, X }],
    field: "electroneutral",
    left: 0,
    right: 0,
    cells: 4,
  });
  const system = ionSystem(model, model.species, ionMesh(model, { cells: 4, refinement: 1 }));
  const { equations, fill } = makeIonEquations(system);
  for (const share of [0, 1]) {
    const φ = Math.asinh((share * X) / (2 * c));
    const node = [c * Math.exp(-φ), c * Math.exp(φ), φ];
    const y = Float64Array.from({ length: equations.residual.length }, (_, i) => node[i % 3] as number);
    fill(equations, y, { share });
    for (const [i, rest] of equations.residual.entries())
      expect(Math.abs(rest) / (equations.size[i] || 1), `equation ${i} at a share of ${share}`).toBeLessThan(1e-14);
  }
});
