/**
 * Hotelling's T²: is the mean of several correlated outputs what it should be?
 *
 *     T² = n (x̄ - μ)ᵀ S⁻¹ (x̄ - μ),    T² (n - k) / (k (n - 1)) ~ F(k, n - k)
 *
 * n independent batches of k outputs each, S their sample covariance. Exact for normal outputs; batch means of many
 * walkers are normal enough. With k = 1 it is Student's t test.
 *
 * @see H. Hotelling, Ann. Math. Stat. 2, 360 (1931), doi:10.1214/aoms/1177732979 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";
import { linearSolveSmall } from "./cholesky.ts";
import { fisherTail } from "./gamma-function.ts";

/** Independent batches of the same k outputs, and what their mean should be. */
export interface BatchedOutputs {
  /** n arrays of k values. */
  readonly batches: readonly ReadonlyFloat64Array[];
  /** μ, k values. */
  readonly expected: ReadonlyFloat64Array;
}

/**
 * T² and p, the probability of a T² at least as large when the means are as expected.
 *
 * @throws DomainError if there are not more batches than outputs, or their lengths differ.
 * @throws NumericalFailure if an output does not vary between batches, or follows from the others.
 */
export function hotellingT2({ batches, expected }: BatchedOutputs): { readonly t2: number; readonly p: number } {
  const n = batches.length;
  const k = expected.length;
  if (k === 0) throw new DomainError("number of outputs", k, "a comparison needs at least one output");
  if (n <= k) throw new DomainError("number of batches", n, `${k} outputs need at least ${k + 1} batches`);
  const difference = new Float64Array(k);
  const covariance = new Float64Array(k * k);
  for (const batch of batches) {
    if (batch.length !== k) throw new DomainError("length of a batch", batch.length, `each batch has ${k} outputs`);
    for (let i = 0; i < k; i++) difference[i] += (batch[i] - expected[i]) / n;
  }
  for (const batch of batches) {
    for (let i = 0; i < k; i++) {
      const deviation = batch[i] - expected[i] - difference[i];
      for (let j = 0; j <= i; j++)
        covariance[i * k + j] += (deviation * (batch[j] - expected[j] - difference[j])) / (n - 1);
    }
  }
  const weighted = linearSolveSmall(covariance, difference);
  let t2 = 0;
  for (let i = 0; i < k; i++) t2 += n * difference[i] * weighted[i];
  return { t2, p: fisherTail((t2 * (n - k)) / (k * (n - 1)), k, n - k) };
}
