/** The continuum in time, where times are very long or nothing is there. */
import { expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { stackModel } from "../support/closed-form.ts";
import { asked, withCells } from "../support/networks.ts";

const absorbing = { kind: "absorbing" as const };
const between = { layers: [{ l: 1e-3, D: 1e-9 }], left: absorbing, right: absorbing };

test("a slab that loses all it has within minutes is followed for 30 years, to nothing", () => {
  const times = [0, 2e8, 4e8, 6e8, 8e8, 1e9];
  const model = stackModel({ ...between, initial: 1, fields: { solves: [{ kind: "transient", times }] } });
  const out = ["amount_permeated(drug, left)", "amount_permeated(drug, right)"];
  const { at, result } = asked(continuum, withCells(model, 20), ["amount(drug, all)", ...out]);
  for (const t of times.slice(1)) {
    // what is left is below the least concentration that is followed, times the volume
    expect(at("amount(drug, all)", t)).toBeNear(0, { abs: 1e-33 });
    for (const text of out) expect(at(text, t)).toBeNear(5e-4, { rel: 1e-8 });
  }
  expect(result.invariants.smallestConcentration).toBeGreaterThanOrEqual(0);
});

test("the early time of a long transient is right too: survival 1 - 4 sqrt(D t / pi) / L", () => {
  const times = [0.1, 1e9];
  const model = stackModel({ ...between, initial: 1, fields: { solves: [{ kind: "transient", times }] } });
  const { at } = asked(continuum, model, ["survival(drug)"]);
  // sqrt(D t) = 10 um; the cells at the walls are finer, the loss is right to second order in them
  const loss = (4 * Math.sqrt((1e-9 * 0.1) / Math.PI)) / 1e-3;
  expect(1 - at("survival(drug)", 0.1)).toBeNear(loss, { rel: 2e-3 });
});

test("where there is nothing and nothing comes, nothing is", () => {
  const model = stackModel({ ...between, fields: { solves: [{ kind: "transient", times: [1, 1e9] }] } });
  expect(asked(continuum, model, ["amount(drug, all)"]).at("amount(drug, all)", 1e9)).toBe(0);
});
