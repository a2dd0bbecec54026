import { expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { continuum } from "#levels/continuum/continuum.ts";
import type { Level } from "#levels/contract.ts";
import { master } from "#levels/master/master.ts";
import type { Model } from "#model/model.ts";
import { held, measure } from "../support/closed-form.ts";
import { cut, mixture } from "../support/mixtures.ts";
import { solved } from "../support/models.ts";
import "../support/matchers.ts";

const TEXTS = ["c(drug, a.right)", "c(drug, b.left)", "flux(drug, right)", "dissipation(drug)"];
const readings = (level: Level, model: Model, texts = TEXTS) => {
  const task = { model, species: "drug", solves: model.solves, measures: texts.map(measure) };
  const result = solved(level.solve({ ...task, walkers: 1, seed: 1, refinement: 1 }));
  return (text: string) => result.readings.find((one) => one.measure === text)?.value as number;
};

// kT = 1 J: RT of a mole is N_A J
const FIELDS = { solves: [{ kind: "steady" as const }], temperature: 1 / 1.380649e-23 };
const RT = 6.02214076e23;

test("a mixture at the two sides of a jump of K: cells read what the law says, and the flux dissipates its fall of μ", () => {
  const stack = {
    layers: [
      { l: 1, D: "1" },
      { l: 0.5, D: "0.3", K: 2 },
    ],
    left: held(2),
    right: held(0.5),
    fields: FIELDS,
  };
  // ln γ = 2 B c, Γ = 1 + 2 B c between 1.2 and 1.8
  const model = mixture(stack, { activity: [{ kind: "virial", coefficients: [0.2] }] });
  const exact = readings(closedForm, model, TEXTS.slice(0, 3));
  for (const level of [continuum, master]) {
    const found = readings(level, cut(model, 200));
    // second order on 200 cells; a law without Γ would err by half a cell of a gradient of order 1
    for (const text of TEXTS.slice(0, 3))
      expect(found(text), `${level.name} ${text}`).toBeNear(exact(text), { rel: 3e-5 });
    // γ c / K falls from 2 e^{0.8} to 0.5 e^{0.2} / 2
    const fall = Math.log((2 * Math.exp(0.8)) / ((0.5 * Math.exp(0.2)) / 2));
    expect(found("dissipation(drug)"), level.name).toBeNear(RT * exact("flux(drug, right)") * fall, { rel: 1e-3 });
  }
});

test("its curve goes from face to face of each layer, and meets what is read there", () => {
  const stack = {
    layers: [
      { l: 1, D: "1" },
      { l: 0.5, D: "0.3", K: 2 },
    ],
    start: 0.25,
    left: held(2),
    right: held(0.5),
    fields: { ...FIELDS, plots: [{ kind: "profile" as const, of: [], at: [] }] },
  };
  const model = mixture(stack, { activity: [{ kind: "virial", coefficients: [0.2] }] });
  const task = { model, species: "drug", solves: model.solves, measures: TEXTS.slice(0, 2).map(measure) };
  const { profiles, readings } = solved(closedForm.solve({ ...task, walkers: 1, seed: 1, refinement: 1 }));
  const { coordinate: x, values } = profiles[0] as (typeof profiles)[number];
  const faces = [0, 40, 41, 81].map((i) => [x[i], values[i]] as [number, number]);
  expect(x).toHaveLength(82);
  expect(faces.map(([at]) => at)).toEqual([0.25, 1.25, 1.25, 1.75]);
  const expected = [2, readings[0]?.value, readings[1]?.value, 0.5];
  for (const [k, [, c]] of faces.entries()) expect(c).toBeNear(expected[k] as number, { rel: 1e-10 });
  for (let i = 1; i < 82; i++) if (i !== 41) expect(x[i]).toBeGreaterThan(x[i - 1] as number);
});
