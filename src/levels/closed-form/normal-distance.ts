/**
 * How far an even law with a density is from the normal law of its variance: sup |F(x) - Φ((x - m)/s)|. Laws on sites:
 * `levels/normal-distance.ts`.
 *
 * @module
 */

import { erfc } from "#numerics/error-function.ts";

/** P(Z > z) of the standard normal law. */
export function normalTail(z: number): number {
  return 0.5 * erfc(z * Math.SQRT1_2);
}

const SAMPLES = 600;
/** Standard deviations beyond which no law of finite variance that sums of steps have is far from normal. */
const REACH = 12;

/**
 * The distance of a law that is symmetric about its mean, and continuous but for a jump there, of which the distance at 0
 * is a half.
 *
 * @param upper     P(X - m > x) for x >= 0
 * @param deviation standard deviation [m]
 */
export function symmetricNormalDistance(upper: (x: number) => number, deviation: number): number {
  const distance = (z: number) => Math.abs(upper(z * deviation) - normalTail(z));
  const step = REACH / SAMPLES;
  const sampled = Float64Array.from({ length: SAMPLES + 1 }, (_, i) => distance(i * step));
  let best = 0;
  for (let i = 1; i <= SAMPLES; i++) if (sampled[i] > sampled[best]) best = i;
  return Math.max(sampled[best], topBetween(distance, Math.max(0, best - 1) * step, (best + 1) * step));
}

const GOLDEN = 0.6180339887498949;

/** The largest value of a function with one top between two points, by golden section. */
function topBetween(f: (x: number) => number, from: number, to: number): number {
  let [a, b] = [from, to];
  let [x, y] = [b - GOLDEN * (b - a), a + GOLDEN * (b - a)];
  let [fx, fy] = [f(x), f(y)];
  for (let round = 0; round < 45; round++) {
    if (fx > fy) {
      [b, y, fy] = [y, x, fx];
      x = b - GOLDEN * (b - a);
      fx = f(x);
    } else {
      [a, x, fx] = [x, y, fy];
      y = a + GOLDEN * (b - a);
      fy = f(y);
    }
  }
  return Math.max(fx, fy);
}
