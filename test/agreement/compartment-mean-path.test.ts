/**
 * What parcels lose by being coarse, told by the path of their rates without noise.
 *
 * The path moves by leaps in which no count changes by more than 2 %, of order 2: 1e-3 of the largest value is allowed
 * beside the balances, and one parcel of each count at the start.
 */
import { describe, expect, test } from "vitest";
import { compartments } from "#levels/compartments/compartments.ts";
import type { Level } from "#levels/contract.ts";
import { meanPath } from "#levels/walk/compartment-mean-path.ts";
import { parcelProblem } from "#levels/walk/compartment-problem.ts";
import { walk } from "#levels/walk/walk.ts";
import type { CompartmentDomain } from "#model/compartments.ts";
import type { Model } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { solved } from "../support/models.ts";

/** Water that restores the osmotic balance drags u to and fro, a hundred times faster than it diffuses (or not). */
const pair = ({ P = 1e-9, sigma = 0.1, Lp = "Lp: 3.4e-12 m/s/Pa" } = {}): Model =>
  parseModel(
    `perrin: 1
temperature: 25 degC
species: {u: {}, s: {}}
compartments:
  a: {volume: 0.14 uL, wall: flexible, contains: {u: 25 mM, s: 50 mM}}
  b: {volume: 0.70 uL, wall: flexible, contains: {u: 45 mM, s: 65 mM}}
membranes:
  m:
    between: [a, b]
    area: 1 cm^2
    ${Lp}
    solutes: {u: {P: ${P} m/s, sigma: ${sigma}}, s: {P: 1.2e-8 m/s, sigma: 0.84}}
    solvent-drag: patlak
solve: {transient: {until: 300 s, every: 100 s}}
outputs: {A: "amount(u, a)", V: "volume(a)", C: "c(s, b)"}`,
    { file: "pair.yaml" },
  );

const taskOf = (model: Model, walkers: number) => ({
  model,
  species: "u",
  solves: model.solves,
  measures: measuresOf(model),
  walkers,
  seed: 3,
  refinement: 1,
});

const warningsOf = (model: Model, parcels: number) =>
  solved(walk.solve(taskOf(model, parcels))).warnings.filter((text) => text.includes("the noise of parcels"));

test("the path of mean rates is that of the balances", () => {
  const model = pair();
  const times = [100, 200, 300];
  const parcels = 1e6;
  const problem = parcelProblem(model, model.domain as CompartmentDomain, parcels, 1);
  const measures = measuresOf(model);
  const path = meanPath(problem, measures, times) as readonly Float64Array[];
  const { readings } = solved((compartments as Level).solve(taskOf(model, 1)));
  expect(measures).toHaveLength(3);
  for (const [m, { key }] of measures.entries()) {
    const exact = times.map(
      (t) => readings.find(({ measure, when }) => measure === key && when === t)?.value as number,
    );
    const allowed = 1e-3 * Math.max(...exact.map(Math.abs));
    for (const [k, value] of exact.entries())
      expect(Math.abs((path[m] as Float64Array)[k] - value), `${key} at ${times[k]} s`).toBeLessThan(allowed);
  }
});

describe("a shift by the noise of parcels", () => {
  test("is told where water drags to and fro what hardly diffuses", () => {
    const [text, ...others] = warningsOf(pair(), 500);
    expect(others).toEqual([]);
    const share = Number(text?.match(/amount\(u, .*a\) at \d+ s lies ([\d.]+) % beside/)?.[1]);
    expect(share).toBeGreaterThan(5);
  });

  test("is not where it diffuses faster, nor where no water flows", () => {
    expect(warningsOf(pair({ P: 1e-7, sigma: 0.9 }), 1000)).toEqual([]);
    expect(warningsOf(pair({ sigma: 1, Lp: "Lp: 0 m/s/Pa" }), 500)).toEqual([]);
  });
});
