import { describe, expect, test } from "vitest";
import { CARNAHAN_STARLING } from "#physics/activity/carnahan-starling.ts";
import { floryHugginsActivity } from "#physics/activity/flory-huggins.ts";
import { frumkinActivity, frumkinDiffusivityRatio } from "#physics/activity/frumkin.ts";
import { givenActivity } from "#physics/activity/given.ts";
import { idealActivity } from "#physics/activity/ideal.ts";
import { margulesActivity } from "#physics/activity/margules.ts";
import { lnSolventActivity, WATER_MOLAR_MASS } from "#physics/activity/solvent-activity.ts";
import { virialActivity } from "#physics/activity/virial.ts";

const DIGITS = 1e-11; // the values are given to 12 digits
const RT = 8.31446261815324 * 298.15;

describe("virial series", () => {
  test("ln γ = 2 B c and Γ = 1 + 2 B c", () => {
    const { lnGamma, thermodynamicFactor } = virialActivity({ coefficients: [4e-4] });
    expect(lnGamma(1000)).toBeNear(0.8, { rel: 1e-15 });
    expect(thermodynamicFactor(1000)).toBeNear(1.8, { rel: 1e-15 });
    expect(virialActivity({ coefficients: [4e-4, 1e-7] }).dLnGamma(0)).toBeNear(8e-4, { rel: 1e-15 });
    expect(virialActivity({ coefficients: [] }).dLnGamma(0)).toBe(0);
  });

  test("plasma proteins at 7.3 g/dL press 1.7846 times harder than an ideal solute", () => {
    // 2.1 c + 0.16 c² + 0.009 c³ mmHg (Landis and Pappenheimer), in g/dL in place of mol/m³
    const proteins = virialActivity({ coefficients: [0.16 / 2.1, 0.009 / 2.1] });
    expect(proteins.osmoticCoefficient(7.3)).toBeNear(1.78457619048, { rel: DIGITS });
    expect(2.1 * 7.3 * proteins.osmoticCoefficient(7.3)).toBeNear(27.357553, { rel: DIGITS });
    expect(2.1 * 14.6 * proteins.osmoticCoefficient(14.6)).toBeNear(92.774824, { rel: DIGITS });
  });

  test("the bound that comes with a series is what it is trusted to", () => {
    const { trusted, lnGamma } = virialActivity({ coefficients: [1e-3], highest: 500 });
    expect(trusted.highest).toBe(500);
    expect(lnGamma(600)).toBeNear(1.2, { rel: 1e-15 });
    expect(() => virialActivity({ coefficients: [Number.NaN] })).toThrow("coefficient = NaN");
  });
});

describe("hard spheres", () => {
  test("Γ and Z at the volume fractions of the worked values", () => {
    expect(CARNAHAN_STARLING.thermodynamicFactor(0.4)).toBeNear(23.2222222222, { rel: DIGITS });
    expect(CARNAHAN_STARLING.osmoticCoefficient(0.4)).toBeNear(6.92592592593, { rel: DIGITS });
    expect(CARNAHAN_STARLING.thermodynamicFactor(0.1)).toBeNear(2.18884316415, { rel: DIGITS });
    const z = [0.1, 0.2, 0.3, 0.4].map(CARNAHAN_STARLING.osmoticCoefficient);
    const expected = [1.5212620027434842, 2.40625, 3.9737609329446064, 6.925925925925926];
    for (const [i, value] of z.entries()) expect(value).toBeNear(expected[i], { rel: 1e-15 });
  });

  test("the second virial coefficient is 4: Z = 1 + 4 η, ln γ = 8 η", () => {
    const eta = 1e-6; // B3 = 10 leaves 1e-11 of Z and 1.5e-11 of ln γ
    expect(CARNAHAN_STARLING.osmoticCoefficient(eta) - 1).toBeNear(4e-6, { abs: 1.1e-11 });
    expect(CARNAHAN_STARLING.lnGamma(eta)).toBeNear(8e-6, { abs: 1.6e-11 });
  });

  test("no spheres fill more than the closest packing, π/√18", () => {
    expect(CARNAHAN_STARLING.domain.highest).toBeNear(Math.PI / Math.sqrt(18), { rel: 1e-15 });
    const { lowest, highest } = CARNAHAN_STARLING.trusted;
    expect([lowest, highest]).toEqual([0, 0.494]); // where they freeze
    expect(() => CARNAHAN_STARLING.lnGamma(0.75)).toThrow("volume-fraction = 0.75: equal spheres fill at most 0.7405");
  });
});

describe("chains", () => {
  test("chains of one segment are a regular solution", () => {
    const [chain, mixture] = [floryHugginsActivity({ segments: 1, interaction: 0.7 }), margulesActivity(0.7)];
    for (const x of [0.1, 0.5, 0.9]) {
      expect(chain.lnGamma(x)).toBeNear(mixture.lnGamma(x), { rel: 1e-15 });
      expect(chain.thermodynamicFactor(x)).toBeNear(mixture.thermodynamicFactor(x), { rel: 1e-14 });
      // -ln a1 itself is common to both: φ x/(1-x) there, φ x here.
      expect((1 - x) * chain.osmoticCoefficient(x)).toBeNear(mixture.osmoticCoefficient(x), { rel: 1e-14 });
      // the linear term that f of the chains may differ by is none
      expect(chain.freeEnergy?.value(x)).toBeNear(mixture.freeEnergy?.value(x) ?? 0, { rel: 1e-14 });
    }
  });

  test("the second virial coefficient vanishes at χ = 1/2", () => {
    // φ = 1 + N2/N1 (s/2 + s²/3 + ...) - χ N2 s
    const theta = floryHugginsActivity({ segments: 100, interaction: 0.5 });
    const s = 1e-4;
    expect(theta.osmoticCoefficient(s) - 1).toBeNear((100 * s * s) / 3, { rel: 1e-4 });
    const good = floryHugginsActivity({ segments: 100, interaction: 0.4 });
    expect(good.osmoticCoefficient(s) - 1).toBeNear(100 * 0.1 * s, { rel: 1e-3 });
  });

  test("both sides of the seam of its series agree", () => {
    // 1e-12 apart, over which φ changes by 1e-12 (N/2 + ...): rounding of the logarithm is 1e-14.
    const { osmoticCoefficient } = floryHugginsActivity({ segments: 1, interaction: 0 });
    expect(osmoticCoefficient(0.05)).toBeNear(osmoticCoefficient(0.05 + 1e-12), { abs: 2e-14 + 1e-12 });
    expect(osmoticCoefficient(0.05)).toBeNear(-Math.log1p(-0.05) / 0.05, { rel: 1e-15 });
  });

  test("an impossible chain is refused", () => {
    expect(() => floryHugginsActivity({ segments: 0, interaction: 0 })).toThrow("segments = 0");
    expect(() => floryHugginsActivity({ segments: 1, interaction: Number.NaN })).toThrow("interaction = NaN");
  });
});

describe("particles on sites", () => {
  test("D/D0 = 1 + g θ (1-θ), worked values", () => {
    expect(frumkinDiffusivityRatio(-3, 0.5)).toBeNear(0.25, { rel: DIGITS });
    expect(frumkinDiffusivityRatio(-4, 0.5)).toBe(0);
    expect(frumkinDiffusivityRatio(5, 0.2)).toBeNear(1.8, { rel: DIGITS });
  });

  test("it is Γ times the share of empty sites", () => {
    const { thermodynamicFactor } = frumkinActivity(-3);
    for (const theta of [0.01, 0.3, 0.99])
      expect((1 - theta) * thermodynamicFactor(theta)).toBeNear(frumkinDiffusivityRatio(-3, theta), { rel: 1e-13 });
  });
});

describe("ideal solutions", () => {
  test("Raoult's law at 1 mol/kg presses 0.9911 times as hard as van 't Hoff's", () => {
    const x = WATER_MOLAR_MASS / (1 + WATER_MOLAR_MASS);
    const raoult = idealActivity("mole-fraction");
    const volume = WATER_MOLAR_MASS / 997.047;
    expect((-RT * lnSolventActivity(raoult, x, 1)) / volume).toBeNear(2.44963689926e6, { rel: DIGITS });
    expect(raoult.osmoticCoefficient(x)).toBeNear(0.991099108335, { rel: DIGITS });
    expect((-RT * lnSolventActivity(idealActivity("molal"), 1, WATER_MOLAR_MASS)) / volume).toBeNear(2.47163666949e6, {
      rel: DIGITS,
    });
  });

  test("the solvent vanishes with the last of it", () => {
    const raoult = idealActivity("mole-fraction");
    expect(raoult.osmoticCoefficient(1)).toBe(0);
    expect(lnSolventActivity(raoult, 1, 1)).toBe(Number.NEGATIVE_INFINITY);
    expect(() => lnSolventActivity(raoult, 0.5, 0)).toThrow("solventSize = 0");
  });

  test("a salt that is ideal counts by its ions", () => {
    expect(lnSolventActivity(idealActivity("molal", 2), 0.5, WATER_MOLAR_MASS)).toBeNear(-WATER_MOLAR_MASS, {
      rel: 1e-15,
    });
  });
});

test("a model given as a function is that model", () => {
  const own = margulesActivity({ solute: 1.2, solvent: -0.4 });
  const given = givenActivity({
    scale: "mole-fraction",
    heldFixed: "pressure",
    lnGamma: own.lnGamma,
    dLnGamma: own.dLnGamma,
    trusted: { lowest: 0, highest: 0.5, because: "measured up to here" },
  });
  for (const x of [0, 0.3, 0.97, 1]) {
    expect(given.thermodynamicFactor(x)).toBeNear(own.thermodynamicFactor(x), { rel: 1e-15 });
    // the quadrature asks for 1e-12
    expect(given.osmoticCoefficient(x)).toBeNear(own.osmoticCoefficient(x), { abs: 2e-12 });
  }
  expect(given.trusted.highest).toBe(0.5);
  expect(given.particles).toBe(1);
});
