import { describe, expect, test } from "vitest";
import { CARNAHAN_STARLING } from "#physics/activity/carnahan-starling.ts";
import { idealActivity } from "#physics/activity/ideal.ts";
import { margulesActivity } from "#physics/activity/margules.ts";
import { pitzerSaltActivity } from "#physics/activity/pitzer-table.ts";
import { virialActivity } from "#physics/activity/virial.ts";
import { steadyNonIdealComposition, steadyNonIdealFlux, thermodynamicFactorIntegral } from "#physics/non-ideal-slab.ts";

const DIGITS = 1e-11; // the worked values are given to 12 digits

test("repelling solute, ln γ = 2 B c: flux and bent profile, worked values", () => {
  const slab = { diffusivity: 1e-10, thickness: 1e-4, left: 1000, right: 100 };
  const real = { ...slab, activity: virialActivity({ coefficients: [4e-4] }) };
  expect(steadyNonIdealFlux(real)).toBeNear(0.001296, { rel: DIGITS });
  expect(steadyNonIdealFlux({ ...slab, activity: idealActivity("molar") })).toBeNear(9e-4, { rel: DIGITS });
  expect(steadyNonIdealComposition(real, 0.5e-4)).toBeNear(605.397531528, { rel: DIGITS });
  expect(steadyNonIdealComposition(real, 0.25e-4)).toBeNear(812.15906273, { rel: DIGITS });
});

test("a regular solution just above its critical point, worked values", () => {
  const slab = { diffusivity: 1e-9, thickness: 1e-3, left: 0.9, right: 0.1, perUnit: 55000 };
  const real = { ...slab, activity: margulesActivity(1.5) };
  expect(steadyNonIdealFlux(real)).toBeNear(0.01804, { rel: DIGITS });
  const ideal = steadyNonIdealFlux({ ...slab, activity: idealActivity("mole-fraction") });
  expect(steadyNonIdealFlux(real) / ideal).toBeNear(0.41, { rel: DIGITS });
  expect(steadyNonIdealComposition(real, 0.25e-3)).toBeNear(0.758725119972, { rel: DIGITS });
});

test("hard spheres from 0.4 to none: 6.93 times the ideal flux, worked value", () => {
  const slab = { diffusivity: 1, thickness: 1, left: 0.4, right: 0 };
  const crowded = steadyNonIdealFlux({ ...slab, activity: CARNAHAN_STARLING });
  expect(crowded / steadyNonIdealFlux({ ...slab, activity: idealActivity("volume-fraction") })).toBeNear(
    6.92592592593,
    { rel: DIGITS },
  );
});

test("∫ Γ ds is s φ, for solutes of an osmotic pressure and for salts", () => {
  // the quadrature asks for 1e-13
  for (const [activity, s] of [
    [CARNAHAN_STARLING, 0.45],
    [pitzerSaltActivity("MgSO4"), 2],
  ] as const)
    expect(thermodynamicFactorIntegral(activity, 0, s)).toBeNear(s * activity.osmoticCoefficient(s), { rel: 1e-12 });
});

describe("ends", () => {
  const slab = { activity: margulesActivity(1.9), diffusivity: 1e-9, thickness: 1e-3, left: 0.9, right: 0.1 };

  test("the profile starts and ends at its faces, and the flux turns with them", () => {
    expect(steadyNonIdealComposition(slab, 0)).toBe(0.9);
    expect(steadyNonIdealComposition(slab, 1e-3)).toBeNear(0.1, { rel: 1e-12 });
    const turned = { ...slab, left: 0.1, right: 0.9 };
    expect(steadyNonIdealFlux(turned)).toBeNear(-steadyNonIdealFlux(slab), { rel: 1e-15 });
    expect(steadyNonIdealComposition({ ...slab, right: 0.9 }, 0.4e-3)).toBe(0.9);
  });

  test("across a spinodal there is no steady state without a gradient energy, and the interval is named", () => {
    const unstable = { ...slab, activity: margulesActivity(2.5) };
    expect(() => steadyNonIdealFlux(unstable)).toThrow(
      /negative from 0\.2763932022\d+ to 0\.7236067977\d+ \(spinodal\)/,
    );
    expect(() => steadyNonIdealComposition(unstable, 0)).toThrow("without a gradient energy");
    // Beside it there is one.
    expect(steadyNonIdealFlux({ ...unstable, right: 0.75 })).toBeGreaterThan(0);
  });

  test("a slab has a thickness, and a place lies in it", () => {
    expect(() => steadyNonIdealFlux({ ...slab, thickness: 0 })).toThrow("thickness = 0");
    expect(() => steadyNonIdealComposition(slab, 2e-3)).toThrow("distance = 0.002");
  });
});
