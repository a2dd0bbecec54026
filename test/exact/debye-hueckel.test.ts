import { describe, expect, test } from "vitest";
import { daviesActivity } from "#physics/activity/davies.ts";
import { debyeHueckelActivity, ionCloudSigma } from "#physics/activity/debye-hueckel.ts";
import { bjerrumLength, debyeHueckelSlope } from "#physics/activity/debye-hueckel-slope.ts";
import { ionNumbers } from "#physics/activity/electrolyte.ts";
import { pitzerSaltActivity } from "#physics/activity/pitzer-table.ts";

const slope = 0.3915;
const salt = (cationCharge: number, anionCharge: number) => ({ cationCharge, anionCharge });
const oneToOne = salt(1, -1);
const twoToOne = salt(2, -1);

describe("numbers of ions", () => {
  test("charges fix how many ions there are, and the ionic strength", () => {
    expect(ionNumbers(oneToOne)).toEqual({ cations: 1, anions: 1, ions: 2, chargeProduct: 1, ionicStrength: 1 });
    expect(ionNumbers(twoToOne)).toEqual({ cations: 1, anions: 2, ions: 3, chargeProduct: 2, ionicStrength: 3 });
    expect(ionNumbers(salt(1, -2))).toEqual({ cations: 2, anions: 1, ions: 3, chargeProduct: 2, ionicStrength: 3 });
    expect(ionNumbers(salt(2, -2))).toEqual({ cations: 1, anions: 1, ions: 2, chargeProduct: 4, ionicStrength: 4 });
    expect(ionNumbers(salt(3, -2))).toEqual({ cations: 2, anions: 3, ions: 5, chargeProduct: 6, ionicStrength: 15 });
  });

  test("what is not a cation and an anion is refused", () => {
    expect(() => ionNumbers(salt(-1, -1))).toThrow("cationCharge = -1");
    expect(() => ionNumbers(salt(1, 0))).toThrow("anionCharge = 0");
    expect(() => ionNumbers(salt(1.5, -1))).toThrow("whole number");
  });
});

describe("laws", () => {
  test("limiting: log10 γ = -0.51 |z+ z-| √I", () => {
    const { lnGamma, osmoticCoefficient } = debyeHueckelActivity({ electrolyte: twoToOne, slope, approach: 0 });
    // I = 3 m = 0.0075
    expect(lnGamma(0.0025)).toBeNear(-3 * slope * 2 * Math.sqrt(0.0075), { rel: 1e-15 });
    expect((3 * slope) / Math.LN10).toBeNear(0.51, { abs: 0.005 });
    expect(1 - osmoticCoefficient(0.0025)).toBeNear(2 * slope * Math.sqrt(0.0075), { rel: 1e-14 });
  });

  test("extended: ions that have a size", () => {
    const { lnGamma } = debyeHueckelActivity({ electrolyte: oneToOne, slope, approach: 1.3 });
    expect(lnGamma(0.09)).toBeNear((-3 * slope * 0.3) / 1.39, { rel: 1e-15 });
  });

  test("Davies: a linear term of 0.3 I", () => {
    const { lnGamma } = daviesActivity({ electrolyte: oneToOne, slope });
    expect(lnGamma(0.25)).toBeNear(-3 * slope * (1 / 3 - 0.075), { rel: 1e-15 });
  });

  test("molar and molal are one law where a litre of solution has a kilogram of solvent", () => {
    const [molal, molar] = [slope, slope / Math.sqrt(1000)];
    for (const electrolyte of [oneToOne, twoToOne]) {
      const pairs = [
        [
          debyeHueckelActivity({ electrolyte, slope: molal, approach: 1.5 }),
          debyeHueckelActivity({ electrolyte, slope: molar, approach: 1.5 / Math.sqrt(1000), scale: "molar" }),
        ],
        [daviesActivity({ electrolyte, slope: molal }), daviesActivity({ electrolyte, slope: molar, scale: "molar" })],
      ];
      for (const [byMass, byVolume] of pairs) {
        expect(byVolume.lnGamma(20)).toBeNear(byMass.lnGamma(0.02), { rel: 1e-14 });
        expect(byVolume.osmoticCoefficient(20)).toBeNear(byMass.osmoticCoefficient(0.02), { rel: 1e-14 });
        expect(byVolume.trusted.highest).toBeNear(1000 * byMass.trusted.highest, { rel: 1e-15 });
      }
    }
  });

  test("at the end of what each is trusted for γ of NaCl is off Pitzer's by 1.5, 1 and 8 %", () => {
    const pitzer = pitzerSaltActivity("NaCl");
    const off = (activity: ReturnType<typeof daviesActivity>): number => {
      const molality = activity.trusted.highest;
      return Math.abs(Math.exp(activity.lnGamma(molality) - pitzer.lnGamma(molality)) - 1);
    };
    expect(off(debyeHueckelActivity({ electrolyte: oneToOne, slope, approach: 0 }))).toBeLessThan(0.015);
    expect(off(debyeHueckelActivity({ electrolyte: oneToOne, slope, approach: 1.5 }))).toBeLessThan(0.01);
    expect(off(daviesActivity({ electrolyte: oneToOne, slope }))).toBeLessThan(0.08);
  });

  test("impossible arguments are refused", () => {
    expect(() => daviesActivity({ electrolyte: oneToOne, slope: 0 })).toThrow("slope = 0");
    expect(() => debyeHueckelActivity({ electrolyte: oneToOne, slope, approach: -1 })).toThrow("approach = -1");
  });
});

describe("σ of the ionic cloud", () => {
  test("is 1 without size, and the closed form with it", () => {
    expect(ionCloudSigma(0)).toBe(1);
    // 3 [2 - 2 ln 2 - 1/2]
    expect(ionCloudSigma(1)).toBeNear(3 * (1.5 - 2 * Math.LN2), { rel: 1e-15 });
  });

  test("the series and the closed form meet", () => {
    // σ' is about -1 there, so 1e-12 apart; the closed form has lost a factor 6/y² = 96 of the rounding.
    expect(ionCloudSigma(0.25)).toBeNear(ionCloudSigma(0.25 + 1e-12), { abs: 1e-12 + 2e-14 });
  });
});

describe("the slope from the permittivity of water", () => {
  test("0.3916 at 25 °C, which is the 0.3915 in use", () => {
    // εr = 78.36 and ρ = 997.047 kg/m³; the last digit of the former is 2e-4 of the slope.
    expect(debyeHueckelSlope(298.15, 78.36, 997.047)).toBeNear(0.3915, { rel: 4e-4 });
    expect(debyeHueckelSlope(298.15, 78.36, 1000)).toBeNear(Math.sqrt(1000) * debyeHueckelSlope(298.15, 78.36), {
      rel: 1e-15,
    });
  });

  test("ln γ of the limiting law is -l_B κ / 2", () => {
    // Debye lengths of 1:1 salts of 0.1 and 10 mM at 25 °C with εr = 78.36
    for (const [concentration, debyeLength] of [
      [0.1, 30.39343487066425e-9],
      [10, 3.039343487066425e-9],
    ]) {
      const limiting = debyeHueckelActivity({
        electrolyte: oneToOne,
        slope: debyeHueckelSlope(298.15, 78.36),
        approach: 0,
        scale: "molar",
      });
      expect(limiting.lnGamma(concentration)).toBeNear(-bjerrumLength(298.15, 78.36) / (2 * debyeLength), {
        rel: 1e-10,
      });
    }
  });

  test("in empty space two charges of e have the energy kB T at 56 nm", () => {
    // e²/(4 π ε0 kB T) with CODATA 2018
    const expected = 1.602176634e-19 ** 2 / (4 * Math.PI * 8.8541878128e-12 * 1.380649e-23 * 298.15);
    expect(bjerrumLength(298.15, 1)).toBeNear(expected, { rel: 1e-15 });
    expect(expected).toBeNear(56e-9, { rel: 0.001 });
  });

  test("a medium must have a temperature, a permittivity and a density", () => {
    expect(() => debyeHueckelSlope(0, 78)).toThrow("temperature = 0");
    expect(() => debyeHueckelSlope(300, 0)).toThrow("relativePermittivity = 0");
    expect(() => debyeHueckelSlope(300, 78, -1)).toThrow("density = -1");
  });
});
