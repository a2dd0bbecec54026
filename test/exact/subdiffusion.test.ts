import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { parseModel } from "#model/parse-model.ts";
import { erfc } from "#numerics/error-function.ts";
import { gamma } from "#numerics/gamma-function.ts";
import { integrate } from "#numerics/quadrature.ts";
import { levelNamed } from "#run/level-registry.ts";
import { coarseGrained, coarseNote } from "#step-law/coarse-grained.ts";
import { lastValue } from "../support/asked.ts";
import { solvedBy } from "../support/grids.ts";

const text = (index: number, outputs: readonly string[], start = "0 m") => `perrin: 1
species: {drug: {motion: {subdiffusion: {index: ${index}, K: 1 m^2/s^${index}}}}}
domain: {geometry: line}
initial: {drug: {at: ${start}}}
solve: {transient: {until: 1 s, every: 0.25 s}}
outputs:
${outputs.map((of, i) => `  o${i}: {of: "${of}"}`).join("\n")}
`;

/** The value of a measure of unit subdiffusion at t = 1, or at no time. */
function value(index: number, of: string, start?: string): number {
  const found = lastValue(closedForm, text(index, [of], start));
  if (found === undefined) throw new Error(`${of} is not stated`);
  return found;
}

describe("index 1/2, K = t = 1", () => {
  test.each([
    ["msd(drug)", 2.256758334191],
    ["c(drug, 0 m)", 0.4080244695491],
    ["c(drug, 1 m)", 0.1916677082853],
    ["c(drug, -1 m)", 0.1916677082853],
    ["excess_kurtosis(drug)", 1.712388980385],
    ["intermediate_scattering(drug, 1 1/m)", 0.4275835761558],
    ["width_exponent(drug)", 0.25],
    ["moment(drug, 4)", 24],
    ["moment(drug, 3)", 0],
    ["mean(drug)", 0],
    ["survival(drug)", 1],
  ])("%s = %d", (of, expected) => {
    expect(value(0.5, of)).toBeNear(expected, { rel: 1e-12, abs: 1e-12 });
  });

  test("the density is ∫ e^(-s²/4t) (πt)^-½ e^(-x²/4Ks) (4πKs)^-½ ds", () => {
    for (const x of [0.3, 1, 4]) {
      const found = integrate(
        (v) => {
          const s = v * v;
          return s === 0 ? 0 : (2 * v * Math.exp((-s * s) / 4 - (x * x) / (4 * s))) / (2 * Math.PI * Math.sqrt(s));
        },
        0,
        4,
      );
      expect(value(0.5, `c(drug, ${x} m)`)).toBeNear(found, { rel: 1e-10 });
    }
  });
});

test("what is stated at the end is stated at every time after the start, and at the start no shape of a point", () => {
  const shapes = ["skewness(drug)", "excess_kurtosis(drug)", "msd_slope(drug)", "c(drug, 1 m)"];
  const asked = [...shapes, "msd(drug)", "variance(drug)", "mean(drug)", "survival(drug)", "moment(drug, 4)"];
  const { readings } = solvedBy(closedForm, parseModel(text(0.5, asked)));
  for (const measure of asked)
    expect([measure, readings.flatMap((one) => (one.measure === measure ? [one.when] : []))]).toEqual([
      measure,
      [...(shapes.includes(measure) ? [] : [0]), 0.25, 0.5, 0.75, 1],
    ]);
});

test("relaxation of a wave: E_.7(-2) and E_.9(-10)", () => {
  expect(value(0.7, "intermediate_scattering(drug, 1.4142135623730951 1/m)")).toBeNear(0.2137867270153, { abs: 5e-14 });
  expect(value(0.9, "intermediate_scattering(drug, 3.1622776601683795 1/m)")).toBeNear(0.0128206060511, { abs: 5e-14 });
});

describe("index 1 is diffusion", () => {
  test.each([
    ["msd(drug)", 2],
    ["c(drug, 1 m)", Math.exp(-0.25) / Math.sqrt(4 * Math.PI)],
    ["probability(drug, x > 1 m)", erfc(0.5) / 2],
    ["mean_distance(drug)", 2 / Math.sqrt(Math.PI)],
    ["excess_kurtosis(drug)", 0],
    ["diffusivity(drug)", 1],
    ["quantile(drug, 0.75)", 0.6744897501960817 * Math.SQRT2],
    ["intermediate_scattering(drug, 1 1/m)", Math.exp(-1)],
  ])("%s", (of, expected) => {
    expect(value(1, of)).toBeNear(expected, { rel: 1e-12, abs: 1e-14 });
  });
});

describe("one law in many readings", () => {
  const index = 0.35;
  test("probabilities are integrals of the density, whatever side they are asked from", () => {
    const density = (x: number) => value(index, `c(drug, ${x} m)`);
    const between = integrate(density, 0.5, 1.5, { relative: 1e-10 });
    expect(value(index, "probability(drug, x > 0.5 m and x < 1.5 m)")).toBeNear(between, { rel: 1e-9 });
    expect(value(index, "probability(drug, x < -0.5 m and x > -1.5 m)")).toBeNear(between, { rel: 1e-9 });
    expect(value(index, "probability(drug, r > 0.5 m and r < 1.5 m)")).toBeNear(2 * between, { rel: 1e-9 });
    expect(value(index, "probability(drug, x > -0.5 m)")).toBeNear(1 - value(index, "probability(drug, x < -0.5 m)"), {
      rel: 1e-14,
    });
  });

  test("quantiles are where the probability below is the argument", () => {
    for (const p of [0.01, 0.25, 0.5, 0.9]) {
      const x = value(index, `quantile(drug, ${p})`, "0.3 m");
      expect(value(index, `probability(drug, x < ${x} m)`, "0.3 m")).toBeNear(p, { rel: 1e-12 });
    }
  });

  test("the mean distance is the integral of |x| P", () => {
    expect(value(index, "mean_distance(drug)")).toBeNear(1 / gamma(1 + index / 2), { rel: 1e-14 });
    expect(value(index, "mean_distance(drug)")).toBeNear(
      2 * integrate((x) => x * value(index, `c(drug, ${x} m)`), 0, 40, { relative: 1e-9 }),
      { rel: 1e-7 },
    );
  });
});

describe("what is not there", () => {
  test("a diffusion coefficient is refused with the physics when the file is read", () => {
    expect(() => parseModel(text(0.7, ["diffusivity(drug)"]))).toThrow(/MSD \/ 2t falls towards 0/);
  });

  test.each([
    ["master", /how long it goes on waiting/],
    ["langevin", /no such noise/],
  ] as const)("the level %s says why it has no equation", (name, why) => {
    const answer = levelNamed(name)?.accepts(parseModel(text(0.5, ["msd(drug)"])), "drug");
    expect(answer).toMatchObject({ accepts: false, because: expect.stringMatching(why) });
  });
});

test("seen from afar: exponent, K, kurtosis and the limit of ergodicity breaking", () => {
  const model = parseModel(text(0.5, ["msd(drug)"]));
  const species = model.species[0] as (typeof model.species)[number];
  const numbers = new Map(coarseGrained(species, model).map(({ symbol, value: of }) => [symbol, of]));
  expect(numbers.get("alpha")).toBe(0.5);
  expect(numbers.get("<x²> at 1 s")).toBeNear(2.256758334191, { rel: 1e-12 });
  expect(numbers.get("excess kurtosis")).toBeNear(1.712388980385, { rel: 1e-12 });
  expect(numbers.get("ergodicity breaking")).toBeNear(0.5707963267949, { rel: 1e-12 });
  expect(coarseNote(species, model)).toContain("no diffusion coefficient");
});
