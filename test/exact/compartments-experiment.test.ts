import { expect, test } from "vitest";
import { experimentSection } from "#report/experiment-section.ts";
import { PLAIN_INK } from "#report/ink.ts";
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

test("what is read is held against the sigma and P of the file", () => {
  const result = resultOf(assay(0.6, "{a: 100 mM, b: 10 mM}", "", "kk-arithmetic"));
  const { declared, reading, warnings } = result.experiment ?? {};
  expect(declared).toEqual({ reflection: 0.6, permeability: 2e-7 });
  expect(warnings).toEqual([expect.stringContaining("by kk-arithmetic, and read by Patlak's law")]);
  const lines = experimentSection(result, { width: 96, ink: PLAIN_INK });
  const row = (start: string) =>
    lines
      .find((line) => line.trim().startsWith(start))
      ?.trim()
      .split(/ {2,}/);
  expect(row("the file")).toEqual(["the file", "0.6", "2e-7"]);
  // the arithmetic mean is the law of this membrane, so that its line is right and Patlak's law is off
  expect(row("a line, arithmetic")).toEqual(["a line, arithmetic mean", "0.6", "2e-7", "0", "0 %"]);
  const [sigma = Number.NaN] = reading?.fit.parameters ?? [];
  expect(Number(row("Patlak")?.[3])).toBeNear(sigma - 0.6, { rel: 5e-3 });
  expect(lines.join(" ")).toMatch(/Take care: s is dragged/);
});

test("a membrane with carriers or several pathways is warned of, and declares no one sigma", () => {
  const carried = resultOf(assay(0.6, "{a: 100 mM, b: 10 mM}", ", carriers: [{carrier: glut, species: s}]")).experiment;
  expect(carried?.declared).toBeUndefined();
  expect(carried?.warnings).toEqual([expect.stringMatching(/^glut in film moves s too/)]);
  const ways = assay(0.6, "{a: 100 mM, b: 10 mM}").replace(
    "Lp: 1e-12 m/s/Pa, solutes: {s: {P: 2e-7 m/s, sigma: 0.6}}",
    "pathways: [{name: p, Lp: 1e-12 m/s/Pa, solutes: {s: {P: 2e-7 m/s, sigma: 0.6}}}, {name: q, Lp: 1e-12 m/s/Pa, solutes: {s: impermeant}}]",
  );
  const two = resultOf(ways).experiment;
  expect(two?.declared).toBeUndefined();
  expect(two?.warnings).toEqual([expect.stringContaining("2 pathways")]);
  expect(resultOf(assay(0.6, "{a: 100 mM, b: 10 mM}")).experiment?.warnings).toEqual([]);
});
