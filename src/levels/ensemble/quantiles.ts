/**
 * Quantiles of x over walkers, without keeping the walkers.
 *
 * The first block of a run, sorted, says about where the quantile lies: within nine standard deviations of its rank
 * there. Places of equally spaced ranks in that bracket are the edges of bins, in which all walkers are counted; the
 * quantile is read on the straight line within its bin. Where the bracket reaches beyond the sample, wider and wider bins
 * follow. A quantile outside of all bins is told as the last edge.
 *
 * @module
 */

import type { Length } from "#units/flavour.ts";
import type { SumGroup } from "./tally.ts";
import { INSIDE } from "./walkers.ts";

/** Bins between places of the sample, and beyond it on either side. */
const INNER = 48;
const OUTER = 8;
const BINS = INNER + 2 * OUTER;
const SIGMAS = 9;
/** Sums: the walkers inside, those below the first edge, the edges weighted by the walkers, the counts of the bins. */
const EDGES = 2;
const COUNTS = EDGES + BINS + 1;
/** And the distance of neighbouring sites, weighted by the walkers; 0 where there are no sites. */
const STRIDE = COUNTS + BINS;

/** The sums from which {@link quantileFrom} reads the quantile of a probability; of a law on sites of a spacing, if it lives there. */
export function quantileSums(probability: number, spacing?: Length): SumGroup {
  return {
    width: STRIDE + 1,
    ordered: true,
    fill(out, { axes: [x], fate, count }, { sorted }) {
      out.fill(0);
      const { edges, stride } = binsFrom(sorted ?? new Float64Array(0), probability, spacing);
      let inside = 0;
      for (let i = 0; i < count; i++) {
        if (fate[i] !== INSIDE) continue;
        inside++;
        const at = x[i];
        if (at < edges[0]) out[1]++;
        else if (at < edges[BINS]) out[COUNTS + binOf(edges, at)]++;
      }
      out[0] = inside;
      // Sums are all that is kept: the edges go with them.
      for (let k = 0; k <= BINS; k++) out[EDGES + k] = inside * edges[k];
      out[STRIDE] = inside * stride;
    },
  };
}

/** The quantile [m], a site where the law lives on sites; NaN where nobody is inside. */
export function quantileFrom(sums: readonly number[], probability: number): number {
  const inside = sums[0];
  if (!(inside > 0)) return Number.NaN;
  const edge = (k: number) => sums[EDGES + k] / inside;
  let wanted = probability * inside - sums[1];
  if (wanted <= 0) return edge(0);
  for (let bin = 0; bin < BINS; bin++) {
    const here = sums[COUNTS + bin];
    if (here > 0 && wanted <= here) return inBin(edge(bin), edge(bin + 1), wanted / here, sums[STRIDE] / inside);
    wanted -= here;
  }
  return edge(BINS);
}

/** The place up to which this share of a bin lies; of the sites in it, all alike, the one with which it is reached. */
function inBin(from: Length, to: Length, share: number, stride: Length): Length {
  if (stride === 0) return from + (to - from) * share;
  const sites = Math.max(1, Math.round((to - from) / stride));
  return from + stride * (Math.ceil(share * sites) - 1);
}

/** The last bin whose lower edge is not above a place. */
function binOf(edges: Float64Array, at: number): number {
  let [low, high] = [0, BINS - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (edges[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Edges of bins, and how far neighbouring sites are apart: 0 where there are none. */
interface Bins {
  readonly edges: Float64Array;
  readonly stride: Length;
}

/** Bins around where the quantile may lie, judged from a sorted sample. */
function binsFrom(sorted: Float64Array, probability: number, spacing: Length | undefined): Bins {
  const n = sorted.length;
  const edges = new Float64Array(BINS + 1);
  if (n === 0) return { edges, stride: 0 };
  const rank = probability * n;
  const margin = SIGMAS * Math.sqrt(n * probability * (1 - probability)) + 2;
  const [low, high] = [Math.max(0, Math.floor(rank - margin)), Math.min(n - 1, Math.ceil(rank + margin))];
  const sites = spacing === undefined ? new Float64Array(0) : sitesIn(sorted, spacing);
  const stride = strideOf(sites);
  const bracket = sites.filter((site) => site >= sorted[low] && site <= sorted[high]);
  const few = bracket.length > 0 && bracket.length <= INNER;
  for (let k = 0; k <= INNER; k++)
    edges[OUTER + k] = few
      ? (bracket[k] ?? bracket[bracket.length - 1] + stride)
      : sorted[Math.round(low + ((high - low) * k) / INNER)];
  const reach = (sorted[n - 1] - sorted[0]) / 16;
  let further = stride > 0 ? stride * Math.ceil(reach / stride) : reach;
  for (let k = 1; k <= OUTER; k++, further *= 2) {
    edges[OUTER - k] = edges[OUTER - k + 1] - (low === 0 ? further : 0);
    edges[OUTER + INNER + k] = edges[OUTER + INNER + k - 1] + (high === n - 1 ? further : 0);
  }
  return { edges, stride };
}

/** The sites at which somebody is. */
function sitesIn(sorted: Float64Array, spacing: Length): Float64Array {
  return sorted.filter((site, i) => i === 0 || site - sorted[i - 1] > spacing / 2);
}

/** The smallest distance of two of these sites: a walk that hops at every tick leaves every other one out. */
function strideOf(sites: Float64Array): Length {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < sites.length; i++) least = Math.min(least, sites[i] - sites[i - 1]);
  return least < Number.POSITIVE_INFINITY ? least : 0;
}
