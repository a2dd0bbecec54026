import { expect, test } from "vitest";
import { saltJunctionPotential } from "#physics/electro/liquid-junction.ts";
import { saltFluxes } from "#physics/electro/planck-binary.ts";
import { chargedMembraneFluxes, teorellMeyerSieversPotential } from "#physics/electro/teorell-meyer-sievers.ts";
import "../../support/matchers.ts";

/** Half a unit in the last of twelve digits. */
const TWELVE = { rel: 5e-12 };
const nacl = { cation: 1.334e-9, anion: 2.032e-9, left: 100, right: 10, temperature: 298.15 };
const ionsOfNacl = {
  cation: { valence: 1, diffusivity: 1.334e-9 },
  anion: { valence: -1, diffusivity: 2.032e-9 },
};

test("a cation exchanger of 200 mM between 100 and 10 mM NaCl stands at 52 mV", () => {
  expect(-teorellMeyerSieversPotential({ ...nacl, fixedCharge: -200 }) * 1e3).toBeNear(52.1808940771, TWELVE);
});

test("strong charge makes it an electrode for the counter-ion: 59 mV, of either sign", () => {
  // the co-ion is left behind as (c/X)²
  expect(-teorellMeyerSieversPotential({ ...nacl, fixedCharge: -1e9 }) * 1e3).toBeNear(59.1593496848, TWELVE);
  expect(teorellMeyerSieversPotential({ ...nacl, fixedCharge: 1e9 }) * 1e3).toBeNear(59.1593496848, TWELVE);
});

test("without charge it is the liquid junction", () => {
  const potential = teorellMeyerSieversPotential({ ...nacl, fixedCharge: 0 });
  expect(-potential * 1e3).toBeNear(-12.2677439334, TWELVE);
  const junction = { ...ionsOfNacl, left: 100, right: 10, temperature: 298.15 };
  expect(potential).toBeNear(saltJunctionPotential(junction), { rel: 1e-14 });
});

test("at that potential the two fluxes are equal, and carry no current", () => {
  for (const fixedCharge of [-2000, -200, -1, 0, 1, 200]) {
    const membrane = { ...nacl, fixedCharge };
    const voltage = teorellMeyerSieversPotential(membrane);
    const { cation, anion } = chargedMembraneFluxes({ ...membrane, voltage, thickness: 1e-4 });
    // the counter-ion's two ways are larger than their difference by up to X/c of the two sides: 2000 (2000/100)
    expect(cation).toBeNear(anion, { rel: 1e-10 });
    expect(anion).toBeGreaterThan(0);
  }
});

test("without charge its fluxes are those of the neutral layer", () => {
  const driven = { thickness: 1e-4, voltage: 0.03, temperature: 298.15 };
  const expected = saltFluxes({
    cation: { ...ionsOfNacl.cation, left: 100, right: 10 },
    anion: { ...ionsOfNacl.anion, left: 100, right: 10 },
    ...driven,
  });
  const fluxes = chargedMembraneFluxes({ ...nacl, ...driven, fixedCharge: 0 });
  expect(fluxes.cation).toBeNear(expected.cation, { rel: 1e-13 });
  expect(fluxes.anion).toBeNear(expected.anion, { rel: 1e-13 });
});

test("a membrane without salt on a side, or in which an ion is stuck, is refused", () => {
  expect(() => teorellMeyerSieversPotential({ ...nacl, right: 0, fixedCharge: -1 })).toThrow(/concentration = 0/);
  expect(() => teorellMeyerSieversPotential({ ...nacl, anion: 0, fixedCharge: -1 })).toThrow(/anion = 0/);
});
