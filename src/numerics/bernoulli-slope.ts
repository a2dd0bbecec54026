/**
 * The slope of the Bernoulli function, which Newton's method needs where a potential depends on what it moves.
 *
 *     B'(x) = B(x) (1 - B(-x)) / x,    B'(0) = -1/2,    B'(-x) = -1 - B'(x)
 *
 * From -1 on the left to 0 on the right.
 *
 * @module
 */

import { bernoulli } from "./bernoulli.ts";

/** Below this the series holds to rounding, above it the difference 1 - B(-x) keeps its digits [1]. */
const SMALL = 0.05;

/** B'(x) of B(x) = x / (e^x - 1). Error below 2e-14, for every x. */
export function bernoulliSlope(x: number): number {
  const square = x * x;
  if (square < SMALL * SMALL) return -0.5 + x * (1 / 6 - square * (1 / 180 - square / 5040));
  if (x > 700) return 0;
  if (x < -700) return -1;
  return (bernoulli(x) * (1 - bernoulli(-x))) / x;
}
