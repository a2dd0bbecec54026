import { expect, test } from "vitest";
import { goldmanConductance, goldmanCurrent, goldmanFlux } from "#physics/electro/goldman-hodgkin-katz.ts";
import { goldmanPotential } from "#physics/electro/goldman-potential.ts";
import { nernstPotential } from "#physics/electro/nernst.ts";
import "../../support/matchers.ts";

/** Half a unit in the last of twelve digits. */
const TWELVE = { rel: 5e-12 };
const temperature = 310.15;
// a mammalian neuron, inside at the left
const potassium = { valence: 1, left: 140, right: 4 };
const sodium = { valence: 1, left: 12, right: 145 };
const chloride = { valence: -1, left: 10, right: 116 };
const calcium = { valence: 2, left: 1e-4, right: 1.8 };

test("equilibrium potentials of a neuron", () => {
  expect(nernstPotential({ ...potassium, temperature }) * 1e3).toBeNear(-95.0225756659, TWELVE);
  expect(nernstPotential({ ...sodium, temperature }) * 1e3).toBeNear(66.5982132722, TWELVE);
  expect(nernstPotential({ ...chloride, temperature }) * 1e3).toBeNear(-65.5071777404, TWELVE);
  expect(() => nernstPotential({ ...potassium, right: 0, temperature })).toThrow(/right = 0/);
  expect(() => nernstPotential({ ...potassium, valence: 0, temperature })).toThrow(/valence = 0/);
});

test("a neuron rests at -69.5 mV", () => {
  const ions = [
    { ...potassium, permeability: 1 },
    { ...sodium, permeability: 0.04 },
    { ...chloride, permeability: 0.45 },
  ];
  expect(goldmanPotential({ ions, temperature }) * 1e3).toBeNear(-69.5099264814, TWELVE);
});

test("at -60 mV potassium leaves, sodium and calcium enter", () => {
  const current = (ion: typeof potassium, permeability: number) =>
    goldmanCurrent({ ...ion, permeability, voltage: -0.06, temperature });
  expect(current(potassium, 1e-8)).toBeNear(0.0262391917737, TWELVE);
  expect(current(sodium, 4e-10)).toBeNear(-0.013928410576, { rel: 5e-11 }); // eleven digits are given
  expect(current(calcium, 1e-10)).toBeNear(-1.57725242909e-4, TWELVE);
});

test("slope conductances rectify as the concentrations, 35 to 1, but only 9.8 to 1 at 100 mV", () => {
  const conductance = (voltage: number) =>
    goldmanConductance({ ...potassium, permeability: 1e-8, voltage, temperature });
  expect(conductance(2) / conductance(-2)).toBeNear(35, { rel: 1e-13 });
  expect(conductance(0.1) / conductance(-0.1)).toBeNear(9.78010078389, TWELVE);
});

test("the slope conductance is z² F² P / RT times the slope of the flux, through zero voltage", () => {
  for (const u of [1e-3, 0.05, 0.2, 0.249, 0.251, 3, -0.1, -0.3]) {
    const ion = { valence: 1, permeability: 1, left: 1, right: 0, voltage: u * 0.0267266591125, temperature };
    // d/du of u / (1 - e^{-u}); the difference in it keeps its digits to 2e-16 / u²
    const e = Math.expm1(-u);
    const slope = (-e - u * Math.exp(-u)) / e ** 2;
    expect(goldmanConductance(ion)).toBeNear((96485.33212331 / 0.0267266591125) * slope, {
      rel: 1e-11 + 4e-16 / u ** 2,
    });
  }
});

test("without voltage, and as it vanishes, the flux is that of Fick", () => {
  const ion = { ...potassium, permeability: 1e-8, temperature };
  expect(goldmanFlux({ ...ion, voltage: 0 })).toBeNear(1e-8 * 136, { rel: 1e-15 });
  // J = P (Δc + u mean c) to the order of u
  for (const voltage of [1e-12, -1e-12]) {
    const u = voltage / 0.0267266591125;
    expect(goldmanFlux({ ...ion, voltage })).toBeNear(1e-8 * (136 + u * 72), { rel: 1e-15 });
  }
});

test("in a strong field an ion comes from one side alone", () => {
  const ion = { ...calcium, permeability: 1e-8, temperature };
  const u = (2 * 10) / 0.0267266591125;
  expect(goldmanFlux({ ...ion, voltage: 10 })).toBeNear(1e-8 * u * 1e-4, { rel: 1e-11 });
  expect(goldmanFlux({ ...ion, voltage: -10 })).toBeNear(-1e-8 * u * 1.8, { rel: 1e-11 });
});

test("calcium, sodium and chloride together reverse where their currents cancel", () => {
  // by bisection in 40 digits (mpmath)
  const ions = [
    { ...potassium, permeability: 1 },
    { ...calcium, permeability: 0.5 },
    { ...chloride, permeability: 0.45 },
  ];
  expect(goldmanPotential({ ions, temperature })).toBeNear(-0.0743753904118008, { rel: 1e-14 });
});

test("ions that all have two charges reverse at half the potential", () => {
  const doubled = (size: number) => [
    { valence: size, permeability: 3, left: 10, right: 40 },
    { valence: -size, permeability: 1, left: 20, right: 7 },
  ];
  const potential = (size: number) => goldmanPotential({ ions: doubled(size), temperature });
  expect(potential(2)).toBeNear(potential(1) / 2, { rel: 1e-15 });
  expect(potential(0.5)).toBeNear(potential(1) * 2, { rel: 1e-15 });
});

test("what cannot flow both ways has no reversal potential", () => {
  const oneWay = [{ valence: 1, permeability: 1, left: 1, right: 0 }];
  expect(() => goldmanPotential({ ions: oneWay, temperature })).toThrow(/nothing carries a current to the left/);
  const other = [{ valence: -1, permeability: 1, left: 1, right: 0 }];
  expect(() => goldmanPotential({ ions: other, temperature })).toThrow(/nothing carries a current to the right/);
  expect(() => goldmanPotential({ ions: [], temperature })).toThrow(/nothing carries/);
  const ion = { ...potassium, permeability: 1, voltage: 0, temperature };
  expect(() => goldmanFlux({ ...ion, permeability: -1 })).toThrow(/permeability = -1/);
  expect(() => goldmanFlux({ ...ion, left: -1 })).toThrow(/left = -1/);
  expect(() => goldmanFlux({ ...ion, voltage: Number.NaN })).toThrow(/voltage = NaN/);
  expect(() => goldmanFlux({ ...ion, temperature: -1 })).toThrow(/temperature = -1/);
});
