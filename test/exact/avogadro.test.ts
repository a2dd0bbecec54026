import { expect, test } from "vitest";
import { avogadroNumber } from "#physics/avogadro.ts";
import { stokesEinstein } from "#physics/stokes-einstein.ts";
import "../support/matchers.ts";

const GRAIN = { temperature: 290, viscosity: 1.1e-3, radius: 0.52e-6 };

// kB = R / N_A by definition of the units: what Stokes-Einstein takes in comes out.
test("a grain that follows Stokes-Einstein gives today's number", () => {
  expect(avogadroNumber(GRAIN, stokesEinstein(290, 1.1e-3, 0.52e-6))).toBeNear(6.02214076e23, { rel: 1e-14 });
});

test("0.4492 µm²/s, as Perrin's displacements give, is 4.98e23", () => {
  // R T / (6 π η a D) by hand: 8.314462618 * 290 / (18.84955592 * 1.1e-3 * 0.52e-6 * 4.492e-13)
  expect(avogadroNumber(GRAIN, 4.492e-13)).toBeNear(4.97846e23, { rel: 1e-5 });
});

test("what is not positive has no meaning", () => {
  expect(() => avogadroNumber(GRAIN, 0)).toThrow("diffusivity = 0");
  expect(() => avogadroNumber({ ...GRAIN, temperature: 0 }, 1e-13)).toThrow("temperature = 0");
  expect(() => avogadroNumber({ ...GRAIN, radius: 0 }, 1e-13)).toThrow("radius = 0");
});
