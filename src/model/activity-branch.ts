/**
 * The composition that has an activity, on the branch of a composition that is known.
 *
 * A law of ln γ that grows without bound comes back from beyond its pole, where the same activity belongs to another
 * composition that nothing could reach. So ln(γ c) is followed upwards from what is known in steps over which it rises as
 * its slope Γ says: over a pole it does not, however short the step.
 *
 * @module
 */

import { exp, log } from "#numerics/elementary.ts";
import { rootIn } from "#numerics/root.ts";
import type { SpeciesActivity } from "./activity.ts";

/** Longest and shortest step in ln c [1]. */
const LONGEST = 0.5;
const SHORTEST = 1e-13;
/** How well a rise must be that of its slope, by Simpson's rule [1]. */
const FIT = 0.02;

/** The composition at which ln(γ c) is `level`, reached from one that is above 0; NaN if its branch ends before. */
export function compositionOnBranch(
  { lnGamma, factor, highest }: SpeciesActivity,
  from: number,
  level: number,
): number {
  const rest = (t: number): number => t + lnGamma(exp(t)) - level;
  let t = log(from);
  let value = rest(t);
  if (value === 0) return from;
  if (value > 0) {
    let low = t - 1;
    while (rest(low) > 0 && low > -700) low -= 1 + Math.abs(rest(low));
    return rest(low) > 0 ? 0 : exp(rootIn(rest, low, t));
  }
  const top = highest < Number.POSITIVE_INFINITY ? log(highest) : 700;
  let step = LONGEST;
  while (step > SHORTEST && t < top) {
    const next = Math.min(top, t + step);
    const rise = rest(next) - value;
    const slope = (factor(exp(t)) + 4 * factor(exp(0.5 * (t + next))) + factor(exp(next))) / 6;
    if (!(rise > 0 && Math.abs(rise - slope * (next - t)) <= FIT * rise)) {
      step *= 0.5;
      continue;
    }
    if (value + rise >= 0) return exp(rootIn(rest, t, next));
    t = next;
    value += rise;
    step = Math.min(LONGEST, 2 * step);
  }
  return Number.NaN;
}
