/**
 * Profiles of a run: histograms of x at a few records, each layer cut into equal bins, or by site for a walk on sites.
 *
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import { latticeCoordinate } from "#step-law/lattice-coordinate.ts";
import type { Length } from "#units/flavour.ts";
import type { Extent } from "./estimates.ts";
import type { Reference } from "./tally.ts";
import { INSIDE, type Walkers } from "./walkers.ts";

/** A histogram that fills. */
export interface Histogram {
  readonly edges: Float64Array;
  readonly counts: Float64Array;
  /** The site in each bin, where walkers are at sites [m]. */
  readonly sites?: Float64Array;
}

const BINS = 50;
/** Standard deviations to either side of the mean that are seen where there is no end. */
const SEEN = 4;
/** Beyond so many sites a density is told instead. */
const MOST_SITES = 4000;

/** Empty bins: 50 in each layer; where there is no end, 50 over {@link SEEN} standard deviations to either side of the mean. */
export function makeHistogram(extents: readonly Extent[], { mean, spread }: Reference): Histogram {
  const edges: Length[] = [];
  for (const { from, to } of extents) {
    const low = Math.max(
      from,
      Number.isFinite(to) && !Number.isFinite(from) ? Math.min(mean, to) - SEEN * spread : mean - SEEN * spread,
    );
    const first = Number.isFinite(from) ? from : low;
    const last = Number.isFinite(to) ? to : Math.max(mean, first) + SEEN * spread;
    for (let i = edges.length === 0 ? 0 : 1; i <= BINS; i++) edges.push(first + ((last - first) * i) / BINS);
  }
  return { edges: Float64Array.from(edges), counts: new Float64Array(Math.max(0, edges.length - 1)) };
}

/** Empty bins of one site each, of sites of a spacing to either side of one; undefined where they are too many. */
export function makeSiteHistogram(
  site: Length,
  spacing: Length,
  { mean, spread }: Reference,
): Required<Histogram> | undefined {
  const first = Math.round((mean - SEEN * spread - site) / spacing);
  const length = Math.round((mean + SEEN * spread - site) / spacing) - first + 1;
  if (!(length <= MOST_SITES)) return undefined;
  return {
    edges: Float64Array.from({ length: length + 1 }, (_, i) => site + (first + i - 0.5) * spacing),
    counts: new Float64Array(length),
    sites: Float64Array.from({ length }, (_, i) => latticeCoordinate(site, spacing, first + i)),
  };
}

/** Counts the walkers of a block. */
export function addToHistogram({ edges, counts }: Histogram, { axes: [x], fate, count }: Walkers): void {
  const bins = counts.length;
  for (let i = 0; i < count; i++) {
    const at = x[i];
    if (fate[i] !== INSIDE || !(at >= edges[0] && at <= edges[bins])) continue;
    let [low, high] = [0, bins - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (edges[middle] <= at) low = middle;
      else high = middle - 1;
    }
    counts[low]++;
  }
}

/** What a profile is of, and what walkers are worth. */
interface Head {
  readonly species: string;
  readonly when: When;
  readonly walkers: number;
  /** Of all walkers together, at the start. */
  readonly amount: number;
}

/** The profile of a histogram: concentration at the middle of each bin, or the probability of each site that was met. */
export function profileOf({ edges, counts, sites }: Histogram, { species, when, walkers, amount }: Head): Profile {
  if (sites !== undefined)
    return {
      species,
      when,
      quantity: "probability",
      coordinate: sites.filter((_, i) => counts[i] > 0),
      values: counts.filter((count) => count > 0).map((count) => count / walkers),
    };
  return {
    species,
    when,
    quantity: "concentration",
    coordinate: Float64Array.from(counts, (_, i) => 0.5 * (edges[i] + edges[i + 1])),
    values: Float64Array.from(counts, (count, i) => (count * amount) / walkers / (edges[i + 1] - edges[i])),
  };
}
