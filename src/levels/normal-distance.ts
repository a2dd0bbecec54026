/**
 * How far a law on sites is from the normal law of its own mean and variance: sup |F(x) - Φ((x - m)/s)|.
 *
 * Both sides of every jump of F count; between jumps F is constant and the normal law rises, so that they suffice.
 *
 * @module
 */

import { sumOf, weightedSum } from "#numerics/compensated-sum.ts";
import { erfc } from "#numerics/error-function.ts";

/** The distance [1] of a row of probabilities, divided by their total; undefined while all is at one site. */
export function normalDistance(p: Float64Array): number | undefined {
  const total = sumOf(p);
  const sites = p.map((_, i) => i);
  const mean = weightedSum(p, sites) / total;
  const squares = sites.map((i) => (i - mean) * (i - mean));
  const width = Math.sqrt((2 * weightedSum(p, squares)) / total); // √2 s
  if (!(width > 0)) return undefined;
  let [sum, distance] = [0, 0];
  for (let i = 0; i < p.length; i++) {
    const normal = 0.5 * erfc((mean - i) / width);
    const before = Math.abs(sum / total - normal);
    sum += p[i];
    distance = Math.max(distance, before, Math.abs(sum / total - normal));
  }
  return distance;
}
