/**
 * Modified Bessel functions I_n: the law of a continuous-time walk on a lattice.
 *
 * After a mean number x of jumps, half of them each way, the walker is n sites from its start with probability
 * e^{-x} I_n(x). The whole sequence comes from Miller's downward recurrence,
 *
 *     I_{n-1} = I_{n+1} + (2n/x) I_n,
 *
 * begun where I_n is negligible and normalised by e^{-x} (I_0 + 2 I_1 + 2 I_2 + ...) = 1. All terms are positive:
 * nothing cancels.
 *
 * @see J. C. P. Miller, in Bessel Functions, Part II, Mathematical Tables X (1952) (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { POWER_BIAS, POWER_OF_TWO } from "./elementary/bits.ts";
import { exp } from "./elementary.ts";

/** I_0(x). Relative error at most 2e-15. */
export function besselI0(x: number): number {
  return growing(0, Math.abs(x));
}

/** I_1(x), odd in x. Relative error at most 2e-15. */
export function besselI1(x: number): number {
  const value = growing(1, Math.abs(x));
  return x < 0 ? -value : value;
}

const LARGE = 30;
const SHRINK = POWER_OF_TWO[POWER_BIAS - 300];

function growing(order: 0 | 1, x: number): number {
  if (!(x > LARGE)) return series(order, x);
  if (x === Number.POSITIVE_INFINITY) return x;
  const half = exp(0.5 * x); // in two halves: e^x alone overflows first
  return half * hankel(order, x) * half;
}

/** The power series, for order 0 or 1. */
function series(order: 0 | 1, x: number): number {
  const square = 0.25 * x * x;
  let term = 1;
  let sum = 1;
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= square / (k * (k + order));
    sum += term;
  }
  return order === 0 ? sum : 0.5 * x * sum;
}

/** e^{-x} I_n(x) by the asymptotic series, for x > max(30, n²): its terms fall until they are below 1e-17. */
function hankel(order: number, x: number): number {
  const mu = 4 * order * order;
  let term = 1;
  let sum = 1;
  for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && k < 100; k++) {
    const odd = 2 * k - 1;
    term *= (odd * odd - mu) / (8 * k * x);
    sum += term;
  }
  return sum / Math.sqrt(2 * Math.PI * x);
}

/**
 * e^{-|x|} I_n(x) for a whole order n of either sign. Relative error at most 1e-14.
 *
 * @throws DomainError if the order is not a whole number, or x is infinite.
 */
export function scaledBesselI(order: number, x: number): number {
  const n = Math.abs(order);
  check(n, x);
  const size = Math.abs(x);
  const value = size > LARGE && size > n * n ? hankel(n, size) : scaledBesselISequence(n, size)[n];
  return x < 0 && n % 2 === 1 ? -value : value;
}

/**
 * e^{-|x|} I_n(x) for n from 0 to maxOrder. Relative error at most 1e-14.
 *
 * @throws DomainError if maxOrder is not a whole number of at least 0, or x is infinite.
 */
export function scaledBesselISequence(maxOrder: number, x: number): Float64Array {
  check(maxOrder, x);
  if (!(maxOrder >= 0)) throw new DomainError("maxOrder", maxOrder, "an order to end at must be at least 0");
  const out = new Float64Array(maxOrder + 1);
  const size = Math.abs(x);
  if (!(size > 1e-100)) {
    // The leading term (x/2)^n / n! is all that shows.
    out[0] = Number.isNaN(x) ? x : 1;
    for (let n = 1; n <= maxOrder; n++) out[n] = out[n - 1] * ((0.5 * x) / n);
    return out;
  }

  // Where to begin: the other solution of the recurrence grows as fast as I_n falls.
  let start = maxOrder;
  for (let previous = 0, p = 1; p < 1e19 && start < maxOrder + 1e7; start++) {
    const next = previous + ((2 * (start + 1)) / size) * p;
    previous = p;
    p = next;
  }

  let above = 0;
  let value = 1;
  let sum = 0; // I_1 + I_2 + ... so far
  for (let n = start; n >= 0; n--) {
    // value stands for I_n
    if (n <= maxOrder) out[n] = value;
    if (n === 0) break;
    sum += value;
    const below = above + ((2 * n) / size) * value;
    above = value;
    value = below;
    if (value > 1e90) {
      above *= SHRINK;
      value *= SHRINK;
      sum *= SHRINK;
      for (let i = n; i <= maxOrder; i++) out[i] *= SHRINK;
    }
  }
  const total = value + 2 * sum;
  for (let n = 0; n <= maxOrder; n++) out[n] /= total;
  if (x < 0) for (let n = 1; n <= maxOrder; n += 2) out[n] = -out[n];
  return out;
}

function check(order: number, x: number): void {
  if (Math.floor(order) !== order || Math.abs(order) > 1e8)
    throw new DomainError("order", order, "the order of these Bessel functions is a whole number");
  if (Math.abs(x) === Number.POSITIVE_INFINITY)
    throw new DomainError("x", x, "a Bessel function needs a finite argument");
}
