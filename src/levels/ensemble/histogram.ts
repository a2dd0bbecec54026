/**
 * Profiles of a run: histograms of x at a few records, each layer cut into equal bins.
 *
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import type { Length } from "#units/flavour.ts";
import type { Extent } from "./estimates.ts";
import type { Reference } from "./tally.ts";
import { INSIDE, type Walkers } from "./walkers.ts";

/** A histogram that fills. */
export interface Histogram {
  readonly edges: Float64Array;
  readonly counts: Float64Array;
}

const BINS = 50;

/** Empty bins: 50 in each layer; where there is no end, 50 over four standard deviations to either side of the mean. */
export function makeHistogram(extents: readonly Extent[], { mean, spread }: Reference): Histogram {
  const edges: Length[] = [];
  for (const { from, to } of extents) {
    const low = Math.max(
      from,
      Number.isFinite(to) && !Number.isFinite(from) ? Math.min(mean, to) - 4 * spread : mean - 4 * spread,
    );
    const first = Number.isFinite(from) ? from : low;
    const last = Number.isFinite(to) ? to : Math.max(mean, first) + 4 * spread;
    for (let i = edges.length === 0 ? 0 : 1; i <= BINS; i++) edges.push(first + ((last - first) * i) / BINS);
  }
  return { edges: Float64Array.from(edges), counts: new Float64Array(Math.max(0, edges.length - 1)) };
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

/** The profile of a histogram: density at the middle of each bin. */
export function profileOf(
  { edges, counts }: Histogram,
  head: Omit<Profile, "coordinate" | "values"> & { readonly when: When },
  amountPerWalker: number,
): Profile {
  return {
    ...head,
    coordinate: Float64Array.from(counts, (_, i) => 0.5 * (edges[i] + edges[i + 1])),
    values: Float64Array.from(counts, (count, i) => (count * amountPerWalker) / (edges[i + 1] - edges[i])),
  };
}
