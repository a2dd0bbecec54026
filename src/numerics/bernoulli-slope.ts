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

/** Below this the series of Bernoulli's numbers holds to 3e-18, above it the difference 1 - B(-x) keeps its digits [1]. */
const SMALL = 0.25;

/** B'(x) of B(x) = x / (e^x - 1). Error below 4e-15, for every x. */
export function bernoulliSlope(x: number): number {
  if (Math.abs(x) < SMALL) {
    const s = x * x;
    return (
      -0.5 +
      x * (1 / 6 + s * (-1 / 180 + s * (1 / 5040 + s * (-1 / 151200 + s * (1 / 4790016 - (691 * s) / 108972864000)))))
    );
  }
  if (x > 700) return 0;
  if (x < -700) return -1;
  return (bernoulli(x) * (1 - bernoulli(-x))) / x;
}
