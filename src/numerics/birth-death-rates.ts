/**
 * Relaxation rates of a row of states with hops between neighbours: eigenvalues of minus its generator.
 *
 * The generator is similar to a symmetric matrix -L D L^T whose pivots are sums of positive numbers,
 *
 *     D_i = up_i + r_i,    r_i = loss_i + down_i r_{i-1} / D_{i-1},
 *
 * and Sylvester's law counts the eigenvalues below λ as the negative pivots of L D L^T - λ. The shifted pivots follow
 * from the unshifted ones (the stationary quotient-difference transform), so that even a rate of e^-50 of the fastest
 * hop comes out to a few units of the last digit: nothing large is subtracted from anything large.
 *
 * @see I. S. Dhillon and B. N. Parlett, Linear Algebra Appl. 387, 1 (2004), doi:10.1016/j.laa.2003.12.028 (not opened)
 * @module
 */

import type { ReadonlyFloat64Array } from "#units/flavour.ts";

/** A row of states. */
export interface BirthDeathChain {
  /** Rate from each state to the next; that of the last state is not looked at [s^-1]. */
  readonly up: ReadonlyFloat64Array;
  /** Rate from each state to the one before; that of the first is not looked at [s^-1]. */
  readonly down: ReadonlyFloat64Array;
  /** Rate at which each state is left for good [s^-1]. */
  readonly loss: ReadonlyFloat64Array;
}

/** How many of the relaxation rates lie below λ, with multiplicity; λ > 0 [s^-1]. */
export function ratesBelow({ up, down, loss }: BirthDeathChain, lambda: number): number {
  const last = up.length - 1;
  let count = 0;
  let left = 0; // r of the state
  let shift = -lambda; // what the shift has made of the pivot
  let pivot = 0;
  let shifted = 0;
  for (let i = 0; i <= last; i++) {
    const back = i > 0 ? down[i] : 0;
    if (back > 0) {
      shift = ((back * up[i - 1]) / pivot) * (shift / shifted) - lambda;
      left = loss[i] + (back * left) / pivot;
    } else {
      shift = -lambda;
      left = loss[i];
    }
    const ahead = i < last ? up[i] : 0;
    pivot = ahead + left;
    shifted = shift + pivot;
    if (shifted === 0) shifted = -Number.MIN_VALUE;
    if (shifted < 0) count++;
    // A state that nothing leaves onward: the next one begins a part of its own.
    if (pivot === 0) pivot = Number.POSITIVE_INFINITY;
  }
  return count;
}

/** Smallest rate below which nothing is looked for, relative to the fastest: what lies below counts as no rate. */
const LEAST = 1e-290;

/**
 * The smallest rate above zero [s^-1]; undefined if there is none. Where states fall apart into closed parts, each has a
 * rate of zero of its own, and all of these are passed over.
 */
export function slowestRate(chain: BirthDeathChain): number | undefined {
  const { up, down, loss } = chain;
  const { length } = up;
  let fastest = 0;
  for (let i = 0; i < length; i++)
    fastest = Math.max(fastest, (i < length - 1 ? up[i] : 0) + (i > 0 ? down[i] : 0) + loss[i]);
  let high = 2 * fastest * (1 + 1e-12);
  let low = LEAST * fastest;
  const still = ratesBelow(chain, low);
  if (!(fastest > 0) || ratesBelow(chain, high) === still) return undefined;
  while (high > 2 * low) {
    const middle = Math.sqrt(low) * Math.sqrt(high);
    if (ratesBelow(chain, middle) > still) high = middle;
    else low = middle;
  }
  for (;;) {
    const middle = 0.5 * (low + high);
    if (!(middle > low && middle < high)) return high;
    if (ratesBelow(chain, middle) > still) high = middle;
    else low = middle;
  }
}

/** The largest rate [s^-1]. */
export function fastestRate(chain: BirthDeathChain): number {
  const { up, down, loss } = chain;
  const { length } = up;
  let bound = 0;
  for (let i = 0; i < length; i++)
    bound = Math.max(bound, (i < length - 1 ? up[i] : 0) + (i > 0 ? down[i] : 0) + loss[i]);
  let [low, high] = [0, 2 * bound * (1 + 1e-12)];
  for (;;) {
    const middle = 0.5 * (low + high);
    if (!(middle > low && middle < high)) return high;
    if (ratesBelow(chain, middle) === length) high = middle;
    else low = middle;
  }
}
