/**
 * What is read from walkers that have left: the law of the time of exit, and what a motion knows of its own end.
 *
 * Means and variances need the last walker to have left. A quantile does not: walkers that are still inside at the last
 * record have left later than all others, and that is enough while fewer are inside than the quantile leaves.
 *
 * @module
 */

import type { Measure } from "#model/measure.ts";
import type { Time } from "#units/flavour.ts";
import type { Estimate } from "./estimates.ts";
import type { Motion } from "./motion.ts";
import { quantileFrom, quantileSums } from "./quantiles.ts";
import type { SumGroup } from "./tally.ts";
import { INSIDE, type Walkers } from "./walkers.ts";

/** Number of walkers, and the sums of their times of exit and of the squares. */
const squaredExitTimes: SumGroup = {
  width: 3,
  fill(out, { count, exitTime }) {
    out.fill(0);
    out[0] = count;
    for (const time of exitTime) {
      out[1] += time;
      out[2] += time * time;
    }
  },
};

/** The estimates that need every walker to have left. */
export function exitEstimates(measures: readonly Measure[], motion: Motion): readonly Estimate[] {
  if (motion.exitScale === undefined) return [];
  return measures.flatMap((measure) => {
    const own = motion.atExit?.(measure);
    if (own !== undefined) return [{ key: measure.key, ...own }];
    if (measure.name !== "exit_time_variance" || !isWayOut(measure, motion)) return [];
    const value = ([n, sum, squares]: readonly number[]) => (squares - (sum * sum) / n) / (n - 1);
    return [{ key: measure.key, sums: squaredExitTimes, value }];
  });
}

/** Whether all walkers leave through the place of a measure: a time of exit through one end is finite only then. */
export function isWayOut({ place }: Measure, { exits }: Motion): boolean {
  if (place === undefined || place.kind === "all") return true;
  return place.kind === "end" && exits.length === 1 && exits[0] === place.end;
}

/**
 * Quantiles of the time of exit, up to the time until which walkers are followed. Times that are ticks of a clock fall
 * together, and a quantile between them that is read on a straight line would be none.
 */
export function exitQuantiles(measures: readonly Measure[], motion: Motion, followed: Time): readonly Estimate[] {
  if (motion.law?.kind === "discrete" && motion.law.step !== undefined) return [];
  if (motion.exits.length === 0 && motion.exitScale === undefined) return [];
  return measures.flatMap(({ name, key, argument: p }) =>
    name === "exit_time_quantile" && p !== undefined
      ? [{ key, sums: quantileSums(p), value: (sums: readonly number[]) => within(quantileFrom(sums, p), followed) }]
      : [],
  );
}

function within(time: Time, followed: Time): number {
  return time <= followed ? time : Number.NaN;
}

/** How far beyond the last record walkers stand that are still inside: a quantile there is none. */
const BEYOND = 1.5;

/** The walkers of a block with their time of exit in place of x. */
export function atExitTimes(walkers: Walkers, last: Time): Walkers {
  const times = walkers.exitTime.map((time, i) => (walkers.fate[i] === INSIDE ? BEYOND * last : time));
  return { ...walkers, axes: [times], origin: [times], fate: new Uint8Array(walkers.count) };
}
