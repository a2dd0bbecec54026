/**
 * Random whole numbers of the symmetric power law p(k) = |k|^(-1-a) / (2 ζ(1 + a)), k = ±1, ±2 ...
 *
 * By inversion: one uniform number u gives the sign and the k with Q(k) < u <= Q(k - 1), where Q(k) = P(|K| > k)
 * = ζ(1 + a, k + 1) / ζ(1 + a). Up to 256 the Q(k) stand in a table; beyond, Euler and Maclaurin around the middles of
 * the integers,
 *
 *     a ζ(1+a) Q(k) = x^-a [1 - a s/(24 x²) + 7 a s(s+1)(s+2)/(5760 x^4) - ...],   x = k + ½,  s = 1 + a,
 *
 * is solved for x, of which the leading order is y = (a ζ u)^(-1/a): the place of a boundary errs by less than 1e-11.
 *
 * Two words of the stream a draw, always. Beyond 2^53 not every whole number is a double; |k| is infinite where it
 * exceeds the largest double, which for a > 0.06 never happens.
 *
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { pow } from "./elementary.ts";
import type { RandomStream } from "./random-stream.ts";
import { hurwitzZeta, riemannZeta } from "./zeta.ts";

const TABLED = 256;

/**
 * A drawer of power-law numbers of an index a > 0.
 *
 * @throws DomainError if the index is not positive.
 */
export function makeZipfSampler(index: number): (stream: RandomStream) => number {
  const size = makeZipfInverse(index);
  return (stream) => {
    const u = stream.uniform();
    return u < 0.5 ? -size(2 * u) : size(2 * (1 - u));
  };
}

/** |k| as a function of the probability u in (0, 1] of exceeding it: falls from far to 1 as u rises. */
export function makeZipfInverse(index: number): (u: number) => number {
  if (!(index > 0)) throw new DomainError("index", index, "a power-law index is positive");
  const total = riemannZeta(1 + index);
  const beyond = Float64Array.from({ length: TABLED }, (_, k) => hurwitzZeta(1 + index, k + 1) / total);
  const scale = index * total;
  const s = 1 + index;
  const second = s / 24;
  const fourth = (7 * s * (s + 1) * (s + 2)) / 5760 + ((1 - index) * s * s) / 1152;
  return (u) => {
    if (u <= beyond[TABLED - 1]) {
      const y = pow(scale * u, -1 / index);
      if (!(y < 1e8)) return Math.floor(y + 0.5);
      const z = y - second / y;
      return Math.floor(y + (y / (z * z)) * (fourth / (z * z) - second) + 0.5);
    }
    let [low, high] = [1, TABLED - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (beyond[middle] < u) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
