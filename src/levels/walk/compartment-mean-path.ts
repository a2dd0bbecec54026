/**
 * How far the means of runs in parcels are shifted: beside the path that contents take at their mean rates.
 *
 *     dn/dt = sum of ± rates(n, V)            with contents that are no whole parcels, by leaps that draw nothing
 *
 * Parcels are coarse where their noise itself moves matter. Each one that passes upsets the osmotic balance, and the water
 * that restores it drags solutes to and fro. Where drag outruns diffusion, (1 - σ) |δJ_v| > P, that mixes as a larger P
 * would, by much more than a relative 1 / parcels. The same rates without noise show it.
 *
 * @module
 */

import type { LevelResult, Reading } from "#levels/contract.ts";
import type { Measure } from "#model/measure.ts";
import { standardErrorOfMean } from "#numerics/statistics.ts";
import type { CompartmentProbe } from "#observables/compartment-probe.ts";
import { readingOf } from "./compartment-batches.ts";
import { leap } from "./compartment-leaps.ts";
import type { ParcelProblem } from "./compartment-problem.ts";
import { parcelState } from "./compartment-state.ts";

/** Most leaps of the path; it is not asked for where it would take more. */
const MOST = 50_000;
/** A shift is told from here on: of the largest value of the measure, and in standard errors [1]. */
const TOLD = 0.01;
const CLEAR = 4;

/** Values of measures at the times, along the path of mean rates; undefined where it is too long or cannot be followed. */
export function meanPath(
  problem: ParcelProblem,
  measures: readonly Measure[],
  times: readonly number[],
): readonly Float64Array[] | undefined {
  const { model, domain, system } = problem;
  const probe: CompartmentProbe = { system, domain, temperature: model.temperature ?? Number.NaN };
  const state = parcelState(problem);
  const values = measures.map(() => new Float64Array(times.length));
  let time = 0;
  let leaps = 0;
  for (const [k, until] of times.entries()) {
    while (time < until) {
      const next = leap(state, time, until, (mean) => mean);
      if (!(next > time) || ++leaps > MOST) return undefined;
      time = next;
    }
    for (const [m, measure] of measures.entries())
      (values[m] as Float64Array)[k] = readingOf(probe, state, measure, until) ?? Number.NaN;
  }
  return values;
}

/** The warning of the largest shift, if any is to be told. */
export function shiftWarning(
  problem: ParcelProblem,
  measures: readonly Measure[],
  times: readonly number[],
  readings: readonly Reading[],
): LevelResult["warnings"] {
  if (problem.isLinear) return [];
  const path = meanPath(problem, measures, times);
  if (path === undefined) return [];
  let worst: { readonly text: string; readonly share: number } | undefined;
  for (const [m, { key }] of measures.entries()) {
    const expected = path[m] as Float64Array;
    const scale = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    for (const [k, when] of times.entries()) {
      const found = readings.find((one) => one.measure === key && one.when === when);
      if (found?.batches === undefined || !Number.isFinite(expected[k])) continue;
      const shift = Math.abs(found.value - expected[k]);
      const share = shift / scale;
      const errors = shift / standardErrorOfMean(found.batches);
      if (share < TOLD || !(errors > CLEAR) || share <= (worst?.share ?? 0)) continue;
      worst = {
        share,
        text: `the noise of parcels shifts means: ${key} at ${Number(when.toPrecision(3))} s lies ${Number((100 * share).toPrecision(2))} % beside the path of the same rates without noise, ${Number(errors.toPrecision(2))} standard errors; give more parcels, or use the level compartments`,
      };
    }
  }
  return worst === undefined ? [] : [worst.text];
}
