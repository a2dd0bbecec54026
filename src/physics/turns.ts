/**
 * Straight runs with turns at a constant rate: what holds on a line and in a plane alike.
 *
 * The number k of turns until t is Poisson of mean λt, and given k the times of the turns cut (0, t) as k random points
 * do. Every even moment of the displacement is then a Poisson mean of a product of simple fractions, all positive.
 *
 * The memory <v(0)·v(t)> = c² e^(-αt) alone gives
 *
 *     <r²> = (2c²/α²) (αt - 1 + e^(-αt)),    d <r²>/dt = (2c²/α) (1 - e^(-αt))
 * the first by <r²> = 2 ∫∫ <v(s)·v(s')> ds ds', the second its slope.
 *
 * @see G. I. Taylor, Proc. Lond. Math. Soc. s2-20, 196 (1922), doi:10.1112/plms/s2-20.1.196 (not opened; derived here)
 * @module
 */

import { weightedSum } from "#numerics/compensated-sum.ts";
import { exp, expm1 } from "#numerics/elementary.ts";
import { poissonWeights } from "#numerics/poisson-weights.ts";
import type { Area, Rate, Time, Velocity } from "#units/flavour.ts";

/** Part of the Poisson law that is left out. */
const LEFT_OUT = 1e-30;

/** Mean over a Poisson number of turns k, of the given mean [1], of a value between 0 and 1 [1]. */
export function meanOverTurns(mean: number, value: (k: number) => number): number {
  const { first, weights } = poissonWeights(mean, LEFT_OUT);
  return weightedSum(
    weights,
    weights.map((_, i) => value(first + i)),
  );
}

/** <r²> of a motion of speed c that forgets its direction at the rate α [m²]. */
export function squareOfRuns(speed: Velocity, forgetting: Rate, time: Time): Area {
  const y = forgetting * time;
  const length = speed / forgetting;
  return 2 * length * length * beyondBallistic(y);
}

/** d <r²> / dt [m² s^-1]. */
export function growthOfRuns(speed: Velocity, forgetting: Rate, time: Time): number {
  return ((-2 * speed * speed) / forgetting) * expm1(-forgetting * time);
}

/** y - 1 + e^(-y), which is y²/2 for small y. */
function beyondBallistic(y: number): number {
  if (y > 1) return y - 1 + exp(-y);
  let term = (y * y) / 2;
  let sum = 0;
  for (let k = 3; Math.abs(term) > 1e-18 * sum; k++) {
    sum += term;
    term *= -y / k;
  }
  return sum;
}
