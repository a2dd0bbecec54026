/**
 * Compartments in leaps against compartments event by event, and the bound of a thinned wait.
 *
 * Five standard errors of 64 batches: one failure in 2e5 values by chance.
 */
import { describe, expect, test } from "vitest";
import { compartments } from "#levels/compartments/compartments.ts";
import { BATCHES, type Reading } from "#levels/contract.ts";
import { parcelBatches } from "#levels/walk/compartment-batches.ts";
import { expectedEvents, leap } from "#levels/walk/compartment-leaps.ts";
import { type ParcelProblem, parcelProblem } from "#levels/walk/compartment-problem.ts";
import { parcelState } from "#levels/walk/compartment-state.ts";
import { walk } from "#levels/walk/walk.ts";
import type { CompartmentDomain } from "#model/compartments.ts";
import { parseModel } from "#model/parse-model.ts";
import { poisson } from "#numerics/poisson-sampler.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { solved } from "../support/models.ts";

const pair = parseModel(
  `perrin: 1
species: {drug: {}}
compartments: {a: {volume: 1 mL, wall: rigid, contains: {drug: 1 mM}}, b: {volume: 3 mL, wall: rigid}}
membranes: {ab: {between: [a, b], area: 1 cm^2, solutes: {drug: {P: 1e-6 m/s}}}}
solve: {transient: {until: 2 h}}
outputs: {N: "amount(drug, b)"}`,
  { file: "pair.yaml" },
);
const PARCELS = 4000;
const problem: ParcelProblem = parcelProblem(pair, pair.domain as CompartmentDomain, PARCELS, 5);
/** Rate constants a -> b and b -> a [s^-1], and the probability to be in b after t. */
const [K_AB, K_BA] = [1e-4, 1e-4 / 3];
const inB = (t: number) => (K_AB / (K_AB + K_BA)) * (1 - Math.exp(-(K_AB + K_BA) * t));
const AT = problem.system.layout.cells[1]?.amount[0] as number;

describe("parcels that leap between two compartments", () => {
  const T = 7200;
  const counts = Array.from({ length: BATCHES }, (_, batch) => {
    const stream = makeRandomStream(5, PURPOSE.demonstration, batch);
    const state = parcelState(problem, batch);
    for (let time = 0; time < T; ) time = leap(state, time, T, (mean) => poisson(stream, mean));
    return (state.y[AT] as number) / (problem.parcel[0] as number);
  });
  const p = inB(T);

  test("have the mean of a Markov chain", () => {
    expect(counts).toHaveMean(PARCELS * p, { sigmas: 5, standardDeviation: Math.sqrt(PARCELS * p * (1 - p)) });
  });

  test("have its variance to the 5 % of a leap and 5 sigmas of a chi-square of 63 degrees", () => {
    const mean = counts.reduce((a, b) => a + b) / BATCHES;
    const variance = counts.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (BATCHES - 1);
    expect(variance).toBeNear(PARCELS * p * (1 - p), { rel: 0.05 + 5 * Math.sqrt(2 / 63) });
  });

  test("are whole and none is lost", () => {
    for (const count of counts) expect(Math.abs(count - Math.round(count))).toBeLessThan(1e-9);
  });
});

test("the mean path of leaps is that of the chain to the second order in a share of 5 %", () => {
  const T = 7200;
  const state = parcelState(problem, 0);
  for (let time = 0; time < T; ) time = leap(state, time, T, (mean) => mean);
  // each leap errs by (k τ)³ / 24 with k τ up to 0.05 and less, hardly more than 20 of them; of order 1 it would be 0.6 %
  expect(state.y[AT] as number).toBeNear(1e-6 * inB(T), { rel: 1e-4 });
});

test("the number of events to come is that along the mean path", () => {
  // the integral of N (k_ab (1 - p) + k_ba p) over the time, for 64 runs
  const T = 7200;
  const sum = K_AB + K_BA;
  const mean = (K_AB / sum) * (T - (1 - Math.exp(-sum * T)) / sum);
  const events = BATCHES * PARCELS * (K_AB * (T - mean) + K_BA * mean);
  // the midpoint rule with steps of 2 %
  expect(expectedEvents(problem, T)).toBeNear(events, { rel: 1e-3 });
});

describe("volumes that nothing but water enters", () => {
  const swelling = parseModel(
    `perrin: 1
temperature: 300 K
species: {sugar: {}}
compartments:
  cell: {volume: 1 pL, wall: flexible, contains: {sugar: 300 mM}}
  bath: {volume: infinite, contains: {sugar: 150 mM}}
membranes: {m: {between: [cell, bath], area: 500 um^2, Lp: 1e-12 m/s/Pa, solutes: {sugar: impermeant}}}
solve: {transient: {until: 1 s}}
outputs: {V: volume(cell)}`,
    { file: "swelling.yaml" },
  );
  const osmometer = parcelProblem(swelling, swelling.domain as CompartmentDomain, 100, 1);
  const end = 4;
  /** The time after which a perfect osmometer has a volume: (V0 - V) + V_e ln((V_e - V0) / (V_e - V)) over A Lp RT c. */
  const elapsed = (V: number): number => {
    const [V0, Ve] = [1e-15, 2e-15];
    return (V0 - V + Ve * Math.log((Ve - V0) / (Ve - V))) / (500e-12 * 1e-12 * 8.31446261815324 * 300 * 150);
  };

  test("follow the law of a perfect osmometer in leaps of 1 % of the volume, to the square of that", () => {
    const state = parcelState(osmometer, 0);
    for (let time = 0; time < end; ) time = leap(state, time, end, (mean) => mean);
    const at = osmometer.system.layout.cells[0]?.volume as number;
    expect(elapsed(state.y[at] as number)).toBeNear(end, { rel: 1e-4 });
  });

  test("and between events, to the 1e-10 of each of some hundred steps", () => {
    const volume = {
      key: "volume(cell)",
      name: "volume",
      species: "",
      place: { kind: "compartment", compartment: "cell" },
    } as const;
    const run = parcelBatches(osmometer, [volume], [end]).solve(0, undefined);
    for (;;) {
      const next = run.next();
      if (!next.done) continue;
      expect(next.value.events).toBe(0);
      expect(elapsed(next.value.values[0]?.[0] as number)).toBeNear(end, { rel: 1e-8 });
      return;
    }
  });

  test("are not sampled: one value, whose last digits are those of the balances", () => {
    const column = parseModel(
      `perrin: 1
temperature: 293.15 K
species: {sucrose: {}}
compartments:
  sugar: {volume: 20 mL, wall: {elastic: 1962 Pa}, contains: {sucrose: 1 mM}}
  water: {volume: 20 mL, wall: flexible}
membranes: {film: {between: [water, sugar], area: 2 cm^2, Lp: 1e-9 m/s/Pa, solutes: {sucrose: impermeant}}}
solve: {transient: {until: 5 d, every: 1 d}}
outputs: {V: volume(sugar), Jv: volume_flux(film)}`,
      { file: "column.yaml" },
    );
    const task = {
      model: column,
      species: "sucrose",
      solves: column.solves,
      measures: measuresOf(column),
      walkers: 100,
      seed: 1,
      refinement: 1,
    };
    const wanted = solved(compartments.solve(task)).readings;
    const { readings, method, warnings } = solved(walk.solve(task));
    expect(readings.length).toBe(wanted.length);
    for (const { value, batches, measure, when } of readings) {
      const balance = wanted.find((one) => one.measure === measure && one.when === when) as Reading;
      expect(batches).toBeUndefined();
      // the flow ends at 1e-4 of what it was: 1e-10 of the volume is 1e-6 of that, and steps forget
      expect(value).toBeNear(balance.value, { rel: 1e-6 });
    }
    expect(method).toMatch(/no species passes a membrane/);
    expect(warnings).toEqual([]);
  });
});
