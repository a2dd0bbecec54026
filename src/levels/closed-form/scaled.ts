/**
 * Positive numbers kept as m e^s, so that a sum over barriers of a thousand kT neither overflows nor loses its digits.
 *
 * @module
 */

import { exp, expm1 } from "#numerics/elementary.ts";

/** m e^log, with m >= 0 [the unit of m]. */
export interface Scaled {
  readonly m: number;
  readonly log: number;
}

/** The scaled zero. */
export const NOTHING: Scaled = { m: 0, log: 0 };

/** A plain number as a scaled one. */
export function scaled(m: number, log = 0): Scaled {
  return { m, log };
}

/** a + b, in units of the larger of both. */
export function plus(a: Scaled, b: Scaled): Scaled {
  if (a.m === 0) return b;
  if (b.m === 0) return a;
  if (a.log === b.log) return { m: a.m + b.m, log: a.log };
  const [high, low] = a.log > b.log ? [a, b] : [b, a];
  return { m: high.m + low.m * exp(low.log - high.log), log: high.log };
}

/** a b. */
export function times(a: Scaled, b: Scaled): Scaled {
  return { m: a.m * b.m, log: a.log + b.log };
}

/** a / b as a plain number; Infinity or 0 beyond what one can hold. */
export function ratio(a: Scaled, b: Scaled): number {
  return (a.m / b.m) * exp(a.log - b.log);
}

/** e^z. */
export function exponential(z: number): Scaled {
  return z > 1 ? { m: 1, log: z } : { m: exp(z), log: 0 };
}

/** (e^z - 1) / z, the mean of e^y over y from 0 to z. */
export function meanExponential(z: number): Scaled {
  if (z === 0) return { m: 1, log: 0 };
  return z > 1 ? { m: -expm1(-z) / z, log: z } : { m: expm1(z) / z, log: 0 };
}

/** (e^z - 1 - z) / z^2, by its series where the difference would lose digits. */
export function secondExponential(z: number): Scaled {
  if (z >= 1) return { m: (-expm1(-z) - z * exp(-z)) / (z * z), log: z };
  if (z <= -1) return { m: (expm1(z) - z) / (z * z), log: 0 };
  let [sum, term] = [0, 0.5];
  for (let n = 3; Math.abs(term) > 1e-18; n++) {
    sum += term;
    term *= z / n;
  }
  return { m: sum, log: 0 };
}
