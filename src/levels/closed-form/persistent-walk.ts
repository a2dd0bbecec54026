/**
 * A persistent walk from a point on an unbounded line: its law by runs, its moments by correlations.
 *
 * @see R. Fürth, Z. Phys. 2, 244 (1920), doi:10.1007/BF01328731 (not opened)
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import { siteQuantile } from "#levels/site-quantile.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species } from "#model/model.ts";
import type { PersistentWalk } from "#model/motion-law.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { log } from "#numerics/elementary.ts";
import { latticeCoordinate } from "#step-law/lattice-coordinate.ts";
import { stepsUntil } from "#step-law/lattice-law.ts";
import { persistentDiffusivity, telegrapherDiffusivity } from "#step-law/persistent-walk.ts";
import { makeCondition } from "./lattice-condition.ts";
import type { Recognition } from "./law.ts";
import { fourthMoment, persistentLaw, secondMoment } from "./persistent-law.ts";
import { pointRelease } from "./point-release.ts";

const NAME = "persistent walk on an unbounded line";
/** Most steps whose whole law is summed: about ten seconds of work. Moments have no such limit. */
const MOST_STEPS = 100_000;

/** A walk, and the laws that were asked for, by their number of steps. */
interface Walk {
  readonly model: Model;
  readonly law: PersistentWalk;
  readonly start: number;
  readonly amount: number;
  readonly laws: Map<number, Float64Array>;
}

/** Recognises a persistent walk from one point of a line without ends. */
export function recognisePersistentWalk(model: Model, species: Species): Recognition {
  const { motion } = species;
  const release = pointRelease(NAME, model, species, 1);
  if (release.kind === "not-this") return release;
  if (motion?.kind !== "persistent") throw new Error(`Bug: ${species.name} is no persistent walk.`);
  const walk: Walk = { model, law: motion, start: release.start[0], amount: release.amount, laws: new Map() };
  return {
    kind: "law",
    name: NAME,
    formula:
      "P = q sum_j [b_j(k-1) b_j(m-1) + b_j+1 b_j / 2 + b_j b_j+1 / 2], b_j(N) binomial, k steps right and m left; " +
      "<x^2> = l^2 [n (1+rho)/(1-rho) - 2 rho (1-rho^n)/(1-rho)^2], rho = 2p - 1",
    source: "R. Fürth, Z. Phys. 2, 244 (1920), doi:10.1007/BF01328731",
    describes: { kind: "discrete", spacing: motion.spacing, step: motion.interval },
    read: (measure, when) => read(walk, measure, when),
    profile: (when) => profile(walk, species, when),
  };
}

function read(walk: Walk, measure: Measure, when: When): number | undefined {
  const { law } = walk;
  switch (measure.name) {
    case "diffusivity":
      return law.persistence < 1 ? persistentDiffusivity(law) : undefined;
    case "diffusivity_leading_order":
      return law.persistence < 1 ? telegrapherDiffusivity(law) : undefined;
    case "drift_velocity":
      return 0;
    default:
      return typeof when === "number" ? readAt(walk, measure, stepsOf(law, when)) : undefined;
  }
}

function stepsOf({ interval }: PersistentWalk, time: number): number {
  return stepsUntil({ clock: { kind: "fixed", interval } }, time);
}

function readAt(walk: Walk, measure: Measure, n: number): number | undefined {
  const { law, start, amount } = walk;
  const { spacing: l, persistence: p } = law;
  switch (measure.name) {
    case "mean":
      return start;
    case "variance":
    case "msd":
      return l * l * secondMoment(n, p);
    case "skewness":
      return secondMoment(n, p) > 0 ? 0 : undefined;
    case "excess_kurtosis": {
      const second = secondMoment(n, p);
      return second > 0 ? fourth(walk, n) / (second * second) - 3 : undefined;
    }
    case "moment":
      return measure.argument && momentOf(walk, measure.argument, n);
    case "mean_distance":
      return sumOver(walk, n, (probability, site) => probability * l * Math.abs(site));
    case "entropy":
      return sumOver(walk, n, (probability) => (probability > 0 ? -probability * log(probability) : 0));
    case "probability":
      return probabilityOf(walk, measure, n);
    case "quantile":
      return measure.argument && quantileOf(walk, measure.argument, n);
    case "survival":
      return 1;
    case "amount":
      return measure.place?.kind === "all" ? amount : undefined;
    default:
      return undefined;
  }
}

/** The law after n steps; undefined if it would take too long. */
function lawAfter({ law, laws }: Walk, n: number): Float64Array | undefined {
  if (n > MOST_STEPS) return undefined;
  let known = laws.get(n);
  if (known === undefined) {
    known = persistentLaw(n, law.persistence);
    laws.set(n, known);
  }
  return known;
}

function sumOver(walk: Walk, n: number, term: (probability: number, site: number) => number): number | undefined {
  const law = lawAfter(walk, n);
  return law && sumOf(law.map((probability, k) => term(probability, 2 * k - n)));
}

/** <x⁴> [spacings⁴]: by the correlations, or where those cancel by the law if it can be summed. */
function fourth(walk: Walk, n: number): number {
  const { persistence } = walk.law;
  const summed =
    persistence < 0.5
      ? sumOver(walk, n, (probability, site) => probability * (site * site) * (site * site))
      : undefined;
  return summed ?? fourthMoment(n, persistence);
}

function momentOf(walk: Walk, order: number, n: number): number | undefined {
  const { spacing: l, persistence: p } = walk.law;
  if (order % 2 === 1) return 0;
  if (order === 2) return l * l * secondMoment(n, p);
  if (order === 4) return l * l * (l * l) * fourth(walk, n);
  return sumOver(walk, n, (probability, site) => {
    let value = probability;
    for (let k = 0; k < order; k++) value *= l * site;
    return value;
  });
}

function probabilityOf(walk: Walk, { condition }: Measure, n: number): number | undefined {
  if (condition === undefined) return undefined;
  const holds = makeCondition(condition, walk.model);
  return sumOver(walk, n, (probability, site) =>
    probability > 0 && holds([coordinate(walk, site)]) ? probability : 0,
  );
}

/** The first site up to which the walker is with at least that probability [m]. */
function quantileOf(walk: Walk, below: number, n: number): number | undefined {
  const law = lawAfter(walk, n);
  return law && coordinate(walk, 2 * siteQuantile(law, below) - n);
}

function coordinate({ law, start }: Walk, site: number): number {
  return latticeCoordinate(start, law.spacing, site);
}

/** Probability of each site that can be reached: every other one. */
function profile(walk: Walk, species: Species, when: When): Profile | undefined {
  if (typeof when !== "number") return undefined;
  const n = stepsOf(walk.law, when);
  const law = lawAfter(walk, n);
  if (law === undefined) return undefined;
  const seen = Array.from(law.keys()).filter((k) => law[k] > 1e-16);
  return {
    species: species.name,
    when,
    quantity: "probability",
    coordinate: Float64Array.from(seen, (k) => coordinate(walk, 2 * k - n)),
    values: Float64Array.from(seen, (k) => law[k]),
  };
}
