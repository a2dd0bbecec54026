import { describe, expect, test } from "vitest";
import { walk } from "#levels/walk/walk.ts";
import { parseModel } from "#model/parse-model.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { solved } from "../support/models.ts";

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
