import { describe, expect, test } from "vitest";
import { onsagerCoefficient, potentialFlux, potentialGradient, slabDissipation, steadyFlux } from "#physics/fick.ts";
import "../support/matchers.ts";

const SLAB = { diffusivity: 1e-9, thickness: 1e-4, left: 100, right: 10 };
const T = 298.15;
const GRADIENT = (SLAB.right - SLAB.left) / SLAB.thickness; // dc/dx [mol m^-4]

describe("a slab of 0.1 mm between 100 and 10 mol/m³, to the digits printed", () => {
  test("passes 9e-4 mol m^-2 s^-1 to the right", () => {
    expect(steadyFlux(SLAB)).toBeNear(9e-4, { rel: 1e-15 });
  });

  test("has M = 4.034e-11 and a force of 22 MN/mol at its rich face", () => {
    expect(onsagerCoefficient(SLAB.left, SLAB.diffusivity, T)).toBeNear(4.03395455451e-11, { rel: 1e-11 });
    expect(-potentialGradient(SLAB.left, GRADIENT, T)).toBeNear(2.23106132664e7, { rel: 1e-11 });
  });

  test("dissipates 5.137 W/m²", () => {
    expect(slabDissipation(SLAB, T)).toBeNear(5.13720855228, { rel: 1e-11 });
  });
});

// Five roundings.
test("force times M is Fick's flux, wherever it is taken", () => {
  for (const c of [100, 55, 10]) {
    const flux = potentialFlux(onsagerCoefficient(c, SLAB.diffusivity, T), potentialGradient(c, GRADIENT, T));
    expect(flux).toBeNear(steadyFlux(SLAB), { rel: 1e-15 });
  }
});

test("diffusion dissipates whichever way it runs", () => {
  expect(slabDissipation({ ...SLAB, left: 10, right: 100 }, T)).toBeNear(slabDissipation(SLAB, T), { rel: 1e-14 });
  expect(slabDissipation({ ...SLAB, right: 100 }, T)).toBe(0);
});

test("what is not positive has no meaning", () => {
  expect(() => steadyFlux({ ...SLAB, thickness: 0 })).toThrow("thickness = 0");
  expect(() => potentialGradient(0, 1, T)).toThrow("concentration = 0");
  expect(() => slabDissipation({ ...SLAB, right: 0 }, T)).toThrow("right concentration = 0");
  expect(() => onsagerCoefficient(1, 1, 0)).toThrow("temperature = 0");
});
