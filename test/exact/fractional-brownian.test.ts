import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { parseModel } from "#model/parse-model.ts";
import { levelNamed } from "#run/level-registry.ts";
import { coarseGrained } from "#step-law/coarse-grained.ts";
import { fractionalCovariance, fractionalVariance, stepCorrelation } from "#step-law/fractional-brownian.ts";
import { lastValue } from "../support/asked.ts";

const text = (hurst: number, of: string, geometry = "line", at = "0 m") => `perrin: 1
species: {drug: {motion: {fractional-brownian: {hurst: ${hurst}, K: 2 m^2/s^${Number((2 * hurst).toPrecision(6))}}}}}
domain: {geometry: ${geometry}}
initial: {drug: {at: ${at}}}
solve: {transient: {until: 4 s, every: 1 s}}
outputs: {o: {of: "${of}"}}
`;

/** The value of a measure with K = 2 at t = 4, or at no time. */
function value(hurst: number, of: string, geometry?: string, at?: string): number | undefined {
  return lastValue(closedForm, text(hurst, of, geometry, at));
}

describe("steps remember each other", () => {
  test.each([
    [0.3, -0.2421417167448],
    [0.7, 0.3195079107729],
    [0.9, 0.7411011265922],
    [0.5, 0],
  ])("ρ(1) for H = %d is %d", (hurst, expected) => {
    expect(stepCorrelation(hurst, 1)).toBeNear(expected, { abs: 5e-14 });
    expect(value(hurst, "step_correlation(drug, 1)")).toBeNear(expected, { abs: 5e-14 });
  });

  test("exponent .6: -.242142, -.049126 ...; a step with itself is 1", () => {
    expect(stepCorrelation(0.3, 2)).toBeNear(-0.049126, { abs: 5e-7 });
    expect(stepCorrelation(0.3, 0)).toBe(1);
  });

  test("correlations are covariances of the motion, at any length of step", () => {
    const law = { kind: "fractional-brownian", dimensions: 1, hurst: 0.7, K: 2 } as const;
    for (const step of [0.1, 3]) {
      const at = (i: number, j: number) => fractionalCovariance(law, i * step, j * step);
      const steps = (i: number, j: number) => at(i + 1, j + 1) - at(i, j + 1) - at(i + 1, j) + at(i, j);
      expect(steps(2, 5) / steps(2, 2)).toBeNear(stepCorrelation(0.7, 3), { rel: 1e-12 });
      expect(steps(7, 7)).toBeNear(fractionalVariance(law, step), { rel: 1e-12 });
    }
  });

  test("a track of four steps has none that are four apart", () => {
    expect(value(0.3, "step_correlation(drug, 3)")).toBeNear(stepCorrelation(0.3, 3), { rel: 1e-14 });
    expect(value(0.3, "step_correlation(drug, 4)")).toBeUndefined();
  });
});

describe("K = 2, t = 4: each record is Gaussian", () => {
  const s2 = (hurst: number) => 4 * 4 ** (2 * hurst);
  test.each([0.2, 0.5, 0.8])("H = %d", (hurst) => {
    const variance = s2(hurst);
    const near = (of: string, expected: number, geometry?: string, at?: string) =>
      expect(value(hurst, of, geometry, at)).toBeNear(expected, { rel: 1e-13, abs: 1e-13 });
    near("msd(drug)", variance);
    near("msd(drug)", 3 * variance, "space", "[0 m, 0 m, 0 m]");
    near("variance(drug)", variance, "plane", "[1 m, 2 m]");
    near("mean(drug)", 1, "plane", "[1 m, 2 m]");
    near("moment(drug, 4)", 3 * variance * variance);
    near("moment(drug, 6)", 15 * variance ** 3);
    near("moment(drug, 5)", 0);
    near("excess_kurtosis(drug)", 0);
    near("intermediate_scattering(drug, 0.3 1/m)", Math.exp(-0.045 * variance));
    near("c(drug, 1 m)", Math.exp(-0.5 / variance) / Math.sqrt(2 * Math.PI * variance));
    near("quantile(drug, 0.75)", 0.6744897501960817 * Math.sqrt(variance));
    near("width_exponent(drug)", hurst);
    near("msd_slope(drug)", 2 * hurst);
    near("time_averaged_msd(drug)", variance);
    near("ergodicity_breaking(drug)", 2); // one window
  });
});

test("H = 1/2 alone has a diffusion coefficient", () => {
  expect(value(0.5, "diffusivity(drug)")).toBe(2);
  expect(() => value(0.3, "diffusivity(drug)")).toThrow(/falls towards 0/);
  expect(() => value(0.7, "diffusivity(drug)")).toThrow(/grows without end/);
});

test.each([
  "master",
  "continuum",
  "langevin",
] as const)("the level %s has no equation for a walker that remembers", (name) => {
  const answer = levelNamed(name)?.accepts(parseModel(text(0.3, "msd(drug)")), "drug");
  expect(answer).toMatchObject({ accepts: false, because: expect.stringContaining("no Markov process") });
});

test("seen from afar: exponent 2H and the correlation of steps", () => {
  const model = parseModel(text(0.3, "msd(drug)"));
  const species = model.species[0] as (typeof model.species)[number];
  const numbers = new Map(coarseGrained(species, model).map(({ symbol, value: of }) => [symbol, of]));
  expect(numbers.get("alpha")).toBe(0.6);
  expect(numbers.get("rho_1")).toBeNear(-0.2421417167448, { abs: 5e-14 });
});
