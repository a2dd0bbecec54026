/**
 * The joint law of a walk on the square or cubic lattice, exact.
 *
 *     plane, k moves:   P(x, y) = B_k(x + y) B_k(x - y)                      (two independent walks, 45 degrees turned)
 *     space, m moves:   P(x, y, z) = sum over k of Binomial(m, k; 1/3) B_k(z) P_{m-k}(x, y)
 *
 * averaged over the number of moves that the clock and the rests leave. B_k is the law of the +-1 walk. With a Poisson
 * clock the axes are independent: P is a product of Skellam laws.
 *
 * @module
 */

import type { WalkLaw } from "#model/model.ts";
import { lawAlongAxis, lawOfMoves } from "./lattice-clock.ts";
import { makeSymmetricLaws, probabilityOf, type SiteLaw, trinomialLaw } from "./lattice-law.ts";

/** The law of all coordinates together. */
export interface JointLaw {
  /** Coordinates beyond this many sites have a probability below 1e-20 together. */
  readonly reach: number;
  /** Terms summed for one site. */
  readonly cost: number;
  at(site: readonly number[]): number;
}

const NEGLIGIBLE = 1e-25;

/** The joint law of a walk in two or three dimensions at a time. */
export function jointLaw(walk: WalkLaw, t: number): JointLaw {
  const axis = lawAlongAxis(walk, t);
  const reach = reachOf(axis);
  if (walk.clock.kind === "poisson")
    return { reach, cost: walk.dimensions, at: (site) => site.reduce((p, x) => p * probabilityOf(axis, x), 1) };
  const symmetric = makeSymmetricLaws();
  const terms = walk.dimensions === 2 ? planeTerms(walk, t) : spaceTerms(walk, t);
  return {
    reach,
    cost: terms.length,
    at: ([x = 0, y = 0, z = 0]) => {
      let sum = 0;
      for (const { weight, inPlane, upward } of terms) {
        const flat = symmetric(inPlane);
        const own = weight * probabilityOf(flat, x + y) * probabilityOf(flat, x - y);
        if (own > 0) sum += upward < 0 ? own : own * probabilityOf(symmetric(upward), z);
      }
      return sum;
    },
  };
}

/** Weight of making so many moves in the plane and so many upward or downward (-1 where there is no third axis). */
interface Term {
  readonly weight: number;
  readonly inPlane: number;
  readonly upward: number;
}

function planeTerms(walk: WalkLaw, t: number): Term[] {
  return termsOf(lawOfMoves(walk, t)).map(([inPlane, weight]) => ({ weight, inPlane, upward: -1 }));
}

function spaceTerms(walk: WalkLaw, t: number): Term[] {
  return termsOf(lawOfMoves(walk, t)).flatMap(([moves, chance]) =>
    termsOf(trinomialLaw(moves, { left: 0, stay: 2 / 3, right: 1 / 3 })).map(([upward, share]) => ({
      weight: chance * share,
      inPlane: moves - upward,
      upward,
    })),
  );
}

function termsOf({ first, values }: SiteLaw): [number, number][] {
  const terms: [number, number][] = [];
  for (const [i, value] of values.entries()) if (value > NEGLIGIBLE) terms.push([first + i, value]);
  return terms;
}

/** Farthest site along an axis with a probability worth a bit. */
function reachOf({ first, values }: SiteLaw): number {
  const occupied = (i: number) => values[i] > NEGLIGIBLE;
  let [low, high] = [0, values.length - 1];
  while (low < high && !occupied(low)) low++;
  while (high > low && !occupied(high)) high--;
  return Math.max(Math.abs(first + low), Math.abs(first + high));
}

/**
 * Sum of weight(x, y, z) over all sites, for a function of the site that is the same for all signs and orders of the
 * coordinates: one octant's corner x >= y >= z >= 0 with its multiplicity.
 */
export function overSymmetricSites(
  dimensions: 2 | 3,
  reach: number,
  value: (site: readonly number[]) => number,
): number {
  let sum = 0;
  for (let x = 0; x <= reach; x++)
    for (let y = 0; y <= x; y++)
      if (dimensions === 2) sum += multiplicity([x, y]) * value([x, y]);
      else for (let z = 0; z <= y; z++) sum += multiplicity([x, y, z]) * value([x, y, z]);
  return sum;
}

/** How many sites share the absolute coordinates of this one, in any order. */
function multiplicity(site: readonly number[]): number {
  const signs = site.reduce((product, x) => product * (x === 0 ? 1 : 2), 1);
  const distinct = new Set(site).size;
  if (site.length === 2) return signs * distinct;
  return signs * (distinct === 3 ? 6 : distinct === 2 ? 3 : 1);
}
