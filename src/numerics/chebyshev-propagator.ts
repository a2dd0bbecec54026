/**
 * e^(-A t) v for a symmetric A with eigenvalues between 0 and R, at several times in one sweep.
 *
 *     e^(-At) = Σ_k c_k T_k(1 - 2A/R),    c_0 = e^-z I_0(z), c_k = 2 e^-z I_k(z),    z = R t / 2
 *
 * T_k are Chebyshev polynomials, by their recursion. What is left out is below 1e-16 of |v|; it takes some √(74 z)
 * products with A, where steps of a Poisson clock would take z or more. Terms change sign, so that values are good to
 * 1e-15 of the largest at the start, not of themselves.
 *
 * @module
 */

import { scaledBesselISequence } from "./bessel.ts";

/** Sum of the coefficients left out [1]. */
const LEFT_OUT = 1e-17;

/**
 * The vectors e^(-A t) v for each of the times.
 *
 * @param product writes A u into out
 * @param bound   R, at least the largest eigenvalue of A [s^-1]
 * @param times   not negative [s]
 */
export function* propagated(
  product: (out: Float64Array, u: Float64Array) => void,
  bound: number,
  v: Float64Array,
  times: readonly number[],
): Generator<number, Float64Array[]> {
  const coefficients = times.map((time) => coefficientsOf(0.5 * bound * time));
  const results = times.map(() => new Float64Array(v.length));
  const last = Math.max(0, ...coefficients.map(({ length }) => length - 1));
  const scratch = new Float64Array(v.length);
  let before = new Float64Array(v.length);
  let now = v.slice();
  for (let k = 0; k <= last; k++) {
    for (const [i, c] of coefficients.entries()) {
      if (k >= c.length) continue;
      const out = results[i] as Float64Array;
      const weight = c[k];
      for (let j = 0; j < out.length; j++) out[j] += weight * now[j];
    }
    if (k === last) break;
    product(scratch, now);
    const twice = k === 0 ? 1 : 2;
    for (let j = 0; j < now.length; j++) {
      const shifted = now[j] - (2 * scratch[j]) / bound;
      before[j] = twice * shifted - (k === 0 ? 0 : before[j]);
    }
    [before, now] = [now, before];
    yield (k + 1) / last;
  }
  return results;
}

function coefficientsOf(z: number): Float64Array {
  // e^-z I_k(z) falls at least as fast as e^(-k²/2z) until it falls faster: 9 √z orders, and a few where z is small.
  const sequence = scaledBesselISequence(Math.ceil(9.5 * Math.sqrt(z) + 40), z);
  let [count, rest] = [sequence.length, 0];
  while (count > 1) {
    rest += 2 * sequence[count - 1];
    if (rest > LEFT_OUT) break;
    count--;
  }
  return Float64Array.from({ length: count }, (_, k) => (k === 0 ? 1 : 2) * sequence[k]);
}
