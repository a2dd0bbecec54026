/**
 * Returns to the start, and sites visited, of a walk on a lattice.
 *
 *     sum over j of  u_j r_{n-j} = 1,    S_n = sum over j <= n of r_j
 *
 * u_j: probability to be at the start after j moves; r_j: not to have returned within j moves. The first sum says that
 * some visit to the start is the last; the second that each site was new when it was entered, seen backward in time.
 *
 * @see F. Spitzer, Principles of Random Walk, Springer (1976), sections 1 and 4 (not opened)
 * @module
 */

import type { WalkLaw } from "#model/model.ts";
import { lawOfMoves } from "./lattice-clock.ts";
import { probabilityOf, type SiteLaw, trinomialLaw } from "./lattice-law.ts";

/** More moves than this are not followed: the sums grow as their square. */
const MOST_MOVES = 6000;

/** Probability of at least one return by t, and mean number of distinct sites visited, the start included. */
export interface Returns {
  readonly probability: number;
  readonly sites: number;
}

/** Returns of a walk by a time; undefined if it makes too many moves. */
export function returnsBy(walk: WalkLaw, t: number): Returns | undefined {
  const moves = lawOfMoves(walk, t);
  const most = moves.first + moves.values.length - 1;
  if (most > MOST_MOVES) return undefined;
  const never = withoutReturn(occupations(walk, most));
  let [probability, sites, visited] = [0, 0, 0];
  for (let k = 0; k <= most; k++) {
    visited += never[k];
    const weight = probabilityOf(moves, k);
    probability += weight * (1 - never[k]);
    sites += weight * visited;
  }
  return { probability, sites };
}

/** u_k, k = 0 ... most: probability to be at the start after k moves. */
function occupations({ dimensions, right }: WalkLaw, most: number): Float64Array {
  const line = new Float64Array(most + 1);
  line[0] = 1;
  const pq = dimensions === 1 ? right * (1 - right) : 0.25;
  // C(2j, j) (pq)^j from its predecessor.
  for (let k = 2; k <= most; k += 2) line[k] = (line[k - 2] * 4 * (k - 1) * pq) / k;
  if (dimensions === 1) return line;
  const plane = line.map((value) => value * value);
  if (dimensions === 2) return plane;
  // k of m moves along z, the others in the plane.
  return plane.map((_, m) => {
    if (m % 2 === 1) return 0;
    const share: SiteLaw = trinomialLaw(m, { left: 0, stay: 2 / 3, right: 1 / 3 });
    let sum = 0;
    for (let k = 0; k <= m; k += 2) sum += share.values[k] * line[k] * plane[m - k];
    return sum;
  });
}

/** r_k: probability of no return within k moves. */
function withoutReturn(occupation: Float64Array): Float64Array {
  const never = new Float64Array(occupation.length);
  for (let n = 0; n < never.length; n++) {
    let sum = 0;
    for (let j = 1; j <= n; j++) sum += occupation[j] * never[n - j];
    never[n] = 1 - sum;
  }
  return never;
}
