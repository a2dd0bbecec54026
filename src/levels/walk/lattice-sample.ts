/**
 * From sums over walkers to readings: the value of all walkers, and that of each batch.
 *
 * @module
 */

import { BATCHES, type Reading } from "#levels/contract.ts";
import type { Measure } from "#model/measure.ts";
import { lateSlope } from "#step-law/late-slope.ts";
import type { PathPlan } from "./lattice-paths.ts";
import { type LatticeTally, SUM } from "./lattice-tally.ts";

/** The sums of some walkers at one record time. */
interface Sample {
  readonly count: number;
  readonly sums: Float64Array;
  readonly shift: number;
}

/** What a measure makes of a sample [coherent SI, spacing l in m]; undefined if a sample does not state it. */
type Estimator = (sample: Sample) => number;

/** The readings of all measures that walkers can state. */
export function sampledReadings(
  measures: readonly Measure[],
  conditional: readonly Measure[],
  tally: LatticeTally,
  plan: PathPlan,
  walkersPerBatch: number,
): Reading[] {
  const { problem, history } = plan;
  const { times, amount, box } = problem;
  const readings: Reading[] = [];
  for (const measure of measures) {
    const { key, name, place } = measure;
    if (name === "survival" || (name === "amount" && (place === undefined || place.kind === "all")))
      for (const when of times) readings.push({ measure: key, when, value: name === "amount" ? amount : 1 });
    if ((name === "drift_velocity" || name === "diffusivity") && box === undefined)
      readings.push(...slopeReading(measure, tally, plan, walkersPerBatch));
    const estimator = estimatorOf(measure, conditional.indexOf(measure), plan, history);
    if (estimator === undefined) continue;
    for (const [j, when] of times.entries()) {
      const value = estimator(pooledSample(tally, plan, j, walkersPerBatch));
      if (!Number.isFinite(value)) continue;
      const batches = new Float64Array(BATCHES);
      for (let b = 0; b < BATCHES; b++) batches[b] = estimator(batchSample(tally, plan, j, b, walkersPerBatch));
      readings.push({ measure: key, when, value, batches });
    }
  }
  return readings;
}

function estimatorOf(
  { name }: Measure,
  condition: number,
  { problem }: PathPlan,
  history: boolean,
): Estimator | undefined {
  const { start, law } = problem;
  const l = law.spacing;
  switch (name) {
    case "mean":
      return (sample) => (start[0] as number) + l * meanOf(sample);
    case "variance":
      return (sample) => l * l * varianceOf(sample);
    case "skewness":
      return (sample) => shapeOf(sample).skewness;
    case "excess_kurtosis":
      return (sample) => shapeOf(sample).excessKurtosis;
    case "msd":
      return ({ sums, count }) => (l * l * sums[SUM.squared]) / count;
    case "mean_distance":
      return ({ sums, count }) => (l * sums[SUM.distance]) / count;
    case "probability":
      return condition < 0 ? undefined : ({ sums, count }) => sums[SUM.condition + condition] / count;
    case "return_probability":
      return history ? ({ sums, count }) => sums[SUM.returned] / count : undefined;
    case "distinct_sites":
      return history ? ({ sums, count }) => sums[SUM.distinct] / count : undefined;
    case "range":
      return history && law.dimensions === 1 ? ({ sums, count }) => l * (sums[SUM.distinct] / count - 1) : undefined;
    default:
      return undefined;
  }
}

/** Mean displacement along x [spacings]. */
function meanOf({ sums, count, shift }: Sample): number {
  return shift + sums[SUM.x1] / count;
}

/** Variance along x with n - 1 [spacings²]. */
function varianceOf({ sums, count }: Sample): number {
  return (sums[SUM.x2] - (sums[SUM.x1] * sums[SUM.x1]) / count) / (count - 1);
}

/** Skewness and excess kurtosis of the sample along x [1]; NaN while all walkers are at one site. */
function shapeOf({ sums, count }: Sample): { readonly skewness: number; readonly excessKurtosis: number } {
  const m = sums[SUM.x1] / count;
  const [s2, s3, s4] = [sums[SUM.x2] / count, sums[SUM.x3] / count, sums[SUM.x4] / count];
  const variance = s2 - m * m;
  const third = s3 - 3 * m * s2 + 2 * m * m * m;
  const fourth = s4 - 4 * m * s3 + 6 * m * m * s2 - 3 * m * m * m * m;
  return {
    skewness: third / (variance * Math.sqrt(variance)),
    excessKurtosis: fourth / (variance * variance) - 3,
  };
}

function batchSample(tally: LatticeTally, { problem }: PathPlan, j: number, batch: number, count: number): Sample {
  const from = (batch * problem.times.length + j) * tally.width;
  return { count, sums: tally.sums.subarray(from, from + tally.width), shift: tally.shifts[j] as number };
}

function pooledSample(tally: LatticeTally, plan: PathPlan, j: number, walkersPerBatch: number): Sample {
  const sums = new Float64Array(tally.width);
  for (let b = 0; b < BATCHES; b++) {
    const batch = batchSample(tally, plan, j, b, walkersPerBatch).sums;
    for (let q = 0; q < sums.length; q++) sums[q] += batch[q];
  }
  return { count: walkersPerBatch * BATCHES, sums, shift: tally.shifts[j] as number };
}

/** Drift velocity or diffusion coefficient, from the slope over the later record times. */
function slopeReading({ key, name }: Measure, tally: LatticeTally, plan: PathPlan, walkersPerBatch: number): Reading[] {
  const { law, times } = plan.problem;
  const { spacing: l, dimensions, clock } = law;
  let ticks = 0;
  const clockTimes = Float64Array.from(plan.ticks, (n) => {
    ticks += n;
    return ticks * clock.interval;
  });
  const estimate = (sampleAt: (j: number) => Sample): number => {
    const values = Float64Array.from(times, (_, j) => {
      const sample = sampleAt(j);
      if (name === "drift_velocity") return l * meanOf(sample);
      return (
        (l * l * (dimensions === 1 ? varianceOf(sample) : sample.sums[SUM.squared] / sample.count / dimensions)) / 2
      );
    });
    return lateSlope(clockTimes, values);
  };
  const value = estimate((j) => pooledSample(tally, plan, j, walkersPerBatch));
  if (!Number.isFinite(value)) return [];
  const batches = Float64Array.from({ length: BATCHES }, (_, b) =>
    estimate((j) => batchSample(tally, plan, j, b, walkersPerBatch)),
  );
  return [{ measure: key, when: "timeless", value, batches }];
}
