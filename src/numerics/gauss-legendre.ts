/**
 * Gauss-Legendre rules: the n points of [-1, 1] that integrate every polynomial of degree 2n - 1 exactly.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { cos } from "./elementary.ts";

/** Points in (-1, 1), ascending, and their weights, which add up to 2. */
export interface GaussRule {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The rule of n points: the zeros of the Legendre polynomial P_n by Newton's steps, weights 2 / ((1 - x²) P_n'(x)²).
 *
 * @throws DomainError if n is not a whole number from 1 to 1000.
 */
export function gaussLegendre(n: number): GaussRule {
  if (!(n >= 1 && n <= 1000 && Math.floor(n) === n)) throw new DomainError("n", n, "a rule has 1 to 1000 points");
  const points = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < Math.ceil(n / 2); i++) {
    let x = 2 * i + 1 === n ? 0 : cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 6; step++) {
      let previous = 1;
      let value = x;
      for (let k = 2; k <= n; k++) {
        const next = ((2 * k - 1) * x * value - (k - 1) * previous) / k;
        previous = value;
        value = next;
      }
      slope = (n * (previous - x * value)) / (1 - x * x);
      if (x !== 0) x -= value / slope;
    }
    points[i] = -x;
    points[n - 1 - i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
    weights[n - 1 - i] = weights[i];
  }
  return { points, weights };
}
