/**
 * A walk on an unbounded lattice: the law of the walk itself, at every time, not its continuum limit.
 *
 *     fixed clock:    mean n <l>,      variance n (<l^2> - <l>^2),   D = (<l^2> - <l>^2) / 2 tau
 *     Poisson clock:  mean t <l>/tau,  variance t <l^2> / tau,       D = <l^2> / 2 tau
 *
 * along each axis; in general D = [Var(l) + <l>^2 cv^2] / 2 tau with cv the coefficient of variation of the waits. The
 * leading order l^2 / 2 d tau stands beside it. In two and three dimensions all neighbours are equally likely.
 *
 * @see E. W. Montroll and G. H. Weiss, J. Math. Phys. 6, 167 (1965), doi:10.1063/1.1704269 (not opened)
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import { normalDistance } from "#levels/normal-distance.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species, WalkLaw } from "#model/model.ts";
import { log } from "#numerics/elementary.ts";
import { coordinatesOf } from "./breakpoints.ts";
import { chancesAlongAxis, cumulantsAlongAxis, lawAlongAxis } from "./lattice-clock.ts";
import { candidatesOf, makeCondition } from "./lattice-condition.ts";
import { type JointLaw, jointLaw, overSymmetricSites } from "./lattice-joint.ts";
import type { SiteLaw } from "./lattice-law.ts";
import { returnsBy } from "./lattice-returns.ts";
import { firstFailure, type Recognition } from "./law.ts";

const NAME = "walk on an unbounded lattice";
/** Most terms of a sum over sites: about ten seconds of work. */
const MOST_TERMS = 1e9;

interface Walk {
  readonly model: Model;
  readonly law: WalkLaw;
  readonly amount: number;
  /** Start, in sites. */
  readonly start: readonly number[];
}

/** Recognises a step law in free space. */
export function recogniseLatticeWalk(model: Model, species: Species): Recognition {
  const { domain } = model;
  const { initial, walk } = species;
  const point = initial.kind === "point" ? initial : undefined;
  const free = domain?.kind === "free" ? domain : undefined;
  const failure = firstFailure(NAME, [
    [walk !== undefined, `${species.name} has no step law`, "give walk: {step: ..., clock: ...}"],
    [free !== undefined, "the domain is bounded", "use domain: {geometry: line | plane | space}"],
    [free?.from === undefined && free?.to === undefined, "the line has an end", "leave out from: and to:"],
    [point !== undefined, `${species.name} does not start at one point`, `initial: {${species.name}: {at: 0 nm}}`],
    [walk?.dimensions === free?.dimensions, "the steps and the domain differ in dimensions", "make them agree"],
  ]);
  if (failure !== undefined || walk === undefined || point === undefined) return failure as Recognition;
  const start = Array.from({ length: walk.dimensions }, (_, axis) => snapped((point.at[axis] ?? 0) / walk.spacing));
  const own: Walk = { model, law: walk, amount: point.amount, start };
  const { interval, kind } = walk.clock;
  return {
    kind: "law",
    name: `${NAME}, ${kind} clock`,
    formula:
      kind === "fixed"
        ? "generating function (q/x + s + p x)^n per axis, n = t / tau"
        : "generating function exp[(t/tau)(q/x + p x - q - p)] per axis",
    source: "E. W. Montroll and G. H. Weiss, J. Math. Phys. 6, 167 (1965), doi:10.1063/1.1704269",
    describes: { kind: "discrete", spacing: walk.spacing, ...(kind === "fixed" ? { step: interval } : {}) },
    read: (measure, when) => read(own, measure, when),
    profile: (when) => profile(own, species, when),
  };
}

/** A number of sites; whole if it is so up to rounding. */
export function snapped(sites: number): number {
  const whole = Math.round(sites);
  return Math.abs(sites - whole) < 1e-6 ? whole : sites;
}

function read(walk: Walk, measure: Measure, when: When): number | undefined {
  const { spacing: l, dimensions, clock, stay } = walk.law;
  const { left, right } = chancesAlongAxis(walk.law);
  const [first, second] = [right - left, right + left];
  switch (measure.name) {
    case "diffusivity":
      return (l * l * (clock.kind === "fixed" ? second - first * first : second)) / (2 * clock.interval);
    case "diffusivity_leading_order":
      return (l * l * (1 - stay)) / (2 * dimensions * clock.interval);
    case "drift_velocity":
      return (l * first) / clock.interval;
    default:
      return typeof when === "number" ? readAt(walk, measure, when) : undefined;
  }
}

function readAt(walk: Walk, measure: Measure, t: number): number | undefined {
  const { law, start, amount } = walk;
  const { spacing: l, dimensions } = law;
  const [mean, variance, third, fourth] = cumulantsAlongAxis(law, t);
  switch (measure.name) {
    case "mean":
      return l * (start[0] + mean);
    case "variance":
      return l * l * variance;
    case "skewness":
      return variance > 0 ? third / (variance * Math.sqrt(variance)) : undefined;
    case "excess_kurtosis":
      return variance > 0 ? fourth / (variance * variance) : undefined;
    case "msd":
      return l * l * (dimensions * variance + mean * mean);
    case "mean_distance":
      return meanDistance(walk, t);
    case "normal_distance":
      return normalDistance(lawAlongAxis(law, t).values);
    case "entropy":
      return entropy(walk, t);
    case "probability":
      return probability(walk, measure, t);
    case "return_probability":
      return returnsBy(law, t)?.probability;
    case "distinct_sites":
      return returnsBy(law, t)?.sites;
    case "range": {
      const sites = dimensions === 1 ? returnsBy(law, t)?.sites : undefined;
      return sites && l * (sites - 1); // a walk along a line leaves no site out
    }
    case "survival":
      return 1;
    case "amount":
      return measure.place?.kind === "all" ? amount : undefined;
    default:
      return undefined;
  }
}

/** The joint law, unless summing it over the sites would take too long. */
function affordable(walk: Walk, t: number): JointLaw | undefined {
  const law = jointLaw(walk.law, t);
  const sites = walk.law.dimensions === 2 ? (law.reach * law.reach) / 2 : (law.reach * law.reach * law.reach) / 6;
  return sites * law.cost <= MOST_TERMS ? law : undefined;
}

function meanDistance(walk: Walk, t: number): number | undefined {
  const { spacing: l, dimensions } = walk.law;
  if (dimensions === 1) return l * overLine(lawAlongAxis(walk.law, t), (p, site) => p * Math.abs(site));
  const joint = affordable(walk, t);
  if (joint === undefined) return undefined;
  const length = (site: readonly number[]) => Math.sqrt(site.reduce((sum, x) => sum + x * x, 0));
  return l * overSymmetricSites(dimensions, joint.reach, (site) => joint.at(site) * length(site));
}

function entropy(walk: Walk, t: number): number | undefined {
  const { dimensions, clock } = walk.law;
  const term = (p: number) => (p > 0 ? -p * log(p) : 0);
  const alongAxis = () => overLine(lawAlongAxis(walk.law, t), term);
  if (dimensions === 1) return alongAxis();
  // Independent axes add their entropies.
  if (clock.kind === "poisson") return dimensions * alongAxis();
  const joint = affordable(walk, t);
  return joint && overSymmetricSites(dimensions, joint.reach, (site) => term(joint.at(site)));
}

function overLine({ first, values }: SiteLaw, f: (p: number, site: number) => number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += f(values[i], first + i);
  return sum;
}

function probability(walk: Walk, { condition }: Measure, t: number): number | undefined {
  if (condition === undefined) return undefined;
  const { law, start, model } = walk;
  const { spacing: l, dimensions } = law;
  const names = coordinatesOf(condition);
  const positionOf = (axis: number, site: number) => l * (start[axis] + site);
  const [only] = names;
  const axis = dimensions === 1 ? 0 : names.length === 1 ? ["x", "y", "z"].indexOf(only) : -1;
  if (axis >= dimensions || names.some((name) => name !== "r" && ["x", "y", "z"].indexOf(name) >= dimensions))
    return undefined;
  if (axis >= 0) {
    const holds = makeCondition(condition, model);
    const at = start.map(() => 0);
    return overLine(lawAlongAxis(law, t), (p, site) => {
      at[axis] = positionOf(axis, site);
      return p > 0 && holds(at) ? p : 0;
    });
  }
  const joint = jointLaw(law, t);
  const sites = Array.from({ length: 2 * joint.reach + 1 }, (_, i) => i - joint.reach);
  const candidates = candidatesOf(
    condition,
    model,
    Array.from({ length: dimensions }, () => sites),
    positionOf,
  );
  const count = candidates.axes.reduce((product, list) => product * list.length, 1);
  if (count * joint.cost > MOST_TERMS || count > 2e7) return undefined;
  const tests = candidates.joint.map((part) => makeCondition(part, model));
  let sum = 0;
  for (const x of candidates.axes[0])
    for (const y of candidates.axes[1])
      for (const z of candidates.axes[2] ?? [0]) {
        const site = dimensions === 2 ? [x, y] : [x, y, z];
        const position = site.map((s, a) => positionOf(a, s));
        if (tests.every((holds) => holds(position))) sum += joint.at(site);
      }
  return sum;
}

/** Probability of each site along x; in one dimension only. */
function profile(walk: Walk, species: Species, when: When): Profile | undefined {
  if (typeof when !== "number" || walk.law.dimensions !== 1) return undefined;
  const law = lawAlongAxis(walk.law, when);
  const sites = Array.from(law.values, (p, i) => ({ p, site: law.first + i })).filter(({ p }) => p > 1e-16);
  return {
    species: species.name,
    when,
    quantity: "probability",
    coordinate: Float64Array.from(sites, ({ site }) => walk.law.spacing * (walk.start[0] + site)),
    values: Float64Array.from(sites, ({ p }) => p),
  };
}
