import { describe, expect, test } from "vitest";
import { doubleWell, type FreeEnergy } from "#physics/activity/free-energy.ts";
import { margulesActivity } from "#physics/activity/margules.ts";
import { criticalWavenumber, fastestWave, growthRate } from "#physics/phase-separation/cahn-hilliard.ts";
import { heightOverTangent, interfaceWidth, interfacialTension } from "#physics/phase-separation/flat-interface.ts";
import { phaseDiagram } from "#physics/phase-separation/phase-diagram.ts";

const DIGITS = 1e-11; // the worked values are given to 12 digits
const D = 1e-18;
const gradientEnergy = 1e-18;
const { thermodynamicFactor, freeEnergy } = margulesActivity(2.5);
const energy = freeEnergy as FreeEnergy;

const mixtureAt = (x: number) => ({ mobility: D * x * (1 - x), curvature: energy.curvature(x), gradientEnergy });

describe("linear stage, A = 2.5, x0 = 0.5, worked values", () => {
  const mixture = mixtureAt(0.5);

  test("Γ0 = -1/4", () => {
    expect(thermodynamicFactor(0.5)).toBe(-0.25);
  });

  test("waves grow up to q_c = 1e9 m^-1, 2 π/q_c = 6.283 nm", () => {
    expect(criticalWavenumber(mixture)).toBeNear(1e9, { rel: DIGITS });
    expect((2 * Math.PI) / criticalWavenumber(mixture)).toBeNear(6.28318530718e-9, { rel: DIGITS });
  });

  test("the fastest is of 8.886 nm, at 0.0625 per second", () => {
    const wave = fastestWave(mixture);
    expect(wave?.wavelength).toBeNear(8.88576587632e-9, { rel: DIGITS });
    expect(wave?.growthRate).toBeNear(0.0625, { rel: DIGITS });
    expect(growthRate(mixture, wave?.wavenumber ?? 0)).toBeNear(0.0625, { rel: DIGITS });
    expect(Math.exp(100 * growthRate(mixture, wave?.wavenumber ?? 0))).toBeNear(518.012824668, { rel: DIGITS });
  });

  test("half the critical wavenumber grows at 0.046875 per second, waves of 10 nm at 0.0597", () => {
    expect(growthRate(mixture, 0.5e9)).toBeNear(0.046875, { rel: DIGITS });
    expect(growthRate(mixture, (2 * Math.PI) / 10e-9)).toBeNear(0.0597324075973, { rel: DIGITS });
    expect(growthRate(mixture, 1.1e9)).toBeLessThan(0);
  });
});

test("off the critical composition, x0 = 0.3: 18.2 nm at 0.00298 per second", () => {
  const wave = fastestWave(mixtureAt(0.3));
  expect(thermodynamicFactor(0.3)).toBeNear(-0.05, { rel: DIGITS });
  expect(wave?.wavelength).toBeNear(1.82104010905e-8, { rel: DIGITS });
  expect(wave?.growthRate).toBeNear(0.00297619047619, { rel: DIGITS });
});

test("outside the spinodal no wave grows", () => {
  expect(fastestWave(mixtureAt(0.25))).toBeUndefined();
  expect(criticalWavenumber(mixtureAt(0.25))).toBe(0);
  expect(growthRate(mixtureAt(0.25), 1e8)).toBeLessThan(0);
});

test("without a gradient energy the shorter wave always grows faster, and none is fastest", () => {
  const bare = { mobility: 1e-18, curvature: -1, gradientEnergy: 0 };
  expect(growthRate(bare, 2e9)).toBeNear(4 * growthRate(bare, 1e9), { rel: 1e-15 });
  expect(criticalWavenumber(bare)).toBe(Number.POSITIVE_INFINITY);
  expect(() => fastestWave(bare)).toThrow(
    "gradientEnergy = 0: where f'' < 0 a gradient energy must be positive [m^2].",
  );
  expect(() => criticalWavenumber({ ...bare, gradientEnergy: -1 })).toThrow("gradientEnergy = -1");
});

test("the phase-field benchmark at c = 0.5: f'' = -0.8, q_c = 0.632, fastest 0.447 at 0.4", () => {
  const mixture = { mobility: 5, curvature: doubleWell(5, 0.3, 0.7).curvature(0.5), gradientEnergy: 2 };
  expect(mixture.curvature).toBeNear(-0.8, { rel: 1e-14 });
  expect(criticalWavenumber(mixture)).toBeNear(0.6324555320336759, { rel: 1e-14 });
  expect(fastestWave(mixture)?.wavenumber).toBeNear(0.4472135954999579, { rel: 1e-14 });
  expect(fastestWave(mixture)?.growthRate).toBeNear(0.4, { rel: 1e-14 });
});

describe("the flat interface", () => {
  const [tieLine] = phaseDiagram(energy).tieLines;

  test("tension, width and driving force, worked values", () => {
    const flat = { energy, tieLine, gradientEnergy };
    expect(interfacialTension(flat)).toBeNear(1.30257687155e-10, { rel: DIGITS });
    expect(interfaceWidth(flat)).toBeNear(2.65298836761e-9, { rel: DIGITS });
    expect(heightOverTangent(energy, tieLine, 0.5)).toBeNear(0.0358525149539, { rel: DIGITS });
  });

  test("a double well: tension sqrt(2 κ h) (high - low)³/6, width 4 sqrt(κ/2h) / (high - low)", () => {
    const well = doubleWell(5, 0.3, 0.7);
    const flat = { energy: well, tieLine: phaseDiagram(well).tieLines[0], gradientEnergy: 2 };
    // Two interfaces of length 200 have the energy 19.0811; quadrature asks for 1e-11.
    expect(400 * interfacialTension(flat)).toBeNear((400 * Math.sqrt(20) * 0.4 ** 3) / 6, { rel: 2e-11 });
    expect(interfaceWidth(flat)).toBeNear((4 * Math.sqrt(2 / 10)) / 0.4, { rel: 1e-14 });
  });

  test("both go as the root of κ, which cannot be negative", () => {
    const [one, four] = [1, 4].map((kappa) => ({ energy, tieLine, gradientEnergy: kappa }));
    expect(interfacialTension(four)).toBeNear(2 * interfacialTension(one), { rel: 1e-15 });
    expect(interfaceWidth(four)).toBeNear(2 * interfaceWidth(one), { rel: 1e-15 });
    expect(() => interfacialTension({ ...one, gradientEnergy: -1 })).toThrow("gradientEnergy = -1");
    expect(() => interfaceWidth({ ...one, gradientEnergy: -1 })).toThrow("gradientEnergy = -1");
  });
});
