/**
 * A root between two points where a function has opposite signs, by Brent's method.
 *
 * Each step is an inverse quadratic or a secant step where that is trusted, and a bisection where not, so that it
 * never takes more than the square of the steps of bisection, and seldom more than ten.
 *
 * @see R. P. Brent, Algorithms for Minimization without Derivatives (1973), chapter 4 (not opened)
 * @module
 */

import { NumericalFailure } from "./numerical-failure.ts";

/** How near the root must be. */
export interface RootOptions {
  /** Largest half-width of the last bracket, relative to the root; at least 4e-16, which is the default. */
  readonly relative?: number;
}

/**
 * The x between a and b where f changes sign.
 *
 * @throws NumericalFailure if f(a) and f(b) have one sign, or f gives NaN.
 */
export function rootIn(f: (x: number) => number, a: number, b: number, options: RootOptions = {}): number {
  const relative = Math.max(options.relative ?? 0, 4e-16);
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa < 0 !== fb < 0) || Number.isNaN(fa) || Number.isNaN(fb))
    throw new NumericalFailure(
      `root between ${a} and ${b}`,
      `the function is ${fa} at one end and ${fb} at the other`,
      "Choose ends where it has opposite signs.",
    );
  // b is the best point so far, c the end across the root, a the b before.
  let c = a;
  let fc = fa;
  let last = b - a; // the step before last, and the last one
  let step = last;
  for (let count = 0; count < 2000; count++) {
    if (Math.abs(fc) < Math.abs(fb)) {
      a = b;
      b = c;
      c = a;
      fa = fb;
      fb = fc;
      fc = fa;
    }
    const near = 0.5 * relative * Math.abs(b) + Number.MIN_VALUE;
    const half = 0.5 * (c - b);
    if (Math.abs(half) <= near || fb === 0) return b;
    if (Math.abs(last) < near || Math.abs(fa) <= Math.abs(fb)) {
      last = half;
      step = half;
    } else {
      const s = fb / fa;
      let p = 2 * half * s;
      let q = 1 - s;
      if (a !== c) {
        const r = fa / fc;
        const t = fb / fc;
        p = s * (2 * half * r * (r - t) - (b - a) * (t - 1));
        q = (r - 1) * (t - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      else p = -p;
      if (2 * p < Math.min(3 * half * q - Math.abs(near * q), Math.abs(last * q))) {
        last = step;
        step = p / q;
      } else {
        last = half;
        step = half;
      }
    }
    a = b;
    fa = fb;
    b += Math.abs(step) > near ? step : half > 0 ? near : -near;
    fb = f(b);
    if (Number.isNaN(fb))
      throw new NumericalFailure(
        `root near ${b}`,
        "the function is NaN there",
        "Narrow the bracket to where it is defined.",
      );
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
      last = b - a;
      step = last;
    }
  }
  throw new NumericalFailure(`root near ${b}`, "no convergence in 2000 steps", "Ask for a larger relative error.");
}
