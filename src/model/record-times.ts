/**
 * The times at which a run records.
 *
 * @module
 */

import type { Time } from "#units/flavour.ts";
import type { Solve } from "./model.ts";

/** All record times, each once, ascending [s]; none where no time passes. */
export function recordTimes(solves: readonly Solve[]): readonly Time[] {
  const times = solves.flatMap((solve) => (solve.kind === "transient" ? solve.times : []));
  return [...new Set(times)].sort((a, b) => a - b);
}

/** The last record time [s]; 0 where no time passes. */
export function lastRecordTime(solves: readonly Solve[]): Time {
  return recordTimes(solves).at(-1) ?? 0;
}
