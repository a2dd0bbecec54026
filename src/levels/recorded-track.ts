/**
 * The track that a run records of each walker: its start and its records, where they are equally far apart in time.
 *
 * @module
 */

import type { Solve } from "#model/model.ts";
import { recordTimes } from "#model/record-times.ts";
import type { Time } from "#units/flavour.ts";

/** Positions at 0, spacing, 2 spacing ... steps spacing. */
export interface RecordedTrack {
  /** Time between two records [s]. */
  readonly spacing: Time;
  /** Number of steps from the start to the last record. */
  readonly steps: number;
}

/** Relative error with which times may miss the multiples of the spacing. */
const MISS = 1e-9;

/** The times after 0 at which a run records, each once, ascending. */
export function recordTimesOf(solves: readonly Solve[]): readonly Time[] {
  return recordTimes(solves).filter((time) => time > 0);
}

/** The track of a run; undefined where the records are not equally spaced from the start on. */
export function recordedTrack(solves: readonly Solve[]): RecordedTrack | undefined {
  const times = recordTimesOf(solves);
  const steps = times.length;
  const last = times[steps - 1];
  if (last === undefined) return undefined;
  const spacing = last / steps;
  return times.every((time, i) => Math.abs(time - (i + 1) * spacing) <= MISS * spacing)
    ? { spacing, steps }
    : undefined;
}

/** Which whole number of steps a lag is; undefined if it is none of the track. */
export function lagOf({ spacing, steps }: RecordedTrack, time: Time): number | undefined {
  const lag = Math.round(time / spacing);
  return lag >= 1 && lag <= steps && Math.abs(time - lag * spacing) <= MISS * spacing ? lag : undefined;
}
