import { expect, test } from "vitest";
import { issuesOf, resultOf } from "../support/result-of.ts";

const assay = (sigma: number, held: string, membrane = "", drag = "patlak") => `perrin: 1
temperature: 298.15 K
species: {s: {}, other: {}}
carriers: {glut: {law: facilitated, Vmax: 1 nmol/m^2/s, Km: 1 mM}}
compartments: {a: {volume: infinite, contains: {s: 1 mM}}, b: {volume: infinite, contains: {s: 1 mM}}}
membranes:
  film: {between: [a, b], area: 1 cm^2, Lp: 1e-12 m/s/Pa, solutes: {s: {P: 2e-7 m/s, sigma: ${sigma}}}, solvent-drag: ${drag}${membrane}}
experiment:
  impose: {Jv: {from: -1 um/s, to: 1 um/s, points: 9}, s: ${held}}
  error: 2 %
  fit: {free: [s.sigma, s.P], law: patlak}
solve: steady
levels: [compartments]
outputs: {sigma: sigma(experiment), P: permeability(experiment), twice: 2 * sigma}
`;

test("sigma of a solute that water does not drag is not stated, with the reason, and P is", () => {
  const { levels, unstated } = resultOf(assay(1, "{a: 100 mM, b: 10 mM}"));
  expect(levels.compartments?.outputs.P?.value).toBeNear(2e-7, { rel: 1e-6 });
  expect(unstated?.map(({ output }) => output)).toEqual(["sigma", "twice"]);
  for (const { because } of unstated ?? []) expect(because[0]?.reason).toMatch(/experiment.* tell sigma of s/);
});

test("two equal solutions tell no permeability", () => {
  expect(issuesOf(assay(0.6, "{a: 10 mM, b: 0.01 M}"))).toMatchObject([
    {
      code: "out-of-range",
      path: "experiment.impose.s",
      expected: "different concentrations in a and b",
      because: expect.stringContaining("P cannot be read"),
    },
  ]);
});
