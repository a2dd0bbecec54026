import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { ModelError } from "#model/issue.ts";
import { parseModel } from "#model/parse-model.ts";
import { measureOf, solved, taskOf } from "../support/models.ts";

function found(text: string): readonly string[] {
  try {
    parseModel(`perrin: 1\ntemperature: 300 K\n${text}`);
  } catch (error) {
    if (error instanceof ModelError) return error.issues.map(({ found: what }) => what);
    throw error;
  }
  return [];
}

const SLAB = "domain: {geometry: slab, thickness: 1 um}\n";

describe("a species moves by one thing", () => {
  test.each([
    [
      "an activity and a surface that dissolves",
      "species: {a: {D: 1e-9 m^2/s, mu: [{virial: 1 L/mol}]}}\ndomain: {geometry: line, from: 0 m}\nboundary: {left: {a: {dissolving: {solubility: 1 mM, density: 1 M}}}}\n",
      /a with a surface that dissolves and an activity/,
    ],
    [
      "inertia and an activity",
      `species: {a: {D: 1e-9 m^2/s, mass: 1 kDa, inertia: true, mu: [{virial: 1 L/mol}]}}\n${SLAB}`,
      /a with inertia and an activity/,
    ],
    [
      "an activity and the field of ions",
      `species: {a: {D: 1e-9 m^2/s, charge: 1, mu: [{virial: 1 L/mol}]}, b: {D: 1e-9 m^2/s, charge: -1}}\nfield: electroneutral\n${SLAB}`,
      /a with the field of its charges .* and an activity/,
    ],
    [
      "a run and a mobility",
      `species: {a: {motion: {run: {speed: 1 um/s, reversals: 1 1/s}}, mobility: 1e-13 mol m^2/J/s}}\ndomain: {geometry: line}\ninitial: {a: {at: 0 um}}\n`,
      /a with a motion of its own and an activity/,
    ],
    [
      "a second species beside a surface that dissolves",
      "species: {a: {D: 1e-9 m^2/s}, b: {D: 1e-9 m^2/s}}\ndomain: {geometry: line, from: 0 m}\nboundary: {left: {a: {dissolving: {solubility: 1 mM, density: 1 M}}}}\n",
      /2 species where a dissolves/,
    ],
    [
      "K and fixed charge of a layer that stands in a bath",
      "species: {k: {D: 1e-9 m^2/s, charge: 1, K: 0.1}, cl: {D: 1e-9 m^2/s, charge: -1}}\nfield: electroneutral\ndomain: {geometry: slab, layers: [{name: m, thickness: 1 um, fixed-charge: -20 mM}]}\nboundary: {left: {k: {concentration: 1 mM}, cl: {concentration: 1 mM}, electric-potential: 0 mV}}\n",
      /^K of k in m, a charged layer that stands in a bath$/,
    ],
    [
      "a free energy without a gradient energy",
      `species: {a: {measure: mole-fraction, total: 1 M, D: 1e-9 m^2/s, mu: [{free-energy: 10*(a-0.5)^2}]}}\n${SLAB}`,
      /free-energy without a gradient energy/,
    ],
  ])("%s are refused", (_what, text, complaint) => {
    expect(found(text).join("; ")).toMatch(complaint);
  });
});

const mixture = (more: string, extra = "") =>
  parseModel(`perrin: 1
temperature: 300 K
species:
  a: {measure: mole-fraction, total: 1 mol/m^3, in: {water: {D: 1e-12 m^2/s${more}}, rod: impenetrable}, mu: [ideal, {margules: 1}, {gradient: 1e-18 m^2}]}
${extra}domain:
  geometry: rectangle
  size: [10 nm, 10 nm]
  cells: [20, 20]
  media: [{medium: water}, {medium: rod, where: "x < 5 nm"}]
initial: {a: 0.5}
solve: {transient: {until: 1 ps, times: [0 s, 1 ps]}}
`);

test("a rod that a mixture cannot enter stays closed to it, whoever else may enter", () => {
  const amount = (extra: string): number => {
    const measures = [{ ...measureOf("amount"), species: "a", place: { kind: "all" as const } }];
    const result = solved(continuum.solve({ ...taskOf(mixture("", extra), measures), species: "a" }));
    return result.readings[0]?.value ?? Number.NaN;
  };
  // half of the square, per length: 0.5 x 1 mol/m^3 x 5e-17 m^2
  expect(amount("")).toBeNear(2.5e-17, { rel: 1e-12 });
  expect(amount("  b: {D: 1e-9 m^2/s}\n")).toBeNear(2.5e-17, { rel: 1e-12 });
});

test("a partition coefficient beside a gradient energy is refused by the level, not left out", () => {
  const answer = continuum.accepts(mixture(", K: 2"), "a");
  expect(answer.accepts ? "" : answer.because).toMatch(/partition coefficient beside its gradient energy/);
});
