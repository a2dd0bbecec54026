/**
 * Whether the moves of a step lie on a lattice, and on which: {+2, -1} nm on one of 1 nm, and {+3, -3} nm on one of 3 nm.
 *
 * The spacing is the greatest common measure of the moves, found by Euclid's algorithm on numbers that are known to 15
 * digits.
 *
 * @module
 */

import type { StepLaw } from "#model/motion-law.ts";
import type { Length } from "#units/flavour.ts";
import { movesOf } from "./step-moments.ts";

/** Moves by whole numbers of sites. */
export interface LatticeSupport {
  readonly spacing: Length;
  /** From the farthest left to the farthest right; each site once. */
  readonly moves: readonly { readonly sites: number; readonly probability: number }[];
}

/** Relative rounding of a move: decimals of 15 digits. */
const ROUNDING = 1e-12;
/** The most sites that one move may span. */
const MOST_SITES = 100_000;

/** The lattice on which all moves lie; undefined if there is none, or only one too fine to be of use. */
export function latticeSupport(step: StepLaw): LatticeSupport | undefined {
  const moves = movesOf(step);
  if (moves === undefined) return undefined;
  const largest = Math.max(...moves.map(({ by }) => Math.abs(by)));
  const measure = moves.reduce((found, { by }) => commonMeasure(found, Math.abs(by), largest), 0);
  if (!(measure * MOST_SITES >= largest)) return undefined;
  const bySite = new Map<number, number>();
  for (const { by, probability } of moves) {
    const sites = Math.round(by / measure);
    if (Math.abs(by - sites * measure) > 1e-9 * measure) return undefined;
    if (probability > 0) bySite.set(sites, (bySite.get(sites) ?? 0) + probability);
  }
  const sorted = [...bySite].sort(([a], [b]) => a - b).map(([sites, probability]) => ({ sites, probability }));
  return { spacing: measure, moves: sorted };
}

function commonMeasure(a: number, b: number, size: number): number {
  const floor = ROUNDING * size;
  let [larger, smaller] = a > b ? [a, b] : [b, a];
  while (smaller > floor) {
    const rest = larger - smaller * Math.round(larger / smaller);
    [larger, smaller] = [smaller, Math.abs(rest)];
  }
  return larger;
}
