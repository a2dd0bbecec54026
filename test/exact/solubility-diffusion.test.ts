import { expect, test } from "vitest";
import { membranePermeability, seriesPermeability } from "#physics/solubility-diffusion.ts";
import "../support/matchers.ts";

test("oxygen through a bilayer: P = K D / L", () => {
  const P = membranePermeability({ partitionCoefficient: 4.1, diffusivity: 1.5e-9, thickness: 4e-9 });
  expect(P).toBeNear(1.5375, { rel: 1e-14 });
  expect(P * 0.2).toBeNear(0.3075, { rel: 1e-14 });
});

test("barriers in series add their resistances", () => {
  expect(seriesPermeability([3.35e-6, 5e-5, 3.35e-6])).toBeNear(1.62070633769e-6, { rel: 1e-11 });
  expect(seriesPermeability([1, 0])).toBe(0);
});

test("a membrane without thickness or solubility has no permeability", () => {
  const membrane = { partitionCoefficient: 1, diffusivity: 1e-9, thickness: 4e-9 };
  expect(() => membranePermeability({ ...membrane, thickness: 0 })).toThrow(/thickness = 0/);
  expect(() => membranePermeability({ ...membrane, partitionCoefficient: 0 })).toThrow(/partitionCoefficient = 0/);
  expect(() => membranePermeability({ ...membrane, diffusivity: -1 })).toThrow(/diffusivity = -1/);
  expect(() => seriesPermeability([-1])).toThrow(/permeability = -1/);
});
