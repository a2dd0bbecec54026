import { expect, test } from "vitest";
import { activationEnergy, arrheniusDiffusivity } from "#physics/arrhenius.ts";
import { ELEMENTARY_CHARGE } from "#units/constants.ts";
import "../support/matchers.ts";

const ELECTRONVOLT = ELEMENTARY_CHARGE * 6.02214076e23; // of one mole [J mol^-1]
const [T950, T1100] = [950 + 273.15, 1100 + 273.15];
const phosphorus = (temperature: number) => arrheniusDiffusivity(5.3e-4, 3.69 * ELECTRONVOLT, temperature);

// Printed digits; the exponent of 35 carries its own rounding, so a few 1e-15 more.
test("phosphorus in silicon, 5.3 cm²/s and 3.69 eV", () => {
  expect(phosphorus(T950)).toBeNear(3.31335973401e-19, { rel: 1e-11 });
  expect(phosphorus(T1100)).toBeNear(1.51747718085e-17, { rel: 1e-11 });
  expect(phosphorus(T1100) / phosphorus(T950)).toBeNear(45.798745161, { rel: 1e-10 });
});

test("two measured coefficients give the barrier back", () => {
  const measured = activationEnergy(
    { temperature: T950, diffusivity: 1e-18 },
    { temperature: T1100, diffusivity: 2.9e-17 },
  );
  expect(measured / ELECTRONVOLT).toBeNear(3.24908148477, { rel: 1e-11 });
  // ln D errs by eps * 44, of a difference of 3.8.
  const inverted = activationEnergy(
    { temperature: T1100, diffusivity: phosphorus(T1100) },
    { temperature: T950, diffusivity: phosphorus(T950) },
  );
  expect(inverted).toBeNear(3.69 * ELECTRONVOLT, { rel: 1e-14 });
});

test("without a barrier temperature does nothing", () => {
  expect(arrheniusDiffusivity(1e-9, 0, 300)).toBe(1e-9);
});

test("what is not positive, or one temperature alone, has no meaning", () => {
  expect(() => arrheniusDiffusivity(0, 1, 300)).toThrow("prefactor = 0");
  expect(() => arrheniusDiffusivity(1e-9, 1, 0)).toThrow("temperature = 0");
  const point = { temperature: 300, diffusivity: 1e-9 };
  expect(() => activationEnergy(point, { ...point, diffusivity: 2e-9 })).toThrow("two different temperatures");
  expect(() => activationEnergy(point, { temperature: 310, diffusivity: 0 })).toThrow("diffusivity = 0");
});
