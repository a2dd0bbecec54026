/**
 * The Bernoulli function, the weight of a jump across a step of potential.
 *
 *     B(x) = x / (e^x - 1),    B(0) = 1,    B(-x) = B(x) + x = e^x B(x)
 *
 * Every hopping rate is made of it (generator/), so it holds on the whole line: from -x on the left through 1 to
 * x e^-x on the right, where e^x itself is long beyond the largest double.
 *
 * @module
 */

import { expm1, expOfSum } from "./elementary/exponential.ts";

/** B(x) = x / (e^x - 1). Error at most 2 ulp, for every x. */
export function bernoulli(x: number): number {
  if (x === 0) return 1;
  if (x < 700) return x > Number.NEGATIVE_INFINITY ? x / expm1(x) : Number.POSITIVE_INFINITY;
  if (!(x < 800)) return x > 0 ? 0 : x; // x e^-x is below the smallest double from 752 on; NaN stays NaN
  return x * expOfSum(-x, 0, 256) * 8.636168555094445e-78; // 2^-256: e^-x alone would lose its last bits
}
