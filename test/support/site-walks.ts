/** Models of walks whose bias depends on the site: unit spacing and unit ticks. */

import { parseExpression } from "#model/expression/parse-expression.ts";
import type { Boundary, Domain, End, Model, WalkLaw } from "#model/model.ts";
import type { SiteWalk } from "#model/motion-law.ts";
import { modelWith, walkerWith } from "./models.ts";

const LINE: Domain = { kind: "free", geometry: "line", dimensions: 1 };

export interface SiteWalkOf {
  /** Probability of a step to the right, as text; without it the steps are weighed by the potential. */
  readonly right?: string;
  /** Energy in kT, as text. */
  readonly potential?: string;
  readonly from?: number;
  readonly times?: readonly number[];
  readonly sites?: number;
  readonly equilibrium?: true;
  readonly walkers?: number;
}

/** A walk with a bias by site. kT is made 1 J. */
export function siteWalk({
  right,
  potential,
  from = 0,
  times = [],
  sites,
  equilibrium,
  walkers = 64,
}: SiteWalkOf): Model {
  const bias: SiteWalk["bias"] =
    right === undefined ? { kind: "heat-bath" } : { kind: "expression", right: parseExpression(right) };
  return modelWith({
    temperature: 1 / 1.380649e-23,
    species: [
      walkerWith({
        motion: { kind: "site-walk", spacing: 1, interval: 1, bias },
        terms: potential === undefined ? [] : [{ kind: "potential", energy: parseExpression(potential) }],
        initial: { kind: "point", at: [from], amount: 1 },
      }),
    ],
    domain: sites === undefined ? LINE : { kind: "lattice", sites, spacing: 1 },
    solves: [
      ...(times.length > 0 ? [{ kind: "transient" as const, times }] : []),
      ...(equilibrium ? [{ kind: "equilibrium" as const }] : []),
    ],
    sampling: { walkers, seed: 1, method: "automatic" },
  });
}

/** Ehrenfest's urns with 2M balls, started j sites from the centre. */
export function urns(M: number, from: number, rest: Omit<SiteWalkOf, "right" | "from"> = {}): Model {
  return siteWalk({ ...rest, right: `0.5 - x / ${2 * M}`, from });
}

export interface RuinOf {
  readonly sites: number;
  readonly from: number;
  readonly ends?: readonly End[];
  readonly times?: readonly number[];
  readonly walkers?: number;
}

/** A walk on a row of sites whose ends absorb. */
export function ruin(
  walk: WalkLaw,
  { sites, from, ends = ["left", "right"], times = [], walkers = 64 }: RuinOf,
): Model {
  const boundaries: Boundary[] = ends.map((end) => ({ end, species: "walker", condition: { kind: "absorbing" } }));
  return modelWith({
    species: [walkerWith({ walk, initial: { kind: "point", at: [from * walk.spacing], amount: 1 } })],
    domain: { kind: "lattice", sites, spacing: walk.spacing },
    boundaries,
    solves: times.length > 0 ? [{ kind: "transient", times }] : [],
    sampling: { walkers, seed: 1, method: "automatic" },
  });
}
