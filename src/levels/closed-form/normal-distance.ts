/**
 * How far a law is from the normal law of its own mean and variance: sup |F(x) - Φ((x - m)/s)|.
 *
 * Where F jumps both sides of the jump count; between jumps F is constant and the normal law rises, so that they suffice.
 *
 * @module
 */

import { weightedSum } from "#numerics/compensated-sum.ts";
import { erfc } from "#numerics/error-function.ts";
import type { SiteLaw } from "./lattice-law.ts";

/** P(Z > z) of the standard normal law. */
export function normalTail(z: number): number {
  return 0.5 * erfc(z * Math.SQRT1_2);
}

/** Of a law on the sites of a lattice; undefined while all is at one site. */
export function latticeNormalDistance({ first, values }: SiteLaw): number | undefined {
  const sites = Float64Array.from(values, (_, i) => first + i);
  const mean = weightedSum(values, sites);
  const variance = weightedSum(
    values,
    sites.map((x) => (x - mean) * (x - mean)),
  );
  if (!(variance > 0)) return undefined;
  const deviation = Math.sqrt(variance);
  let [largest, below] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const normal = 1 - normalTail((sites[i] - mean) / deviation);
    const above = below + values[i];
    largest = Math.max(largest, Math.abs(below - normal), Math.abs(above - normal));
    below = above;
  }
  return largest;
}

const SAMPLES = 600;
/** Standard deviations beyond which no law of finite variance that sums of steps have is far from normal. */
const REACH = 12;

/**
 * Of a law that is symmetric about its mean and continuous but for a jump there, of which the distance at 0 is a half.
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
  for (let i = 0; i < 45; i++) {
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
