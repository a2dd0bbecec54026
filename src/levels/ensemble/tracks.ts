/**
 * What a run reads from whole tracks: averages along each of them, their scatter, and what steps remember.
 *
 * A track is the start and all records of a walker, equally far apart. Those of a block are kept until it is done; of
 * each only sums remain.
 *
 * @module
 */

import { type RecordedTrack, recordedTrack } from "#levels/recorded-track.ts";
import type { Measure } from "#model/measure.ts";
import type { Solve } from "#model/model.ts";
import { makeTimeAveraged } from "#observables/time-averaged-msd.ts";
import type { Motion } from "./motion.ts";
import type { Row, SumGroup } from "./tally.ts";
import { BLOCK, type Walkers } from "./walkers.ts";

/** Numbers kept for the tracks of a block, at most: 256 MB. */
const MOST_KEPT = 33_554_432;

/** The questions about tracks. */
export interface TrackPlan {
  readonly track: RecordedTrack;
  /** Keys of the measures of time averages. */
  readonly means: readonly string[];
  readonly breakings: readonly string[];
  readonly correlations: readonly { readonly key: string; readonly apart: number }[];
}

/** The questions about tracks among the measures; undefined if there is none that can be answered. */
export function trackPlan(
  measures: readonly Measure[],
  solves: readonly Solve[],
  { batchSize, motion }: { readonly batchSize: number; readonly motion: Motion },
  warnings: string[],
): TrackPlan | undefined {
  const keysOf = (name: Measure["name"]) => measures.filter((measure) => measure.name === name).map(({ key }) => key);
  const [means, breakings] = [keysOf("time_averaged_msd"), keysOf("ergodicity_breaking")];
  const asked = measures.flatMap(({ name, key, argument }) =>
    name === "step_correlation" && argument !== undefined ? [{ key, apart: argument }] : [],
  );
  if (means.length + breakings.length + asked.length === 0) return undefined;
  const track = recordedTrack(solves);
  if (track === undefined) {
    warnings.push("there are no averages along tracks: records are not equally spaced from 0 on");
    return undefined;
  }
  if (motion.exits.length > 0) {
    warnings.push("there are no averages along tracks: some walkers leave before their track ends");
    return undefined;
  }
  if ((track.steps + 1) * Math.min(batchSize, BLOCK) * motion.dimensions > MOST_KEPT) {
    warnings.push(`there are no averages along tracks: ${track.steps} records of each walker are too many to keep`);
    return undefined;
  }
  const correlations = asked.filter(({ apart }) => apart < track.steps);
  if (correlations.length < asked.length)
    warnings.push(`a track of ${track.steps} steps has none that are farther apart than ${track.steps - 1}`);
  return { track, means, breakings, correlations };
}

/** Number of sums: walkers; δ² and δ⁴ at each lag; for each correlation products and squares of steps. */
export function trackColumns({ track, correlations }: TrackPlan): number {
  return 1 + 2 * track.steps + 2 * correlations.length;
}

/** Positions of a block: entry walker * (steps + 1) + record of each axis [m]. */
export type TrackMemory = readonly Float64Array[];

/** Room for the tracks of a block. */
export function makeTrackMemory({ track }: TrackPlan, { axes, count }: Walkers): TrackMemory {
  return axes.map(() => new Float64Array((track.steps + 1) * count));
}

/** Keeps the positions at a record: 0 is the start. */
export function remember({ track }: TrackPlan, memory: TrackMemory, { axes, count }: Walkers, record: number): void {
  const points = track.steps + 1;
  for (const [k, axis] of axes.entries()) for (let i = 0; i < count; i++) memory[k][i * points + record] = axis[i];
}

/** The sums over walkers first to end - 1 of a block, in the order of {@link trackColumns}. */
export function makeTrackSums(plan: TrackPlan): (memory: TrackMemory, first: number, end: number) => SumGroup {
  const { track, means, breakings, correlations } = plan;
  const points = track.steps + 1;
  const fillTimeAveraged = makeTimeAveraged(track.steps);
  const averages = new Float64Array(points);
  const averaged = means.length + breakings.length > 0;
  return (memory, first, end) => ({
    width: trackColumns(plan),
    fill(out) {
      out.fill(0);
      out[0] = end - first;
      for (let i = first; i < end; i++) {
        const axes = memory.map((all) => all.subarray(i * points, (i + 1) * points));
        if (averaged) fillTimeAveraged(averages, axes);
        for (let lag = 1; averaged && lag < points; lag++) {
          out[2 * lag - 1] += averages[lag];
          out[2 * lag] += averages[lag] * averages[lag];
        }
        for (const [c, { apart }] of correlations.entries())
          for (const x of axes) {
            out[2 * points - 1 + 2 * c] += meanProduct(x, apart);
            out[2 * points + 2 * c] += meanProduct(x, 0);
          }
      }
    },
  });
}

/** Mean of Δ_i Δ_(i+k) over the steps of a track. */
function meanProduct(x: Float64Array, apart: number): number {
  const count = x.length - 1 - apart;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += (x[i + 1] - x[i]) * (x[i + 1 + apart] - x[i + apart]);
  return sum / count;
}

/** A reading of tracks: its key, its lag [steps] or none, and its value from the sums. */
export interface TrackReading {
  readonly key: string;
  readonly lag?: number;
  readonly value: (row: Row) => number;
}

/** All readings. The scatter has the divisor N - 1. */
export function trackReadings({ track, means, breakings, correlations }: TrackPlan): readonly TrackReading[] {
  const readings: TrackReading[] = [];
  for (let lag = 1; lag <= track.steps; lag++) {
    const mean = (row: Row): number => row(2 * lag - 1) / row(0);
    const scatter = (row: Row): number => {
      const [n, m] = [row(0), mean(row)];
      return ((row(2 * lag) / n / m / m - 1) * n) / (n - 1);
    };
    for (const key of means) readings.push({ key, lag, value: mean });
    for (const key of breakings) readings.push({ key, lag, value: scatter });
  }
  for (const [c, { key }] of correlations.entries()) {
    const column = 2 * track.steps + 1 + 2 * c;
    readings.push({ key, value: (row) => row(column) / row(column + 1) });
  }
  return readings;
}
