/**
 * The logarithmic mean: what the mean concentration is where a concentration is linear and the field inverse to it.
 *
 *     M(a, b) = (a - b) / ln(a/b),    M(a, a) = a,    between the geometric and the arithmetic mean
 *
 * @see M. Planck, Ann. Phys. 275, 161 (1890), doi:10.1002/andp.18902750202, where it appears (not opened)
 * @module
 */

import { log, log1p } from "#numerics/elementary.ts";

/** M(a, b) of two numbers that are not negative [as they]; 0 if one is 0. Holds its digits where they are near each other. */
export function logarithmicMean(a: number, b: number): number {
  if (a === b) return a;
  const ratio = (a - b) / b;
  // far apart, a/b may be too small or too large for the ratio
  return (a - b) / (Math.abs(ratio) < 0.5 ? log1p(ratio) : log(a) - log(b));
}
