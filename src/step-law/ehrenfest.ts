/**
 * Ehrenfest's urns, seen as a walk whose bias grows in proportion to the distance from a centre.
 *
 * N balls in two urns; at each tick one of them, chosen evenly, changes urns. With k balls in the right urn a step to the
 * right has the probability 1 - k/N: linear in the place. The walker stands at (k - N/2) l from the centre.
 *
 *     mean        y0 (1 - 2/N)^n                                                      y = k - N/2
 *     variance    (N/4) [1 - (1 - 4/N)^n] + y0² [(1 - 4/N)^n - (1 - 2/N)^2n]
 *     at rest     binomial (N, ½)
 *
 * A product of r spins (+1 for a ball on the right) decays as (1 - 2r/N)^n; moments of their sum S = 2y follow:
 *
 *     <S³> = (3N - 2) N e1 + N(N-1)(N-2) e3,    <S⁴> = 3N² - 2N + (6N - 8) N(N-1) e2 + N(N-1)(N-2)(N-3) e4
 *
 * with e_r the mean product of r different spins.
 *
 * @see P. and T. Ehrenfest, Phys. Z. 8, 311 (1907) (not opened)
 * @see M. Kac, Am. Math. Mon. 54, 369 (1947), doi:10.2307/2304386 (not opened)
 * @module
 */

import { powInteger } from "#numerics/elementary.ts";
import type { Length } from "#units/flavour.ts";
import type { SiteChain } from "./site-chain.ts";

/** Balls in two urns. */
export interface Urns {
  readonly balls: number;
  /** Balls on the right at the start. */
  readonly right: number;
  /** Where the walker stands when both urns hold the same [m]. */
  readonly centre: Length;
  readonly spacing: Length;
}

/** How far a probability may be from the straight line: what rounding of places leaves. */
const ROUNDING = 1e-9;

/** The urns that a chain of sites is; undefined if it is none. */
export function urnsOf(chain: SiteChain): Urns | undefined {
  const { right, left, start, coordinate, spacing, absorbs } = chain;
  if (absorbs.left || absorbs.right || right.length < 3) return undefined;
  const before = start > 0 ? start - 1 : start;
  const after = start < right.length - 1 ? start + 1 : start;
  const slope = (right[before] - right[after]) / (after - before);
  const balls = Math.round(1 / slope);
  if (!(balls >= 2 && Math.abs(1 / slope - balls) < 1e-6 * balls)) return undefined;
  const held = Math.round(balls * (1 - right[start]));
  const isLinear = right.every((p, i) => {
    const k = held + i - start;
    return Math.abs(p - (1 - k / balls)) < ROUNDING && Math.abs(left[i] - k / balls) < ROUNDING;
  });
  if (!isLinear) return undefined;
  return { balls, right: held, centre: coordinate[start] - (held - balls / 2) * spacing, spacing };
}

/** Central moments of the place after n ticks, in sites from the centre: the mean, then the second to the fourth. */
export interface UrnMoments {
  readonly mean: number;
  readonly variance: number;
  readonly third: number;
  readonly fourth: number;
}

/** Moments after n ticks; at rest for n infinite, where the mean over two successive ticks is meant. */
export function urnMoments({ balls: N, right }: Urns, n: number): UrnMoments {
  const y = right - N / 2;
  const decay = (r: number) => (n === Number.POSITIVE_INFINITY ? 0 : powInteger(1 - (2 * r) / N, n));
  const [d1, d2] = [decay(1), decay(2)];
  const mean = y * d1;
  const variance = (N / 4) * (1 - d2) + y * y * (d2 - d1 * d1);
  const S = 2 * y;
  const pairs = N * (N - 1);
  const triples = pairs * (N - 2);
  // sums over ordered sets of different spins: what they were, times their decay
  const e1 = S * d1;
  const e2 = (S * S - N) * d2;
  const e3 = triples > 0 ? (S * S * S - (3 * N - 2) * S) * decay(3) : 0;
  const e4 = triples * (N - 3) > 0 ? (S * S * S * S - (6 * N - 8) * (S * S - N) - N * (3 * N - 2)) * decay(4) : 0;
  const third = ((3 * N - 2) * e1 + e3) / 8;
  const second = (N + e2) / 4;
  const fourth = (N * (3 * N - 2) + (6 * N - 8) * e2 + e4) / 16;
  return {
    mean,
    variance,
    third: third - 3 * mean * second + 2 * mean * mean * mean,
    fourth: fourth - 4 * mean * third + 6 * mean * mean * second - 3 * mean * mean * mean * mean,
  };
}
