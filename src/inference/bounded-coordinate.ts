/**
 * Coordinates without ends for parameters that have some: a search then never leaves the interval.
 *
 *     p > a         p = a + e^q
 *     p < b         p = b - e^-q
 *     a < p < b     p = a + (b - a) / (1 + e^-q)
 *
 * Each rises with q. Intervals by profile likelihood are the same in p and in q.
 *
 * @module
 */

import { exp, log } from "#numerics/elementary.ts";
import { DomainError } from "#units/domain-error.ts";
import type { ParameterBounds } from "./curve-fit.ts";

/** A parameter p as a function of its coordinate q. */
export interface Coordinate {
  readonly parameter: (q: number) => number;
  /** dp/dq. */
  readonly slope: (q: number) => number;
  readonly coordinate: (p: number) => number;
  /** Whether a step of 1 in q is a step of order 1 relative to the distance from an end. */
  readonly logarithmic: boolean;
}

const PLAIN: Coordinate = { parameter: (q) => q, slope: () => 1, coordinate: (p) => p, logarithmic: false };

/** The coordinate of a parameter. @throws DomainError if the value to start from is not inside. */
export function boundedCoordinate(start: number, { above, below }: ParameterBounds = {}): Coordinate {
  if (!Number.isFinite(start)) throw new DomainError("start", start, "a fit starts from finite numbers");
  if ((above !== undefined && !(start > above)) || (below !== undefined && !(start < below)))
    throw new DomainError("start", start, `a fit starts between the bounds ${above ?? "-∞"} and ${below ?? "∞"}`);
  if (above !== undefined && below !== undefined) {
    const width = below - above;
    const share = (q: number) => 1 / (1 + exp(-q));
    return {
      parameter: (q) => above + width * share(q),
      slope: (q) => width * share(q) * share(-q),
      coordinate: (p) => log((p - above) / (below - p)),
      logarithmic: true,
    };
  }
  if (above !== undefined)
    return { parameter: (q) => above + exp(q), slope: exp, coordinate: (p) => log(p - above), logarithmic: true };
  if (below !== undefined)
    return {
      parameter: (q) => below - exp(-q),
      slope: (q) => exp(-q),
      coordinate: (p) => -log(below - p),
      logarithmic: true,
    };
  return PLAIN;
}
