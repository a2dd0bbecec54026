import { expect, test } from "vitest";
import { debyeLength, ionicStrength } from "#physics/electro/debye-length.ts";
import {
  boltzmannConcentration,
  diffuseLayerPotential,
  surfaceCharge,
  surfacePotential,
} from "#physics/electro/gouy-chapman.ts";
import "../../support/matchers.ts";

/** Half a unit in the last of twelve digits. */
const TWELVE = { rel: 5e-12 };
const water = { relativePermittivity: 78.4, temperature: 298.15 };
const plane = { ...water, concentration: 100, surfacePotential: -0.05 };

test("Debye lengths: 0.8 nm in saline, 9.6 nm in 1 mM", () => {
  expect(debyeLength({ ...water, ionicStrength: 150 }) * 1e9).toBeNear(0.784955383189, TWELVE);
  expect(debyeLength({ ...water, ionicStrength: 1 }) * 1e9).toBeNear(9.61370079832, TWELVE);
  expect(debyeLength({ ...water, ionicStrength: 0 })).toBe(Number.POSITIVE_INFINITY);
  expect(() => debyeLength({ ...water, ionicStrength: -1 })).toThrow(/ionicStrength = -1/);
  expect(() => debyeLength({ ...water, ionicStrength: 1, relativePermittivity: 0 })).toThrow(/relativePermittivity/);
});

test("two charges count four times: 1 mM of CaCl2 has the ionic strength of 3 mM NaCl", () => {
  const ions = [
    { valence: 2, concentration: 1 },
    { valence: -1, concentration: 2 },
  ];
  expect(ionicStrength(ions)).toBe(3);
});

test("a plane at -50 mV in 100 mM: charge of Grahame, potential at λ, crowd of counter-ions", () => {
  expect(surfaceCharge(plane)).toBeNear(-0.0420760915344, TWELVE);
  const distance = debyeLength({ ...water, ionicStrength: 100 });
  expect(diffuseLayerPotential({ ...plane, distance }) * 1e3).toBeNear(-17.2276409016, TWELVE);
  const counterIon = { valence: 1, concentration: 100, potential: -0.05, temperature: 298.15 };
  expect(boltzmannConcentration(counterIon)).toBeNear(700.123964004, TWELVE);
});

test("charge and potential of the plane are each other's inverse, at any strength", () => {
  for (const potential of [-0.4, -1e-9, 1e-9, 0.05, 0.3])
    for (const valence of [1, 2]) {
      const surface = { ...plane, valence, surfacePotential: potential };
      // at the strongest the argument of sinh is 16, so one rounding of it is 16 of the charge
      expect(surfacePotential({ ...surface, surfaceCharge: surfaceCharge(surface) })).toBeNear(potential, {
        rel: 2e-15,
      });
    }
});

test("the layer starts at the potential of the plane, however high, and ends in e^{-x/λ}", () => {
  for (const potential of [-5, -0.05, 1e-6, 3])
    expect(diffuseLayerPotential({ ...plane, surfacePotential: potential, distance: 0 })).toBeNear(potential, {
      rel: 1e-14,
    });
  // far off, φ = 4 (RT/F) tanh(ζ/4) e^{-x/λ}, and a high plane looks as one of 4 RT/F
  const length = debyeLength({ ...water, ionicStrength: 100 });
  const far = diffuseLayerPotential({ ...plane, surfacePotential: 5, distance: 30 * length });
  expect(far).toBeNear(4 * 0.0256925791211 * Math.exp(-30), { rel: 1e-11 });
});

test("the slope at the plane carries its charge: σ = -eps dφ/dx, for z:z salts", () => {
  for (const valence of [1, 2, 3]) {
    const surface = { ...plane, valence, surfacePotential: 0.03 };
    const h = 1e-14; // 1e-4 of λ; one-sided formula of second order, so an error of 1e-8 of the slope
    const at = (k: number) => diffuseLayerPotential({ ...surface, distance: k * h });
    const slope = (-3 * at(0) + 4 * at(1) - at(2)) / (2 * h);
    const charge = -78.4 * 8.8541878128e-12 * slope;
    expect(charge).toBeNear(surfaceCharge(surface), { rel: 1e-7 });
  }
});

test("what no diffuse layer can be is refused", () => {
  expect(() => surfaceCharge({ ...plane, concentration: 0 })).toThrow(/concentration = 0/);
  expect(() => surfaceCharge({ ...plane, valence: -1 })).toThrow(/valence = -1/);
  expect(() => diffuseLayerPotential({ ...plane, distance: -1 })).toThrow(/distance = -1/);
  expect(() => surfacePotential({ ...water, concentration: 1, surfaceCharge: Number.NaN })).toThrow(/surfaceCharge/);
});
