/**
 * A walk from site to site whose step depends on where it is: the chain of sites and the chances of each step.
 *
 *     expression   right p(x), left 1 - p(x)
 *     heat-bath    either neighbour proposed with ½ and taken with 1 / (1 + e^(ΔV/kT)); else the walker stays
 *     constant     a walk on a lattice whose ends absorb: the same chances at every site
 *
 * The chain holds every site that the walk can reach until the last record time, or all sites where these are finitely
 * many. An end of a lattice that absorbs is a site: a walker that steps on it is gone.
 *
 * @module
 */

import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Clock, End, FreeDomain, LatticeDomain, Model, Species } from "#model/model.ts";
import type { SiteWalk } from "#model/motion-law.ts";
import { recordTimes } from "#model/record-times.ts";
import { exp } from "#numerics/elementary.ts";
import { positionScope } from "#potential/position-scope.ts";
import { BOLTZMANN } from "#units/constants.ts";
import type { Amount, Length, Time } from "#units/flavour.ts";
import { rounded15 } from "./lattice-coordinate.ts";
import { axisStep, stepsUntil } from "./lattice-law.ts";
import type { Refusal } from "./lattice-problem.ts";

/** Sites and steps. */
export interface SiteChain {
  readonly spacing: Length;
  readonly clock: Clock;
  /** Coordinate of each site, increasing [m]. */
  readonly coordinate: Float64Array;
  /** Probability that a tick takes the walker from each site to the right, and to the left [1]; 0 out of the chain. */
  readonly right: Float64Array;
  readonly left: Float64Array;
  /** Index of the site where it starts. */
  readonly start: number;
  readonly absorbs: Readonly<Record<End, boolean>>;
  /** Whether no step leads out of the chain, however long the walk. */
  readonly closed: boolean;
  readonly amount: Amount;
  /** Record times, increasing [s]. */
  readonly times: readonly Time[];
}

/** Sites to each side that are looked at even if no walker gets so far: where a walk is at rest, they are needed. */
const LOOKED_AT = 4000;
/** Most sites to each side. */
const MOST = 5_000_000;
/** How far rounding may take a probability out of 0 to 1. */
const ROUNDING = 1e-12;

/** The chain of a species, or why there is none. */
export function siteChain(model: Model, species: Species): SiteChain | Refusal {
  const { domain } = model;
  const { name, initial } = species;
  const law = lawOf(species);
  if (law === undefined) return refuse("the species does not walk by steps", "declare walk: {step, clock}");
  if (domain?.kind !== "lattice" && !(domain?.kind === "free" && domain.geometry === "line"))
    return refuse("a walk from site to site needs a line or a lattice", "use {geometry: line} or a lattice");
  if (domain.kind === "free" && (domain.from !== undefined || domain.to !== undefined))
    return refuse("a walk from site to site runs on the whole line", "leave from: and to: out, or use a lattice");
  if (model.sources.some((source) => source.species === name))
    return refuse("a walk from site to site keeps its walkers", "leave the sources out");
  if (initial.kind !== "point")
    return refuse("a walk from site to site starts at one point", `write initial: {${name}: {at: 0 nm}}`);
  const [at = 0] = initial.at;
  const times = recordTimes(model.solves);
  const ticks = stepsUntil(law, times.at(-1) ?? 0);
  const { spacing } = law;
  const near = Math.round(at / spacing);
  const number = Math.abs(at / spacing - near) < 1e-6 ? near : at / spacing;
  const walls = wallsOf(domain, number, Math.max(LOOKED_AT, law.clock.kind === "fixed" ? ticks : MOST));
  if ("because" in walls) return walls;
  if (walls.before > MOST || walls.after > MOST)
    return refuse(`the walk could reach ${(walls.before + walls.after).toExponential(1)} sites`, "ask for fewer steps");
  const coordinate = Float64Array.from({ length: walls.before + 1 + walls.after }, (_, i) =>
    rounded15((number + i - walls.before) * spacing),
  );
  const chances = chancesOf(model, species, law, coordinate);
  if ("because" in chances) return chances;
  const absorbs = { left: absorbing(model, name, "left"), right: absorbing(model, name, "right") };
  const full: SiteChain = {
    ...law,
    ...chances,
    coordinate,
    start: walls.before,
    absorbs,
    closed: false,
    amount: initial.amount,
    times,
  };
  return cutToReach(full, walls.isBox, ticks);
}

function refuse(because: string, change: string): Refusal {
  return { because, change };
}

interface StepLaw {
  readonly spacing: Length;
  readonly clock: Clock;
  readonly bias: SiteWalk["bias"] | { readonly kind: "constant"; readonly right: number; readonly left: number };
}

function lawOf({ walk, motion }: Species): StepLaw | undefined {
  if (motion?.kind === "site-walk") {
    const { spacing, interval, bias } = motion;
    return { spacing, clock: { kind: "fixed", interval }, bias };
  }
  if (walk === undefined || walk.dimensions !== 1) return undefined;
  const { forward, backward } = axisStep(walk);
  return { spacing: walk.spacing, clock: walk.clock, bias: { kind: "constant", right: forward, left: backward } };
}

function absorbing({ boundaries }: Model, name: string, at: End): boolean {
  return boundaries.some(
    ({ species, end, condition }) => species === name && end === at && condition.kind === "absorbing",
  );
}

/** Sites before and after the start. */
function wallsOf(
  domain: FreeDomain | LatticeDomain,
  number: number,
  reach: number,
): { readonly before: number; readonly after: number; readonly isBox: boolean } | Refusal {
  if (domain.kind === "free") return { before: reach, after: reach, isBox: false };
  if (!Number.isInteger(number))
    return refuse("the start is between two sites of the lattice", "start at a multiple of the spacing");
  if (number < 0 || number >= domain.sites)
    return refuse(`the start is outside the ${domain.sites} sites of the lattice`, "start on one of them");
  return { before: number, after: domain.sites - 1 - number, isBox: true };
}

/** Chances at every site, whatever they are; those that the walk cannot reach are not judged here. */
function chancesOf(
  model: Model,
  species: Species,
  { spacing, bias }: StepLaw,
  coordinate: Float64Array,
): Pick<SiteChain, "right" | "left"> | Refusal {
  const { length } = coordinate;
  if (bias.kind === "constant")
    return { right: new Float64Array(length).fill(bias.right), left: new Float64Array(length).fill(bias.left) };
  if (bias.kind === "expression") {
    const right = fieldOf(bias.right, length, positionScope(model, coordinate));
    return { right, left: right.map((p) => 1 - p) };
  }
  const { temperature } = model;
  if (temperature === undefined || species.terms.length === 0)
    return refuse(
      "accept: heat-bath weighs steps by a potential, and there is none",
      "give temperature: and mu: [ideal, {potential: ...}], or a constant right: instead of accept:",
    );
  // One site more on each side, so that every step has a height.
  const wide = Float64Array.from({ length: length + 2 }, (_, i) =>
    i === 0 ? coordinate[0] - spacing : i <= length ? coordinate[i - 1] : coordinate[length - 1] + spacing,
  );
  const energy = new Float64Array(wide.length);
  for (const { energy: term } of species.terms) {
    const values = fieldOf(term, wide.length, positionScope(model, wide));
    for (let i = 0; i < wide.length; i++) energy[i] += values[i] / (BOLTZMANN * temperature);
  }
  const taken = (i: number, j: number) => 0.5 / (1 + exp(energy[j] - energy[i]));
  return {
    right: Float64Array.from({ length }, (_, i) => taken(i + 1, i + 2)),
    left: Float64Array.from({ length }, (_, i) => taken(i + 1, i)),
  };
}

/** The part that the walk can reach, walls included; refused if a chance there is none. */
function cutToReach(whole: SiteChain, isBox: boolean, ticks: number): SiteChain | Refusal {
  const chain = { ...whole, right: whole.right.slice(), left: whole.left.slice() };
  const { start, coordinate, absorbs, right, left } = chain;
  if (isBox) closeWalls(chain);
  const last = coordinate.length - 1;
  if (isBox && ((start === 0 && absorbs.left) || (start === last && absorbs.right)))
    return refuse("the walk starts on a site that absorbs", "start between the ends");
  const before = reachOf(chain, -1, ticks);
  if ("because" in before) return before;
  const after = reachOf(chain, 1, ticks);
  if ("because" in after) return after;
  const cut = (values: Float64Array) => values.slice(before.site, after.site + 1);
  return {
    ...chain,
    coordinate: cut(coordinate),
    right: cut(right),
    left: cut(left),
    start: start - before.site,
    absorbs: {
      left: isBox && before.site === 0 && absorbs.left,
      right: isBox && after.site === last && absorbs.right,
    },
    closed: before.closed && after.closed,
  };
}

/** At a wall the move that would leave is not made; from a site that absorbs there is none. */
function closeWalls({ right, left, absorbs }: SiteChain): void {
  const last = right.length - 1;
  left[0] = 0;
  right[last] = 0;
  if (absorbs.left) right[0] = 0;
  if (absorbs.right) left[last] = 0;
}

/** The last site that is reached to one side, and whether no step leads on from there. Chances are rounded on the way. */
function reachOf(
  { start, coordinate, right, left }: SiteChain,
  way: 1 | -1,
  ticks: number,
): { readonly site: number; readonly closed: boolean } | Refusal {
  const onward = way === 1 ? right : left;
  for (let i = start; ; i += way) {
    const wrong = [right, left].find((chances) => !(chances[i] >= -ROUNDING && chances[i] <= 1 + ROUNDING));
    if (wrong !== undefined) {
      const steps = Math.abs(i - start);
      // A site that no walker comes to in the time asked: the chain ends before it.
      if (steps > ticks) return { site: i - way, closed: false };
      return refuse(
        `at x = ${coordinate[i].toPrecision(6)} m, which ${steps} step${steps === 1 ? "" : "s"} can reach, the ` +
          `probability of a step to the ${wrong === right ? "right" : "left"} is ${wrong[i].toPrecision(6)}`,
        "give a probability from 0 to 1 wherever the walk can come; where it shall turn round, 0 or 1 on a site",
      );
    }
    for (const chances of [right, left])
      if (Math.abs(chances[i]) <= ROUNDING) chances[i] = 0;
      else if (Math.abs(chances[i] - 1) <= ROUNDING) chances[i] = 1;
    if (onward[i] === 0) return { site: i, closed: true };
    if (i + way < 0 || i + way >= onward.length) return { site: i, closed: false };
  }
}
