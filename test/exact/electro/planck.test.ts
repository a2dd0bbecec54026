import { describe, expect, test } from "vitest";
import { goldmanCurrent, goldmanFlux } from "#physics/electro/goldman-hodgkin-katz.ts";
import { goldmanPotential } from "#physics/electro/goldman-potential.ts";
import { logarithmicMean } from "#physics/electro/logarithmic-mean.ts";
import { planckCurrent, planckFluxes, planckPotential } from "#physics/electro/planck.ts";
import { saltCurrent, saltFluxes } from "#physics/electro/planck-binary.ts";
import { neutralPath } from "../../support/neutral-path.ts";
import "../../support/matchers.ts";

/** Half a unit in the last of twelve digits. */
const TWELVE = { rel: 5e-12 };
const temperature = 298.15;
const potassium = { valence: 1, diffusivity: 1.957e-9, left: 500, right: 100 };
const chloride = { valence: -1, diffusivity: 2.032e-9, left: 500, right: 100 };
const membrane = (thickness: number) =>
  [potassium, chloride].map(({ diffusivity, ...ion }) => ({ ...ion, permeability: diffusivity / thickness }));

describe("a channel between 500 and 100 mM KCl at 100 mV", () => {
  test("constant-field currents", () => {
    const current = (thickness: number) =>
      membrane(thickness).reduce((sum, ion) => sum + goldmanCurrent({ ...ion, voltage: 0.1, temperature }), 0);
    expect(current(1e-9)).toBeNear(4.4353832637e8, { rel: 5e-11 }); // eleven digits are given
    expect(current(5e-9)).toBeNear(8.8707665274e7, { rel: 5e-11 });
    expect(current(20e-9)).toBeNear(2.21769163185e7, TWELVE);
  });

  test("electroneutral currents", () => {
    const current = (thickness: number) => {
      const salt = { cation: potassium, anion: chloride, thickness, voltage: 0.1, temperature };
      const many = planckCurrent({ ions: [potassium, chloride], thickness, voltage: 0.1, temperature });
      expect(many).toBeNear(saltCurrent(salt), { rel: 1e-14 });
      return many;
    };
    expect(current(20e-9)).toBeNear(1.84707159534e7, TWELVE);
    expect(current(200e-9)).toBeNear(1847071.59534, TWELVE);
  });

  test("reversal potentials of the two limits", () => {
    expect(goldmanPotential({ ions: membrane(5e-9), temperature }) * 1e3).toBeNear(0.644119448319, TWELVE);
    expect(planckPotential({ ions: [potassium, chloride], temperature }) * 1e3).toBeNear(0.777461974913, TWELVE);
  });
});

/** Ions of both signs, neutral on both sides, with a nearly twentyfold step of the total. */
const seaAndCell = [
  { valence: 1, diffusivity: 1.334e-9, left: 12, right: 440 },
  { valence: 1, diffusivity: 1.957e-9, left: 20, right: 10 },
  { valence: -1, diffusivity: 2.032e-9, left: 6, right: 449 },
  { valence: -1, diffusivity: 0.8e-9, left: 26, right: 1 },
];

test("the fluxes of many ions solve the Nernst-Planck equations of a neutral layer", () => {
  for (const size of [1, 2])
    for (const voltage of [-0.08, 0, 0.03]) {
      const ions = seaAndCell.map((ion) => ({ ...ion, valence: size * ion.valence }));
      const thickness = 1e-6;
      const fluxes = planckFluxes({ ions, thickness, voltage, temperature });
      const path = ions.map((ion, i) => ({ ...ion, start: ion.left, flux: fluxes[i] }));
      const end = neutralPath(path, thickness, 20_000);
      // Runge-Kutta: steepest where the total is smallest, 15 times the mean slope: (15 / 20000)^4 = 3e-13, and 4 V F/RT
      ions.forEach(({ right }, i) => {
        expect(end.concentrations[i]).toBeNear(right, { rel: 1e-10, abs: 1e-9 });
      });
      expect(-end.potential * 0.0256925791211).toBeNear(voltage, { rel: 1e-10, abs: 1e-12 });
    }
});

test("the fluxes of a salt of any valences solve them too", () => {
  const cation = { valence: 2, diffusivity: 0.7e-9, left: 30, right: 3 };
  const anion = { valence: -1, diffusivity: 2.032e-9, left: 60, right: 6 };
  for (const voltage of [-0.08, 0, 0.03]) {
    const fluxes = saltFluxes({ cation, anion, thickness: 1e-6, voltage, temperature });
    const path = [
      { ...cation, start: 30, flux: fluxes.cation },
      { ...anion, start: 60, flux: fluxes.anion },
    ];
    const end = neutralPath(path, 1e-6, 20_000);
    expect(end.concentrations[0]).toBeNear(3, { rel: 1e-11 });
    expect(end.concentrations[1]).toBeNear(6, { rel: 1e-11 });
    expect(-end.potential * 0.0256925791211).toBeNear(voltage, { rel: 1e-10, abs: 1e-12 });
  }
});

test("at the potential of the junction no current flows", () => {
  const voltage = planckPotential({ ions: seaAndCell, temperature });
  const layer = { ions: seaAndCell, thickness: 1e-6, voltage, temperature };
  const sizes = planckFluxes(layer).reduce((sum, flux) => sum + Math.abs(flux), 0);
  expect(planckCurrent(layer)).toBeNear(0, { abs: 1e-14 * 96485 * sizes });
});

test("between equal totals it is Goldman's law, whatever the thickness", () => {
  const ions = [
    { valence: 1, diffusivity: 1.334e-9, left: 10, right: 140 },
    { valence: 1, diffusivity: 1.957e-9, left: 140, right: 10 },
    { valence: -1, diffusivity: 2.032e-9, left: 150, right: 150 },
  ];
  const fluxes = planckFluxes({ ions, thickness: 1e-6, voltage: -0.07, temperature });
  ions.forEach(({ diffusivity, ...ion }, i) => {
    const constantField = goldmanFlux({ ...ion, permeability: diffusivity / 1e-6, voltage: -0.07, temperature });
    expect(fluxes[i]).toBeNear(constantField, { rel: 1e-14 });
  });
});

test("the logarithmic mean lies between the geometric and the arithmetic, and holds its digits", () => {
  expect(logarithmicMean(500, 100)).toBeNear(400 / Math.log(5), { rel: 1e-15 });
  expect(logarithmicMean(7, 7)).toBe(7);
  expect(logarithmicMean(7, 0)).toBe(0);
  expect(logarithmicMean(0, 7)).toBe(0);
  const d = 2 ** -30; // M = 1 + d/2 - d²/12 + ...
  expect(logarithmicMean(3 + 3 * d, 3)).toBeNear(3 * (1 + d / 2 - d ** 2 / 12), { rel: 3e-16 });
  expect(logarithmicMean(1e300, 1e-300)).toBeNear(1e300 / (600 * Math.LN10), { rel: 1e-15 });
});

test("what is not one neutral layer of one |z| is refused", () => {
  const layer = { thickness: 1e-6, voltage: 0, temperature };
  const mixed = [
    { valence: 2, diffusivity: 1e-9, left: 1, right: 1 },
    { valence: -1, diffusivity: 1e-9, left: 2, right: 2 },
  ];
  expect(() => planckFluxes({ ...layer, ions: mixed })).toThrow(/valence = -1: this law needs one \|z\|/);
  expect(() => planckFluxes({ ...layer, ions: [potassium] })).toThrow(/charge on the left = 500/);
  expect(() => planckFluxes({ ...layer, ions: [] })).toThrow(/no ion/);
  expect(() => planckFluxes({ ...layer, ions: [potassium, chloride], thickness: 0 })).toThrow(/thickness = 0/);
  const stuck = { ...chloride, diffusivity: 0 };
  expect(() => saltFluxes({ ...layer, cation: potassium, anion: stuck })).toThrow(/diffusivity = 0/);
  expect(() => saltFluxes({ ...layer, cation: chloride, anion: potassium })).toThrow(/valence = -1/);
  const empty = { cation: { ...potassium, right: 0 }, anion: { ...chloride, right: 0 } };
  expect(() => saltFluxes({ ...layer, ...empty })).toThrow(/right = 0/);
});
