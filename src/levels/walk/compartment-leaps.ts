/**
 * Leaps over many events: what passes in a while is drawn at once, at the rates of its middle.
 *
 *     x' = x + ½ τ (mean change per time at x),    events of each kind ~ Poisson(rate(x') τ)
 *
 * Volumes move by the midpoint rule along with the counts. Of order 2 in τ for means and of order 1 for variances. A
 * leap is so short that no count changes by more than 2 % (or one parcel) in the mean, no more than 5 % of what a
 * compartment holds leaves it, and no volume of solvent changes by more than 1 %. It is used only where single events
 * would be too many.
 *
 * @see D. T. Gillespie, J. Chem. Phys. 115, 1716 (2001), doi:10.1063/1.1378322 (not opened)
 * @module
 */

import { BATCHES } from "#levels/contract.ts";
import type { Chance } from "./compartment-neutral.ts";
import type { ParcelProblem } from "./compartment-problem.ts";
import { type ParcelState, parcelState } from "./compartment-state.ts";

/** Most events of all batches together that are followed one by one. */
export const WORTH = 2e7;
/** Leaps of the mean path after which its length is no longer asked for. */
const MOST = 200_000;

/** Leaps to a time that may be beyond reach at once; the time reached. */
export function leap(
  state: ParcelState,
  from: number,
  until: number,
  draw: (mean: number) => number,
  longest = Number.POSITIVE_INFINITY,
  chance?: Chance,
): number {
  let to = Math.min(until, from + Math.min(longest, state.leapReach()));
  for (;;) {
    if (state.leap(from, to, draw, chance)) return to;
    const middle = from + 0.5 * (to - from);
    if (!(middle > from)) return Number.NaN;
    to = middle;
  }
}

/** About how many events all batches together would have until the last of the times, along the mean path. */
export function expectedEvents(problem: ParcelProblem, until: number): number {
  const state = parcelState(problem);
  let events = 0;
  let time = 0;
  for (let n = 0; n < MOST && time < until; n++) {
    const rate = state.passing();
    const next = leap(state, time, until, (mean) => mean);
    if (!(next > time)) break;
    events += 0.5 * (rate + state.passing()) * (next - time) * BATCHES;
    time = next;
  }
  return events;
}
