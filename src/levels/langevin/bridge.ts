/**
 * What a Brownian path did between two points that are known: its lowest point, and when it first reached a level.
 *
 * Brownian motion of unit diffusivity (variance 2 t), from a to b in the time h. Given both ends the path does not
 * depend on a constant drift, so the laws hold with it too:
 *
 *     P(lowest < m) = exp(-(a - m)(b - m) / h),    lowest = [ a + b - sqrt((b - a)² - 4 h ln U) ] / 2
 *     first passage of a level that was reached:    τ = h s / (1 + s),  s inverse Gaussian of mean α/β, shape α²/2h,
 *     α and β the distances of a and b from the level.
 *
 * By Lévy and Skorokhod the lowest point below 0 of the free path is the local time at 0 of the reflected one: that
 * makes reflecting, partially absorbing and permeable planes exact for a constant drift.
 *
 * @see J. R. Michael, W. R. Schucany and R. W. Haas, Am. Stat. 30, 88 (1976), doi:10.2307/2683801 (not opened)
 * @see A. Lejay, Ann. Appl. Probab. 26, 1727 (2016), doi:10.1214/15-AAP1131 (abstract and introduction opened)
 * @module
 */

import { log } from "#numerics/elementary.ts";

/**
 * The lowest point of the path, from a uniform number.
 *
 * @param start   a
 * @param end     b
 * @param time    h, in units of length²
 * @param uniform in (0, 1)
 */
export function lowestPoint(start: number, end: number, time: number, uniform: number): number {
  const rise = end - start;
  return 0.5 * (start + end - Math.sqrt(rise * rise - 4 * time * log(uniform)));
}

/**
 * When a path that reached a level in the time h did so first.
 *
 * @param before  distance α of the start from the level, positive
 * @param after   distance β of the end from the level, on either side
 * @param time    h
 * @param normal  a standard normal number
 * @param uniform in (0, 1)
 */
export function firstPassage(before: number, after: number, time: number, normal: number, uniform: number): number {
  const square = normal * normal;
  const shape = (before * before) / (2 * time);
  const beyond = Math.abs(after);
  if (!(shape > 0)) return 0;
  if (!(beyond > 1e-300)) return time / (1 + square / shape);
  const mean = before / beyond;
  const q = (mean * square) / (2 * shape);
  const small = mean / (1 + q + Math.sqrt(q * (2 + q)));
  const s = uniform * (mean + small) <= mean ? small : (mean * mean) / small;
  return time / (1 + 1 / s);
}
