/**
 * One exact step beside a plane that lets walkers through or swallows them.
 *
 * Lengths are scaled by √D of the side they lie on, so that both sides diffuse alike. From the distance X the reflected
 * proposal is Y = |X + √(2h) Z|, Z standard normal; then the walker is on the other side (or absorbed) with probability
 *
 *     membrane     a √(4πh) erfcx(z) / (1 + e^{XY/h}),    z = (X + Y) / 2√h + g √h
 *     Robin        the same with g = a
 *     absorbing    2 / (1 + e^{XY/h})
 *     partition    [2 a / (a + a')] / (1 + e^{XY/h})         (perfectly permeable: both rates infinite, ratio kept)
 *
 * with a = κ/√D of the own side, a' that of the other and g = a + a'. Flux through a membrane from 1 to 2 is
 * κ1 c1 - κ2 c2. Exact for any step while no other surface and no force is near.
 *
 * @see A. Lejay, Ann. Appl. Probab. 26, 1727 (2016), doi:10.1214/15-AAP1131 (abstract and introduction opened)
 * @see S. S. Andrews, Phys. Biol. 6, 046015 (2009), doi:10.1088/1478-3975/6/4/046015 (not opened)
 * @module
 */

import { exp } from "#numerics/elementary.ts";
import { erfcx } from "#numerics/error-function.ts";

/** Beyond this XY/h a crossing has a probability below 1e-17. */
const FAR = 40;
const ROOT_FOUR_PI = 3.5449077018110318;

/**
 * Probability that the walker has crossed a membrane (or, with total = own, been absorbed by a Robin wall) [1].
 *
 * @param own   a, the scaled rate on the side where the walker starts [s^-1/2]
 * @param total g, the sum of the scaled rates of both sides [s^-1/2]
 * @param from  X, scaled distance before the step [s^1/2]
 * @param to    Y, scaled distance after it [s^1/2]
 * @param time  h [s]
 */
export function membraneCrossing(own: number, total: number, from: number, to: number, time: number): number {
  const exponent = (from * to) / time;
  if (!(exponent < FAR)) return 0;
  const root = Math.sqrt(time);
  return (own * ROOT_FOUR_PI * root * erfcx((from + to) / (2 * root) + total * root)) / (1 + exp(exponent));
}

/** Probability that the walker has been absorbed by a wall that absorbs whatever touches it [1]. */
export function absorption(from: number, to: number, time: number): number {
  const exponent = (from * to) / time;
  return exponent < FAR ? 2 / (1 + exp(exponent)) : 0;
}

/**
 * Probability that the walker is beyond an interface where K or D changes and nothing resists [1].
 *
 * @param beyond equilibrium weight of the other side, as a fraction of both: a / (a + a')
 */
export function partitionCrossing(beyond: number, from: number, to: number, time: number): number {
  return beyond * absorption(from, to, time);
}
