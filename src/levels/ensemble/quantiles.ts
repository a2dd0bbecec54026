/**
 * Quantiles of x over walkers, without keeping the walkers.
 *
 * The first block of a run, sorted, says about where the quantile lies: within nine standard deviations of its rank
 * there. That bracket is cut into 64 bins, in which all walkers are counted; the quantile is read on the straight line
 * within its bin, which a bin of a seventh of the pilot's standard deviation allows. A quantile outside the bracket (it
 * happens once in 1e9) is told as the end of the bracket.
 *
 * @module
 */

import type { SumGroup } from "./tally.ts";
import { INSIDE } from "./walkers.ts";

const BINS = 64;
const SIGMAS = 9;
/** Where the sums of the bins begin: after the walkers inside, the two ends of the bracket, and the walkers below it. */
const FIRST = 4;

const groups = new Map<number, SumGroup>();

/** The sums from which {@link quantileFrom} reads the quantile of a probability: one group for each, however often asked. */
export function quantileSums(probability: number): SumGroup {
  const known = groups.get(probability);
  if (known !== undefined) return known;
  const group: SumGroup = {
    width: FIRST + BINS,
    ordered: true,
    fill(out, { axes: [x], fate, count }, { sorted }) {
      out.fill(0);
      const [low, high] = bracketOf(sorted ?? new Float64Array(0), probability);
      const scale = high > low ? BINS / (high - low) : 0;
      let inside = 0;
      for (let i = 0; i < count; i++) {
        if (fate[i] !== INSIDE) continue;
        inside++;
        if (x[i] < low) out[3]++;
        else if (x[i] < high) out[FIRST + Math.min(BINS - 1, Math.floor((x[i] - low) * scale))]++;
      }
      // Sums are all that is kept: the bracket goes with them, weighted by the walkers.
      out[0] = inside;
      out[1] = inside * low;
      out[2] = inside * high;
    },
  };
  groups.set(probability, group);
  return group;
}

/** The quantile [m]; NaN where nobody is inside. */
export function quantileFrom(sums: readonly number[], probability: number): number {
  const [inside, lows, highs, below] = sums;
  const [low, high] = [lows / inside, highs / inside];
  let wanted = probability * inside - below;
  if (wanted <= 0) return low;
  const width = (high - low) / BINS;
  for (let bin = 0; bin < BINS; bin++) {
    const here = sums[FIRST + bin];
    if (here > 0 && wanted <= here) return low + width * (bin + wanted / here);
    wanted -= here;
  }
  return inside > 0 ? high : Number.NaN;
}

/** Where the quantile may lie, judged from a sorted sample. */
function bracketOf(sorted: Float64Array, probability: number): [number, number] {
  const n = sorted.length;
  if (n === 0) return [0, 0];
  const rank = probability * n;
  const margin = SIGMAS * Math.sqrt(n * probability * (1 - probability)) + 2;
  const [first, last] = [sorted[0], sorted[n - 1]];
  const reach = last - first;
  // Beyond the sample there is room of its own width, for those quantiles that lie at its edge.
  const low = rank - margin < 0 ? first - reach : sorted[Math.floor(rank - margin)];
  const high = rank + margin > n - 1 ? last + reach : sorted[Math.ceil(rank + margin)];
  return [low, high];
}
