/**
 * Which records of a transient keep a profile: those that the model's figures name, all for a map over time, else a few
 * spread evenly.
 *
 * @module
 */

import type { Model } from "#model/model.ts";
import type { Time } from "#units/flavour.ts";

/** Profiles that are kept where no figure names a time. */
const PROFILES = 6;

/** The most that a map over time keeps: more rows than its figure has room for. */
const MOST_ROWS = 400;

/** Indices of the record times whose profile is kept; the last one always is. */
export function recordsWithProfile({ plots }: Pick<Model, "plots">, times: readonly Time[]): ReadonlySet<number> {
  const last = times.length - 1;
  const named = plots.flatMap((plot) => (plot.kind === "profile" || plot.kind === "map" ? plot.at : []));
  if (plots.some((plot) => plot.kind === "map" && plot.overTime)) {
    const every = Math.ceil(times.length / MOST_ROWS);
    const kept = [...times.keys()].filter((i) => i % every === 0);
    return new Set([...kept, ...named.map((time) => nearestRecord(times, time)), last]);
  }
  if (named.length > 0) return new Set([...named.map((time) => nearestRecord(times, time)), last]);
  return new Set(Array.from({ length: PROFILES }, (_, k) => Math.round(((k + 1) / PROFILES) * last)));
}

/** Index of the record nearest to a time; a time that a figure names is a record, up to rounding. */
function nearestRecord(times: readonly Time[], time: Time): number {
  let nearest = 0;
  for (let i = 1; i < times.length; i++) if (Math.abs(times[i] - time) < Math.abs(times[nearest] - time)) nearest = i;
  return nearest;
}
