import { describe, expect, test } from "vitest";
import { hydrodynamicRadius, stokesDrag, stokesEinstein } from "#physics/stokes-einstein.ts";
import { waterViscosity } from "#physics/water-viscosity.ts";
import "../support/matchers.ts";

const ALBUMIN = 3.48e-9; // hydrodynamic radius of bovine serum albumin [m]
const inWater = (celsius: number) => stokesEinstein(celsius + 273.15, waterViscosity(celsius + 273.15), ALBUMIN);

describe("worked values, to the digits printed", () => {
  test("albumin in water diffuses with 61.6 µm²/s at 20 °C and 94.4 at 37 °C", () => {
    expect(inWater(20)).toBeNear(6.16045362523e-11, { rel: 1e-11 });
    expect(inWater(37)).toBeNear(9.44291315343e-11, { rel: 1e-11 });
  });

  test("from 37 to 40 °C the viscosity of water does six sevenths of what temperature does", () => {
    expect(inWater(40) / inWater(37)).toBeNear(1.06933418542, { rel: 1e-11 });
    expect(stokesEinstein(313.15, 1e-3, 1e-9) / stokesEinstein(310.15, 1e-3, 1e-9)).toBeNear(1.009672739, {
      rel: 1e-9,
    });
  });

  test("100 µm²/s in water at 25 °C is a radius of 2.45 nm", () => {
    expect(hydrodynamicRadius(1e-10, 298.15, waterViscosity(298.15))).toBeNear(2.45373999045e-9, { rel: 1e-11 });
  });

  test("Perrin's grains of 0.52 µm diffuse with 0.3714 µm²/s at 290 K", () => {
    expect(stokesEinstein(290, 1.1e-3, 0.52e-6)).toBeNear(0.371350599e-12, { rel: 1e-8 });
  });

  test("a bead of 0.5 µm in water has a drag of 8.39 nN s/m", () => {
    expect(stokesDrag(0.89e-3, 0.5e-6)).toBeNear(8.388052385e-9, { rel: 1e-10 });
  });
});

// One rounding each.
test("where the liquid slips the drag is two thirds", () => {
  expect(stokesDrag(1e-3, 1e-9, "slip")).toBeNear((2 / 3) * stokesDrag(1e-3, 1e-9), { rel: 1e-15 });
  const slipping = stokesEinstein(298.15, 1e-3, 1e-9, "slip");
  expect(hydrodynamicRadius(slipping, 298.15, 1e-3, "slip")).toBeNear(1e-9, { rel: 1e-15 });
});

test("what is not positive has no meaning", () => {
  expect(() => stokesDrag(0, 1e-9)).toThrow("viscosity = 0");
  expect(() => stokesDrag(1e-3, 0)).toThrow("radius = 0: a hydrodynamic radius must be positive [m].");
  expect(() => stokesEinstein(-1, 1e-3, 1e-9)).toThrow("temperature = -1");
  expect(() => hydrodynamicRadius(0, 298.15, 1e-3)).toThrow("diffusivity = 0");
});
