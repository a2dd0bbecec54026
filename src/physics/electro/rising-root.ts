/**
 * The root of a function that rises on the whole line, such as the current in the voltage or the charge in the logarithm
 * of a Donnan ratio: the bracket is doubled until it holds the root.
 *
 * @see R. P. Brent, Algorithms for Minimization without Derivatives (1973), chapter 4 (not opened)
 * @module
 */

import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { rootIn } from "#numerics/root.ts";

/**
 * The x with f(x) = 0 [unit of x], f rising; the first bracket is 0 to 1 or 0 to -1.
 *
 * @throws NumericalFailure if f does not change sign for |x| < 2^60.
 */
export function risingRoot(f: (x: number) => number, what: string): number {
  const middle = f(0);
  if (middle === 0) return 0;
  const direction = middle < 0 ? 1 : -1;
  let near = 0;
  for (let far = direction; Math.abs(far) < 1.2e18; far *= 2) {
    const value = f(far);
    if (value === 0 || value > 0 === direction > 0) return rootIn(f, near, far);
    near = far;
  }
  throw new NumericalFailure(what, `no change of sign up to ${near}`, "Look for an ion that has no other side.");
}
