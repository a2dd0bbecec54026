import { describe, expect, test } from "vitest";
import { continuum } from "#levels/continuum/continuum.ts";
import { master } from "#levels/master/master.ts";
import { walk } from "#levels/walk/walk.ts";
import type { Solve, Source } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { held, type StackOf } from "../support/closed-form.ts";
import { solved } from "../support/models.ts";
import { asked, stackModel, withCells } from "../support/networks.ts";

const equilibrium: readonly Solve[] = [{ kind: "equilibrium" }];
const absorbing = { kind: "absorbing" as const };
const layers = [
  { l: 1, D: 1, K: 2 },
  { l: 1, D: 3, K: 0.5 },
];
const source = (law: Source["law"]): Source => ({ name: "sink", species: "drug", layer: "", law });
const decay = source({ kind: "linear", rate: -1 });

function outcome(level: typeof master, stack: StackOf, texts: readonly string[], solves: readonly Solve[] = []) {
  const model = withCells(stackModel({ ...stack, fields: { ...stack.fields, solves } }), 6);
  return asked(level, model, texts, { walkers: 640 });
}

describe.each([continuum, master])("equilibrium by the $name", (level) => {
  test("between reservoirs of one activity is that activity times K", () => {
    // the concentrations in the media at the walls are 2 · 4 and 0.5 · 4
    const { at, result } = outcome(
      level,
      { layers, left: held(8), right: held(2) },
      ["amount(drug, all)"],
      equilibrium,
    );
    expect(at("amount(drug, all)", "equilibrium")).toBeNear(10, { rel: 1e-13 });
    expect(result.warnings).toEqual([]);
  });

  test("of a closed domain is stated, of a driven one it is not: the reason is", () => {
    const closed = outcome(level, { layers, initial: 1 }, ["amount(drug, all)"], equilibrium);
    expect(closed.at("amount(drug, all)", "equilibrium")).toBeNear(2, { rel: 1e-13 });
    const driven: readonly (readonly [StackOf, RegExp])[] = [
      [{ layers, left: held(8), right: held(1) }, /activity is 4 mol\/m\^3 beyond the left end and 2 mol/],
      [{ layers, left: held(8), right: absorbing }, /activity is 4 .* and 0 mol/],
      [{ layers, left: held(8), right: { kind: "flux", flux: 1 } }, /flux is imposed at the right end/],
      [{ layers, left: held(8), right: held(2), drift: 1 }, /drift carries/],
      [{ layers, left: held(8), right: held(2), fields: { sources: [decay] } }, /source makes or consumes/],
    ];
    for (const [stack, because] of driven) {
      const { result } = outcome(level, stack, ["amount(drug, all)"], [...equilibrium, { kind: "steady" }]);
      expect(result.readings.map(({ when }) => when)).toEqual(["steady"]);
      expect(result.profiles.map(({ when }) => when)).toEqual(["steady"]);
      expect(result.warnings.join()).toMatch(because);
    }
  });
});

test("a drift round a periodic domain has no equilibrium", () => {
  const periodic = { kind: "periodic" as const };
  const ring = { layers: [{ l: 1, D: 1 }], initial: 1, left: periodic, right: periodic };
  expect(outcome(continuum, ring, ["amount(drug, all)"], equilibrium).result.readings).toHaveLength(1);
  const { result } = outcome(continuum, { ...ring, drift: 1 }, ["amount(drug, all)"], equilibrium);
  expect(result.readings).toEqual([]);
  expect(result.warnings.join()).toMatch(/goes round/);
});

test("walkers do not state a driven flux as one of equilibrium", () => {
  const stack = { layers, left: held(8), right: held(1) };
  const { result } = outcome(walk, stack, ["flux(drug, right)"], equilibrium);
  expect(result.readings).toEqual([]);
  expect(result.warnings.join()).toMatch(/drug has no equilibrium: the activity is 4/);
});

test.each([
  continuum,
  master,
])("where ends only take, nothing is left to be steady, and the $name states none", (level) => {
  const slab = { layers: [{ l: 1, D: 1 }], initial: 1, left: held(0), right: absorbing };
  const { result } = outcome(level, slab, ["amount(drug, all)", "flux(drug, right)"], [{ kind: "steady" }]);
  expect(result.readings).toEqual([]);
});

describe.each([continuum, master])("mean exit time by the $name", (level) => {
  const text = "mean_exit_time(drug)";
  const slab = [{ l: 1, D: 1 }];
  const stated = (stack: StackOf, asks = text) => outcome(level, stack, [asks]).result.readings.length > 0;

  test("is stated where all leaves by the way that is named", () => {
    expect(stated({ layers: slab, initial: 1, right: absorbing })).toBe(true);
    expect(stated({ layers: slab, initial: 1, right: absorbing }, "mean_exit_time(drug, right)")).toBe(true);
    expect(stated({ layers: slab, initial: 1, left: held(0), right: absorbing })).toBe(true);
  });

  test("is not stated where a part never leaves there: it decays, leaves at the other end, or cannot leave", () => {
    expect(stated({ layers: slab, initial: 1, fields: { sources: [decay] } })).toBe(false);
    expect(stated({ layers: slab, initial: 1, right: absorbing, fields: { sources: [decay] } })).toBe(false);
    const between = { layers: slab, initial: 1, left: absorbing, right: absorbing };
    expect(stated(between, "mean_exit_time(drug, right)")).toBe(false);
    expect(stated({ layers: slab, initial: 1, left: absorbing }, "mean_exit_time(drug, right)")).toBe(false);
    expect(stated({ layers: slab, initial: 1 })).toBe(false);
  });
});

describe.each([continuum, master])("a steady solve of the $name that fails", (level) => {
  // growth at the rate k in a slab of width 1 between absorbing walls settles only if k < pi^2 D
  const growing: StackOf = {
    layers: [{ l: 1, D: 1 }],
    initial: 1,
    left: held(1),
    right: absorbing,
    fields: { sources: [source({ kind: "linear", rate: 20 })] },
  };
  const timeless = ["time_lag(drug, right)", "permeance(drug, all)"];

  test("costs a warning if only timeless measures ask for it, and the transient goes on", () => {
    const texts = ["amount(drug, all)", ...timeless];
    const { result, at } = outcome(level, growing, texts, [{ kind: "transient", times: [0.01] }]);
    expect(at("amount(drug, all)", 0.01)).toBeGreaterThan(1);
    expect(result.readings).toHaveLength(1);
    for (const text of timeless)
      expect(result.warnings.join("\n")).toContain(`${text} is not stated: steady state: more grows than can leave`);
  });

  test("ends the run if a steady state is asked for", () => {
    expect(() => outcome(level, growing, timeless, [{ kind: "steady" }])).toThrow(/more grows than can leave/);
  });
});

test.each([
  continuum,
  master,
  walk,
])("nothing is steady or at equilibrium in unbounded space, says the $name", (level) => {
  const model = parseModel(`
perrin: 1
species: {w: {D: 1 um^2/s}}
domain: {geometry: line}
initial: {w: {at: 0 um}}
solve: [steady, equilibrium, {transient: {until: 1 s, every: 1 s}}]
sampling: {walkers: 640, seed: 2}
outputs: {spread: "variance(w)"}
`);
  const task = {
    model,
    species: "w",
    solves: model.solves,
    measures: measuresOf(model),
    walkers: 640,
    seed: 2,
    refinement: 1,
  };
  const { readings, warnings } = solved(level.solve(task));
  expect(readings.map(({ when }) => when)).toEqual([0, 1]);
  expect(warnings.join(" ")).toContain("nothing holds it in unbounded space");
});
