/**
 * Transformed rejection with squeeze: whole numbers from a single-humped law of mean 10 or more, at a cost that does not
 * grow with the mean.
 *
 *     k = floor( (2a / us + b) u + centre ),   u uniform in (-½, ½), us = ½ - |u|, v uniform in (0, 1)
 *     take k at once           if us >= 0.07 and v <= squeeze
 *     else take k              if v α / (a/us² + b) <= P(k) / P(mode)
 *
 * The constants are those of BTRS for the binomial law; with p = 0 they serve the Poisson law, its limit. (Those
 * published for the Poisson law alone, PTRS, let P(k) rise over the hat by up to 0.5 %, so they are not exact.) That the
 * hat covers and the squeeze is covered, which is all that exactness needs, is checked by a test without sampling.
 *
 * @see W. Hörmann, J. Stat. Comput. Simul. 46, 101 (1993), doi:10.1080/00949659308811496 (not opened)
 * @module
 */

import { log } from "./elementary.ts";
import type { RandomStream } from "./random-stream.ts";

/** Smallest mean for which the hat is known to cover. */
export const REJECTION_FROM = 10;

/** The hat over a law: see the formula at the head of the file. */
export interface RejectionHat {
  readonly a: number;
  readonly b: number;
  readonly alpha: number;
  readonly centre: number;
  readonly squeeze: number;
}

/** The hat for a binomial law of success probability p <= ½, or (p = 0) a Poisson law. */
export function rejectionHat(mean: number, standardDeviation: number, p: number): RejectionHat {
  const b = 1.15 + 2.53 * standardDeviation;
  return {
    a: -0.0873 + 0.0248 * b + 0.01 * p,
    b,
    alpha: (2.83 + 5.1 / b) * standardDeviation,
    centre: mean + 0.5,
    squeeze: 0.92 - 4.2 / b,
  };
}

/** A whole number from 0 to `largest` drawn from the law whose ln(P(k) / P(mode)) is given. */
export function byRejection(
  stream: RandomStream,
  { a, b, alpha, centre, squeeze }: RejectionHat,
  largest: number,
  logRatio: (k: number) => number,
): number {
  for (;;) {
    const u = stream.uniform() - 0.5;
    const v = stream.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + centre);
    if (us >= 0.07 && v <= squeeze) return k;
    if (!(k >= 0 && k <= largest)) continue; // also when us = 0, which makes k infinite
    if (log((v * alpha) / (a / (us * us) + b)) <= logRatio(k)) return k;
  }
}
