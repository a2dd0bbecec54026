/**
 * Walkers of subdiffusion and of fractional Brownian motion against their exact joint laws over all records.
 *
 * Each reading lies within 5.5 standard errors, from 64 batches, of the closed form: Student's t beyond it has a
 * probability of 8e-7, and some 150 readings are judged, so that one choice of seeds in 8000 would fail. Resolution:
 * 64 000 walkers find an msd wrong by 5 %, a correlation of steps wrong by 0.005 and a scatter of time averages wrong
 * by 10 to 20 %.
 */
import { describe, expect, test } from "vitest";
import { closedForm } from "#levels/closed-form/closed-form.ts";
import { walk } from "#levels/walk/walk.ts";
import { readingsOf } from "../support/asked.ts";

const SIGMAS = 5.5;

const text = (motion: string, solve: string, outputs: readonly string[], geometry = "line", at = "0.3 m") => `perrin: 1
species: {drug: {motion: ${motion}}}
domain: {geometry: ${geometry}}
initial: {drug: {at: ${at}}}
solve: {transient: ${solve}}
outputs:
${outputs.map((of, i) => `  o${i}: {of: "${of}"}`).join("\n")}
`;

/** Readings that lie too far off, and how many were judged. */
function judged(model: string, against = model): readonly [string[], number] {
  const exact = new Map(
    readingsOf(closedForm, against).map(({ measure, when, value }) => [`${measure} ${when}`, value]),
  );
  const faults: string[] = [];
  let count = 0;
  for (const { measure, when, value, batches } of readingsOf(walk, model, { walkers: 64_000, seed: 5 })) {
    const law = exact.get(`${measure} ${when}`);
    if (law === undefined || batches === undefined || when === 0) continue;
    const mean = batches.reduce((sum, b) => sum + b / batches.length, 0);
    const variance = batches.reduce((sum, b) => sum + (b - mean) ** 2 / (batches.length - 1), 0);
    const error = Math.sqrt(variance / batches.length);
    count++;
    if (!(Math.abs(value - law) <= SIGMAS * error))
      faults.push(`${measure} at ${when}: ${value} ± ${error} for ${law}`);
  }
  return [faults, count];
}

const ALL = [
  "msd(drug)",
  "mean(drug)",
  "mean_distance(drug)",
  "moment(drug, 4)",
  "excess_kurtosis(drug)",
  "intermediate_scattering(drug, 1.3 1/m)",
  "probability(drug, x > 1 m)",
  "time_averaged_msd(drug)",
  "ergodicity_breaking(drug)",
  "step_correlation(drug, 1)",
  "step_correlation(drug, 2)",
];
const TRACK = "{until: 8 s, every: 1 s}";
const resting = (index: number, K = 1) => `{subdiffusion: {index: ${index}, K: ${K} m^2/s^${index}}}`;
const fractional = (hurst: number, K = 1) =>
  `{fractional-brownian: {hurst: ${hurst}, K: ${K} m^2/s^${Number((2 * hurst).toPrecision(4))}}}`;

describe("subdiffusion", () => {
  test.each([0.25, 0.5, 0.85, 1])("of index %d has its exact law at every record and along tracks", (index) => {
    const [faults, count] = judged(text(resting(index), TRACK, ALL));
    expect(faults).toEqual([]);
    expect(count).toBe(9 * 8 + 2); // nine measures at eight records, two at none
  });

  test("records far apart and close together are those of one walker", () => {
    const outputs = ["msd(drug)", "intermediate_scattering(drug, 1 1/m)"];
    const [faults, count] = judged(text(resting(0.6), "{until: 1000 s, times: [0.001 s, 1 s, 1.001 s]}", outputs));
    expect(faults).toEqual([]);
    expect(count).toBe(8);
  });

  test("walkers of an index or a K that is off are found", () => {
    expect(judged(text(resting(0.52), TRACK, ALL), text(resting(0.5), TRACK, ALL))[0]).not.toEqual([]);
    expect(judged(text(resting(0.5, 1.06), TRACK, ALL), text(resting(0.5), TRACK, ALL))[0]).not.toEqual([]);
  });
});

describe("fractional Brownian motion", () => {
  test.each([0.1, 0.3, 0.5, 0.8, 0.95])("of H = %d has its exact law at every record and along tracks", (hurst) => {
    const [faults, count] = judged(text(fractional(hurst), TRACK, ALL));
    expect(faults).toEqual([]);
    expect(count).toBe(9 * 8 + 2); // nine measures at eight records, two at none
  });

  test.each([
    ["plane", "[0.3 m, 1 m]"],
    ["space", "[0.3 m, 0 m, -1 m]"],
  ])("has independent axes in a %s", (geometry, at) => {
    const [faults] = judged(text(fractional(0.3), TRACK, ALL, geometry, at));
    expect(faults).toEqual([]);
  });

  test("records at unequal times have the same law, by another method", () => {
    const outputs = ["msd(drug)", "excess_kurtosis(drug)", "probability(drug, x > 0.4 m)"];
    const [faults, count] = judged(text(fractional(0.8), "{until: 8 s, times: [0.01 s, 0.5 s, 0.51 s, 3 s]}", outputs));
    expect(faults).toEqual([]);
    expect(count).toBe(15);
  });

  test("walkers of an exponent or a K that is off are found", () => {
    expect(judged(text(fractional(0.31), TRACK, ALL), text(fractional(0.3), TRACK, ALL))[0]).not.toEqual([]);
    expect(judged(text(fractional(0.3, 1.06), TRACK, ALL), text(fractional(0.3), TRACK, ALL))[0]).not.toEqual([]);
  });
});
