/**
 * What follows from a law on a line being even about its start: probabilities of conditions, and quantiles.
 *
 * A condition on r, the distance from the origin, is answered for a start at the origin, where it counts twice what lies
 * on one side.
 *
 * @module
 */

import type { Expression } from "#model/expression/expression.ts";
import type { Model } from "#model/model.ts";
import { rootIn } from "#numerics/root.ts";
import type { Length } from "#units/flavour.ts";
import { coordinatesOf, type Interval, intervalsWhere } from "./breakpoints.ts";

/** Where a law starts, and how far from there breaks of a condition that is no linear function of x are looked for. */
export interface Surroundings {
  readonly start: Length;
  readonly reach: Length;
}

/**
 * Probability of a condition on x or on r; undefined for others, and for r about another point than the start.
 *
 * @param within probability of a displacement between two others, which may be infinite
 */
export function evenProbability(
  condition: Expression | undefined,
  model: Model,
  { start, reach }: Surroundings,
  within: (displacement: Interval) => number,
): number | undefined {
  if (condition === undefined) return undefined;
  const [name = "x", ...others] = coordinatesOf(condition);
  const folded = name === "r" && start === 0;
  if (others.length > 0 || (name !== "x" && !folded)) return undefined;
  const range = { from: folded ? 0 : start - reach, to: start + reach };
  let sum = 0;
  for (const { from, to } of intervalsWhere(condition, model, range))
    if (!folded) sum += within({ from: from - start, to: to - start });
    else if (to > 0) sum += 2 * within({ from: Math.max(0, from), to });
  return sum;
}

/**
 * The displacement below which the walker is with probability p; 0 within an atom at the start.
 *
 * @param upper P(X > x) for x >= 0
 * @param scale a length of the size of the law [m]
 */
export function evenQuantile(upper: (x: Length) => number, scale: Length, p: number): Length {
  const side = Math.min(p, 1 - p);
  if (side >= upper(0)) return 0;
  let far = scale;
  while (upper(far) > side) far *= 2;
  const x = rootIn((at) => upper(at) - side, 0, far);
  return p < 0.5 ? -x : x;
}
