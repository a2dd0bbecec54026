/**
 * How and when a walk from site to site leaves over the sites that absorb, by the backward equations of its chain.
 *
 *     (1 - Q) h = chance of a step out at that end           exit probability
 *     (1 - Q) t = 1,   (1 - Q) s = t                          mean and variance of the number of ticks
 *
 * <n²> = 2 s - t by a fixed clock; by a Poisson clock of the same mean wait <T²> = 2 s.
 *
 * @module
 */

import type { Measure, Place } from "#model/measure.ts";
import { tridiagonalSolution } from "#numerics/tridiagonal.ts";
import type { SiteChain } from "#step-law/site-chain.ts";

/** Ticks until which a fraction is waited for. */
const MOST_TICKS = 5_000_000;

/** The value of a measure of the exit [coherent SI]; undefined if the chain does not state it. */
export function exitReading(measure: Measure, chain: SiteChain): number | undefined {
  const { absorbs, clock, closed } = chain;
  if (!(absorbs.left || absorbs.right) || !closed) return undefined;
  switch (measure.name) {
    case "exit_probability":
      return measure.place?.kind === "end" ? exitProbability(chain, measure.place.end) : undefined;
    case "mean_exit_time":
      return leavesThere(chain, measure.place) ? clock.interval * meanTicks(chain)[startOf(chain)] : undefined;
    case "exit_time_variance": {
      if (!leavesThere(chain, measure.place)) return undefined;
      const mean = meanTicks(chain);
      const second = backward(chain, mean)[startOf(chain)];
      const first = mean[startOf(chain)];
      const variance = 2 * second - (clock.kind === "fixed" ? first : 0) - first * first;
      return clock.interval * clock.interval * variance;
    }
    case "exit_time_quantile":
      return clock.kind === "fixed" && measure.argument !== undefined ? quantile(chain, measure.argument) : undefined;
    default:
      return undefined;
  }
}

/** Whether all leave through the place: the time until they leave through one of two ends is not finite. */
function leavesThere({ absorbs }: SiteChain, place: Place | undefined): boolean {
  if (place === undefined || place.kind === "all") return true;
  return place.kind === "end" && absorbs[place.end] && !absorbs[place.end === "left" ? "right" : "left"];
}

/** Index of the start among the sites that do not absorb. */
function startOf({ start, absorbs }: SiteChain): number {
  return start - (absorbs.left ? 1 : 0);
}

/** The solution of (1 - Q) y = rhs on the sites that do not absorb. */
function backward({ right, left, absorbs }: SiteChain, rhs: Float64Array): Float64Array {
  const first = absorbs.left ? 1 : 0;
  const end = right.length - (absorbs.right ? 1 : 0);
  const up = right.slice(first, end);
  const down = left.slice(first, end);
  return tridiagonalSolution(
    down.map((p) => -p),
    up.map((p, i) => p + down[i]),
    up.map((p) => -p),
    rhs,
  );
}

function meanTicks(chain: SiteChain): Float64Array {
  const { right, absorbs } = chain;
  const living = right.length - (absorbs.left ? 1 : 0) - (absorbs.right ? 1 : 0);
  return backward(chain, new Float64Array(living).fill(1));
}

function exitProbability(chain: SiteChain, end: "left" | "right"): number {
  const { right, left, absorbs } = chain;
  if (!absorbs[end]) return 0;
  const living = right.length - (absorbs.left ? 1 : 0) - (absorbs.right ? 1 : 0);
  const rhs = new Float64Array(living);
  if (end === "left") rhs[0] = left[1];
  else rhs[living - 1] = right[right.length - 2];
  return backward(chain, rhs)[startOf(chain)];
}

/** The first tick by which the fraction has left [s]; undefined if it takes too long. */
function quantile(chain: SiteChain, fraction: number): number | undefined {
  const { right, left, absorbs, clock, start } = chain;
  let p = new Float64Array(right.length);
  let next = new Float64Array(right.length);
  const last = right.length - 1;
  p[start] = 1;
  for (let tick = 0; tick <= MOST_TICKS; tick++) {
    const gone = (absorbs.left ? p[0] : 0) + (absorbs.right ? p[last] : 0);
    if (gone >= fraction) return tick * clock.interval;
    for (let i = 0; i <= last; i++)
      next[i] =
        (i > 0 ? right[i - 1] * p[i - 1] : 0) +
        (i < last ? left[i + 1] * p[i + 1] : 0) +
        (1 - right[i] - left[i]) * p[i];
    [p, next] = [next, p];
  }
  return undefined;
}
