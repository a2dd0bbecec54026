/**
 * Sums that do not lose small terms among large ones.
 *
 * Neumaier's form of Kahan summation: what each addition rounds off is collected and added at the end, so the error is
 * about one ulp of the result plus n ε² Σ|x|, whatever the order of the terms. Always in index order: the same bits.
 *
 * @see A. Neumaier, Z. Angew. Math. Mech. 54, 39 (1974), doi:10.1002/zamm.19740540106 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";

/** Σ x_i; 0 for an empty array. Infinities and NaN come out as a plain sum gives them. */
export function sumOf(values: ReadonlyFloat64Array): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i];
    const next = sum + x;
    lost += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
    sum = next;
  }
  return finish(sum, lost);
}

/** Σ x_i / n. @throws DomainError for an empty array. */
export function meanOf(values: ReadonlyFloat64Array): number {
  if (values.length === 0) throw new DomainError("number of values", 0, "a mean needs at least one value");
  return sumOf(values) / values.length;
}

/** Σ w_i x_i; the products are rounded, the sum is compensated. @throws DomainError if the lengths differ. */
export function weightedSum(weights: ReadonlyFloat64Array, values: ReadonlyFloat64Array): number {
  if (weights.length !== values.length)
    throw new DomainError("number of weights", weights.length, `one weight for each of ${values.length} values`);
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const x = weights[i] * values[i];
    const next = sum + x;
    lost += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
    sum = next;
  }
  return finish(sum, lost);
}

/** An infinite sum has lost NaN: there the plain sum is the answer. */
function finish(sum: number, lost: number): number {
  return Number.isFinite(sum) ? sum + lost : sum;
}
