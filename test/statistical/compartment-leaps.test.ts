/**
 * Compartments in leaps against compartments event by event, and the bound of a thinned wait.
 *
 * Five standard errors of 64 batches: one failure in 2e5 values by chance.
 */
import { describe, expect, test } from "vitest";
import { BATCHES } from "#levels/contract.ts";
import { expectedEvents, leap } from "#levels/walk/compartment-leaps.ts";
import { type ParcelProblem, parcelProblem, parcelState } from "#levels/walk/compartment-state.ts";
import type { CompartmentDomain } from "#model/compartments.ts";
import { parseModel } from "#model/parse-model.ts";
import { poisson } from "#numerics/poisson-sampler.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream } from "#numerics/random-stream.ts";

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

test("the number of events to come is that along the mean path", () => {
  // the integral of N (k_ab (1 - p) + k_ba p) over the time, for 64 runs
  const T = 7200;
  const sum = K_AB + K_BA;
  const mean = (K_AB / sum) * (T - (1 - Math.exp(-sum * T)) / sum);
  const events = BATCHES * PARCELS * (K_AB * (T - mean) + K_BA * mean);
  // the midpoint rule with steps of 2 %
  expect(expectedEvents(problem, T)).toBeNear(events, { rel: 1e-3 });
});

test("volumes that follow the mean path alone give it to the order of the midpoint rule", () => {
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
  const state = parcelState(parcelProblem(swelling, swelling.domain as CompartmentDomain, 100, 1), 0);
  const at = 1; // amount of sugar, then the volume
  const end = 4;
  for (let time = 0; time < end; ) time = leap(state, time, end, (mean) => mean);
  // the implicit law of a perfect osmometer: (V - V0) + V_e ln((V_e - V0) / (V_e - V)) = A Lp RT c t
  const [V0, Ve] = [1e-15, 2e-15];
  const V = state.y[at] as number;
  const elapsed = (-(V - V0) + Ve * Math.log((Ve - V0) / (Ve - V))) / (500e-12 * 1e-12 * 8.31446261815324 * 300 * 150);
  expect(elapsed).toBeNear(end, { rel: 1e-4 });
});
