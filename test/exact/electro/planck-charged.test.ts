import { expect, test } from "vitest";
import { goldmanFlux } from "#physics/electro/goldman-hodgkin-katz.ts";
import { planckFluxes } from "#physics/electro/planck.ts";
import { chargedLayerCurrent, chargedLayerFluxes, chargedLayerPotential } from "#physics/electro/planck-charged.ts";
import { neutralPath } from "../../support/neutral-path.ts";
import "../../support/matchers.ts";

const temperature = 298.15;
const THERMAL = 0.0256925791211;

/** A salt in a layer of charge X, with this much of its co-ion at the faces. */
function salt(X: number, left: number, right: number, size = 1) {
  const [more, less] = [Math.abs(X) / size, 0];
  return [
    { valence: size, diffusivity: 1.334e-9, left: left + (X < 0 ? more : less), right: right + (X < 0 ? more : less) },
    { valence: -size, diffusivity: 2.032e-9, left: left + (X > 0 ? more : less), right: right + (X > 0 ? more : less) },
  ];
}

/** The same with the cations shared by two of different D, unlike on the two sides. */
function biIonic(X: number, left: number, right: number) {
  const [cation, anion] = salt(X, left, right);
  return [
    { ...cation, left: 0.9 * cation.left, right: 0.2 * cation.right },
    { ...cation, diffusivity: 1.957e-9, left: 0.1 * cation.left, right: 0.8 * cation.right },
    anion,
  ];
}

test("the fluxes solve the Nernst-Planck equations of a neutral layer with fixed charge", () => {
  for (const X of [-1000, -30, -1e-3, 0, 25, 400])
    for (const voltage of [-0.1, -0.004, 0, 0.06])
      for (const ions of [salt(X, 100, 10), biIonic(X, 20, 90), salt(X, 5, 60, 2), biIonic(X, 40, 40)]) {
        const thickness = 1e-6;
        const fluxes = chargedLayerFluxes({ ions, fixedCharge: X, thickness, voltage, temperature });
        const path = ions.map((ion, i) => ({ ...ion, start: ion.left, flux: fluxes[i] }));
        const end = neutralPath(path, thickness, 4000);
        // Runge-Kutta: the steepest field is some 40 per length, (40/4000)^4 / 120 = 1e-10, on the largest concentration
        const largest = Math.max(...ions.map((ion) => Math.max(ion.left, ion.right)));
        ions.forEach(({ right }, i) => {
          expect(end.concentrations[i]).toBeNear(right, { abs: 1e-9 * largest });
        });
        expect(-end.potential * THERMAL).toBeNear(voltage, { rel: 1e-9, abs: 1e-11 });
      }
});

test("all fluxes over their D add to the fall of s - X phi", () => {
  for (const X of [-1000, -30, 25])
    for (const voltage of [-0.3, 0.06, 0.5]) {
      const ions = biIonic(X, 20, 90);
      const fluxes = chargedLayerFluxes({ ions, fixedCharge: X, thickness: 2e-6, voltage, temperature });
      const sum = fluxes.reduce((total, flux, i) => total + flux / ions[i].diffusivity, 0);
      const fall = (s: "left" | "right") => ions.reduce((total, ion) => total + ion[s], 0);
      const expected = (fall("left") - fall("right") - (X * voltage) / THERMAL) / 2e-6;
      // 1e-13 of quadrature and 1e-11 of the digits of RT/F
      expect(sum).toBeNear(expected, { rel: 2e-11 });
    }
});

test("without charge it is Planck's law", () => {
  const ions = biIonic(0, 20, 90);
  const layer = { ions, thickness: 1e-6, voltage: 0.05, temperature };
  const expected = planckFluxes(layer);
  const fluxes = chargedLayerFluxes({ ...layer, fixedCharge: 0 });
  fluxes.forEach((flux, i) => {
    expect(flux).toBeNear(expected[i], { rel: 1e-12 });
  });
});

test("under overwhelming charge the field is constant", () => {
  const X = -1e9;
  const ions = biIonic(X, 20, 90);
  const fluxes = chargedLayerFluxes({ ions, fixedCharge: X, thickness: 1e-6, voltage: 0.05, temperature });
  ions.forEach(({ diffusivity, ...ion }, i) => {
    const expected = goldmanFlux({ ...ion, permeability: diffusivity / 1e-6, voltage: 0.05, temperature });
    // s is uniform to 1e-7
    expect(fluxes[i]).toBeNear(expected, { rel: 2e-7 });
  });
});

test("no current flows at U ln[(s_right - U X) / (s_left - U X)]", () => {
  const U = (1.334 - 2.032) / (1.334 + 2.032);
  for (const X of [-300, -1, 0, 50]) {
    const ions = salt(X, 80, 7);
    const [left, right] = [160 + Math.abs(X), 14 + Math.abs(X)];
    const expected = THERMAL * U * Math.log((right - U * X) / (left - U * X));
    expect(chargedLayerPotential({ ions, fixedCharge: X, temperature })).toBeNear(expected, { rel: 1e-10 });
    const layer = { ions, fixedCharge: X, thickness: 1e-6, temperature };
    const scale = Math.abs(chargedLayerCurrent({ ...layer, voltage: 0.02 }));
    expect(chargedLayerCurrent({ ...layer, voltage: expected })).toBeNear(0, { abs: 1e-9 * scale });
  }
});

test("ions of two charges in twice the fixed charge stand at half the potential", () => {
  const potential = (size: number) =>
    chargedLayerPotential({ ions: salt(-50 * size, 80, 7, size), fixedCharge: -50 * size, temperature });
  expect(potential(2)).toBeNear(potential(1) / 2, { rel: 1e-12 });
});

test("a voltage of volts neither overflows nor loses an ion", () => {
  const ions = salt(-100, 20, 90);
  for (const voltage of [-30, 30]) {
    const [cation, anion] = chargedLayerFluxes({ ions, fixedCharge: -100, thickness: 1e-6, voltage, temperature });
    expect(Math.sign(cation)).toBe(Math.sign(voltage));
    expect(Math.sign(anion)).toBe(-Math.sign(voltage));
    expect(Number.isFinite(cation) && Number.isFinite(anion)).toBe(true);
  }
});

test("faces that do not meet the fixed charge are refused", () => {
  const ions = salt(-100, 20, 90);
  const layer = { ions, thickness: 1e-6, voltage: 0, temperature };
  expect(() => chargedLayerFluxes({ ...layer, fixedCharge: -90 })).toThrow(/charge on the left = 10: the ions and the/);
  expect(() => chargedLayerFluxes({ ...layer, fixedCharge: Number.NaN })).toThrow(/fixedCharge = NaN/);
  expect(() => chargedLayerFluxes({ ...layer, fixedCharge: -100, thickness: -1 })).toThrow(/thickness = -1/);
});
