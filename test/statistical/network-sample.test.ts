import { describe, expect, test } from "vitest";
import { master } from "#levels/master/master.ts";
import { walk } from "#levels/walk/walk.ts";
import { parseModel } from "#model/parse-model.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { standardErrorsFrom } from "../support/langevin-models.ts";
import { solved, taskOf } from "../support/models.ts";

// A gel that empties into a bath through a film: with few walkers none is ever in the cell at the face late in the run.
const disc = (walkers: number) =>
  parseModel(`
perrin: 1
temperature: 25 degC
species: {drug: {D: 1e-9 m^2/s}}
domain: {geometry: slab, thickness: 100 um}
initial: {drug: 1 mM}
boundary: {left: {drug: no-flux}, right: {drug: {bath: {volume: 100 m, concentration: 0 mM}}}}
solve: {transient: {until: 1000 s, times: [4 s, 1000 s]}}
levels: [walk]
sampling: {walkers: ${walkers}, seed: 3}
outputs: {surface: "c(drug, right)", total: "amount(drug, all)"}
`);

describe("readings of a sample on a network", () => {
  const readingsOf = (walkers: number) => {
    const model = disc(walkers);
    const task = {
      model,
      species: "drug",
      solves: model.solves,
      measures: measuresOf(model),
      walkers,
      seed: 3,
      refinement: 1,
    };
    return solved(walk.solve(task)).readings;
  };

  test("a concentration where no walker ever was is not stated, while the whole still is", () => {
    const late = readingsOf(640).filter(({ when }) => when === 1000);
    expect(late.map(({ measure }) => measure)).toEqual(["amount(drug, all)"]);
  });

  test("where walkers are it is stated, with a spread over the parts", () => {
    const early = readingsOf(64_000).find(({ when, measure }) => when === 4 && measure === "c(drug, right)");
    expect(new Set(early?.batches).size).toBeGreaterThan(10);
  });
});

describe("walkers that are followed hop by hop", () => {
  const model = parseModel(`perrin: 1
species: {w: {in: {a: {D: 1 m^2/s}, b: {D: 2 m^2/s, K: 3}}}}
domain: {geometry: slab, layers: [{name: one, medium: a, thickness: 0.5 m, cells: 4}, {name: two, medium: b, thickness: 0.5 m, cells: 4}]}
initial: {w: {at: 0.3 m}}
boundary: {left: {w: absorbing}, right: {w: {robin: {P: 2 m/s, concentration: 0 mol/m^3}}}}
sources: [{name: fading, species: w, at: all, law: linear, rate: -2 1/s}]
solve: {transient: {until: 0.3 s, every: 0.1 s}}
sampling: {method: walkers}
outputs:
  lost_left: {of: "amount_permeated(w, left)"}
  lost_right: {of: "amount_permeated(w, right)"}
  rest: {of: survival(w)}
  low: {of: "probability(w, x < 0.4 m)"}
`);

  // 12 readings: one seed in 150 000 gives a false alarm; 12 800 walkers know a probability of a half to 0.5 %
  test("leave by both ends, fade and stay as the master equation of the same hops says", () => {
    const task = taskOf(model, measuresOf(model), { species: "w", walkers: 12_800, seed: 4 });
    const exact = solved(master.solve(task)).readings;
    const sampled = solved(walk.solve(task));
    expect(exact).toHaveLength(16);
    for (const { measure, when, value } of exact)
      if (when !== 0)
        expect(Math.abs(standardErrorsFrom(value, sampled, measure, when)), `${measure} at ${when}`).toBeLessThan(5);
  });
});
