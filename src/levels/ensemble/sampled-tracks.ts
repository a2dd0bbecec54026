/**
 * The tracks of a few walkers, kept as they are: the first ones of the first block.
 *
 * @module
 */

import type { SampledTrack } from "#levels/contract.ts";
import type { Time } from "#units/flavour.ts";
import { INSIDE, type Walkers } from "./walkers.ts";

/** Positions of the first walkers of a block at 0 and at the records; NaN after a walker has left. */
export interface TrackSample {
  readonly times: Time[];
  /** For each time, for each axis, the position of each walker [m]. */
  readonly positions: number[][][];
}

/** Keeps the positions of the first walkers at a time. A time that is already kept is not kept again. */
export function keepPositions(sample: TrackSample, count: number, { axes, fate }: Walkers, time: Time): void {
  if (sample.times.at(-1) === time) return;
  const kept = Math.min(count, fate.length);
  sample.times.push(time);
  sample.positions.push(
    axes.map((axis) => Array.from({ length: kept }, (_, i) => (fate[i] === INSIDE ? (axis[i] as number) : Number.NaN))),
  );
}

/** The sample, walker by walker. */
export function sampledTracks({ times, positions }: TrackSample, species: string): readonly SampledTrack[] {
  const walkers = positions[0]?.[0]?.length ?? 0;
  const dimensions = positions[0]?.length ?? 0;
  return Array.from({ length: walkers }, (_, walker) => ({
    species,
    times: Float64Array.from(times),
    axes: Array.from({ length: dimensions }, (__, k) =>
      Float64Array.from(positions, (at) => at[k]?.[walker] ?? Number.NaN),
    ),
  }));
}
