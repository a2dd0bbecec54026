/**
 * The quantile of a law on sites.
 *
 * @module
 */

import { sumOf } from "#numerics/compensated-sum.ts";

/**
 * Index of the first site up to which the walker is with probability q, of those still there; 0 where nobody is.
 *
 * A site that fills the probability exactly has filled it, whatever the sum rounds off: at most 1e-14 of it a site.
 */
export function siteQuantile(p: Float64Array, q: number): number {
  const wanted = q * sumOf(p) * (1 - 1e-14 * p.length);
  let [i, sum] = [0, p[0]];
  while (sum < wanted && i + 1 < p.length) sum += p[++i];
  return i;
}
