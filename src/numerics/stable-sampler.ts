/**
 * Random numbers of the symmetric alpha-stable law of scale 1: characteristic function e^(-|k|^a), 0 < a <= 2.
 *
 *     X = sin(a V) / cos(V)^(1/a)  ·  [cos((1 - a) V) / W]^((1 - a)/a),    V even on (-π/2, π/2),  W exponential
 *
 * (Chambers, Mallows and Stuck). a = 1 is tan V, the Cauchy law; for a = 2 the formula would be the Box-Muller one, and
 * √2 times a normal number is drawn instead. Angles are counted from the nearer end of (-π/2, π/2), so that the small
 * cosines that make the far tail keep their relative accuracy. A sum of n such numbers is n^(1/a) times one of them, in
 * law.
 *
 * Four words of the stream a draw, two for a = 1 and a = 2, always.
 *
 * @see J. M. Chambers, C. L. Mallows and B. W. Stuck, J. Am. Stat. Assoc. 71, 340 (1976),
 * doi:10.1080/01621459.1976.10480344 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { exp, log, sin, tan } from "./elementary.ts";
import type { RandomStream } from "./random-stream.ts";

/**
 * A drawer of stable numbers of an index. They are infinite where they exceed the largest double, which for a < 0.05
 * happens often.
 *
 * @throws DomainError if the index is not above 0 and at most 2.
 */
export function makeStableSampler(index: number): (stream: RandomStream) => number {
  if (!(index > 0 && index <= 2)) throw new DomainError("index", index, "a stable index is above 0 and at most 2");
  if (index === 1) return (stream) => cauchy(stream.uniform());
  if (index === 2) return (stream) => Math.SQRT2 * stream.normal();
  return (stream) => {
    const u = stream.uniform();
    return stableFrom(index, u, stream.uniform());
  };
}

/** tan(π(u - ½)), by the angle to the nearer end. */
function cauchy(u: number): number {
  return u < 0.5 ? -1 / tan(Math.PI * u) : u > 0.5 ? 1 / tan(Math.PI * (1 - u)) : 0;
}

/**
 * The stable number of two uniform numbers inside (0, 1): V = π(u - ½), W = -ln w. Odd about u = ½.
 *
 * With d = π/2 - |V| the cosines and sines are those of small angles: cos V = sin d,
 * sin(a|V|) = sin((2 - a)π/2 + a d), cos((1 - a)V) = sin(π/2 - |1 - a|(π/2 - d)).
 */
export function stableFrom(a: number, u: number, w: number): number {
  const nearer = Math.min(u, 1 - u);
  const d = Math.PI * nearer;
  const half = Math.PI / 2;
  const sine = a > 1 ? sin((2 - a) * half + a * d) : sin(a * (half - d));
  if (!(sine > 0)) return 0;
  const turned = a > 1 ? (2 - a) * half + (a - 1) * d : a * half + (1 - a) * d;
  const size = sine * exp(((1 - a) * log(sin(turned) / -log(w)) - log(sin(d))) / a);
  return u < 0.5 ? -size : size;
}
