import { describe, expect, test } from "vitest";
import { codesOf, resultOf } from "../support/result-of.ts";

const text = (drag: string, experiment: string) => `perrin: 1
temperature: 298.15 K
species: {s: {}, other: {}}
compartments:
  a: {volume: infinite, contains: {s: 1 mM, other: 30 mM}}
  b: {volume: infinite, contains: {s: 1 mM}}
membranes:
  film:
    between: [a, b]
    area: 1 cm^2
    Lp: 1e-12 m/s/Pa
    solutes: {s: {P: 2e-7 m/s, sigma: 0.6}, other: impermeant}
    solvent-drag: ${drag}
${experiment}
solve: steady
levels: [compartments]
outputs: {sigma: sigma(experiment), P: permeability(experiment), slope: line_slope(experiment), log_mean: line_sigma_log_mean(experiment)}
`;
const IMPOSED = (points: number, to = "1e-6 m/s") =>
  `experiment: {impose: {Jv: {from: -1e-6 m/s, to: ${to}, points: ${points}}, s: {a: 100 mM, b: 10 mM}}, fit: {free: [s.sigma, s.P], law: patlak}}`;

/** Patlak's flux of sigma 0.6, P 2e-7 m/s between 100 and 10 mol m^-3, written out. */
function patlak(Jv: number): number {
  const Pe = (0.4 * Jv) / 2e-7;
  return Pe === 0 ? 2e-7 * 90 : (0.4 * Jv * (100 - 10 * Math.exp(-Pe))) / (1 - Math.exp(-Pe));
}

describe("an experiment", () => {
  test("imposes its volume fluxes whatever else is dissolved, and reads Patlak's flux", () => {
    const { experiment } = resultOf(text("patlak", IMPOSED(9)));
    expect(experiment?.volumeFlux).toHaveLength(9);
    for (const [i, Jv] of (experiment?.volumeFlux ?? []).entries()) {
      // the pressure that drives J_v is found from a difference of some 1e5 Pa: a relative 1e-10 of J_v is left of it
      expect(experiment?.soluteFlux[i]).toBeNear(patlak(Jv), { rel: 1e-9 });
    }
  });

  test("finds the sigma and P of a membrane that Patlak's law describes", () => {
    const outputs = resultOf(text("patlak", IMPOSED(9))).levels.compartments?.outputs;
    expect(outputs?.sigma?.value).toBeNear(0.6, { rel: 1e-8 });
    expect(outputs?.P?.value).toBeNear(2e-7, { rel: 1e-8 });
    expect(outputs?.slope?.value).toBeNear(22, { rel: 1e-9 });
    expect(outputs?.log_mean?.value).toBeNear(1 - 22 / (90 / Math.log(10)), { rel: 1e-9 });
  });

  test("of a membrane with the arithmetic mean has a line that is exact, and Patlak's law is not", () => {
    const { experiment } = resultOf(text("kk-arithmetic", IMPOSED(9)));
    expect(experiment?.reading.arithmetic.permeability).toBeNear(2e-7, { rel: 1e-9 });
    expect(experiment?.reading.arithmetic.reflection).toBeNear(0.6, { rel: 1e-9 });
    const { permeability } = experiment?.reading ?? {};
    if (permeability?.kind !== "determined") throw new Error("P is not determined");
    // Pe coth Pe > 1: Patlak's law needs a smaller P for the same straight line
    expect(permeability.value).toBeLessThan(1.95e-7);
  });

  test("is refused with two volume fluxes, one concentration, another parameter, or a membrane without water", () => {
    expect(codesOf(text("patlak", IMPOSED(2)))).toEqual(["out-of-range"]);
    expect(codesOf(text("patlak", IMPOSED(9).replace(", b: 10 mM", "")))).toEqual(["missing-key"]);
    expect(codesOf(text("patlak", IMPOSED(9).replace("s.P]", "s.K]")))).toEqual(["one-of"]);
    expect(codesOf(text("patlak", IMPOSED(9)).replace("    Lp: 1e-12 m/s/Pa\n", ""))).toEqual(["missing-key"]);
  });
});
