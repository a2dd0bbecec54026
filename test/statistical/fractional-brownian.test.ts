/**
 * Tracks of fractional Brownian motion at records that are not equally spaced: <x(s) x(t)> = K (s^2H + t^2H - |t - s|^2H).
 *
 * 16 000 walkers resolve a variance to √(2/16 000) = 1.1 % and a correlation of places to at most as much: five standard
 * errors are 5.6 %, a false alarm in two million.
 */
import { expect, test } from "vitest";
import { walk } from "#levels/walk/walk.ts";
import type { Model } from "#model/model.ts";
import { parseModel } from "#model/parse-model.ts";
import { measuresOf } from "#run/measures-of-model.ts";
import { solved, valueAt } from "../support/models.ts";

const WALKERS = 16_000;
const FIVE_ERRORS = 5 * Math.sqrt(2 / WALKERS);

test.each([0.25, 0.7])("places at unequal times scatter as 2 K t^2H, with H = %d", (hurst) => {
  const model: Model = parseModel(`perrin: 1
species: {w: {motion: {fractional-brownian: {hurst: ${hurst}, K: 0.5 m^2/s^${2 * hurst}}}}}
domain: {geometry: line}
initial: {w: {at: 1 m}}
solve: {transient: {until: 10 s, times: [0.1 s, 1 s, 2 s, 10 s]}}
outputs: {m: {of: mean(w)}, v: {of: variance(w)}}
`);
  const measures = measuresOf(model);
  const task = { model, species: "w", solves: model.solves, measures, walkers: WALKERS, seed: 5, refinement: 1 };
  const result = solved(walk.solve(task));
  for (const t of [0.1, 1, 2, 10]) {
    const variance = t ** (2 * hurst);
    expect(valueAt(result, "variance(w)", t)).toBeNear(variance, { rel: FIVE_ERRORS });
    expect(valueAt(result, "mean(w)", t)).toBeNear(1, { abs: 5 * Math.sqrt(variance / WALKERS) });
  }
});
