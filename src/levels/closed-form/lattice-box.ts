/**
 * A walk in a row of N sites: a move that would leave is not made. Exact by the modes of the row.
 *
 *     P(j | i) = pi_j + (p/q)^{(j-i)/2} sum over k of psi_k(i) psi_k(j) lambda_k^n,    lambda_k = s + 2 (1-s) sqrt(pq) cos(k pi / N)
 *     psi_k(j) ~ sin((j+1) k pi / N) - sqrt(q/p) sin(j k pi / N),    k = 1 ... N-1
 *
 * normalised to one; without a bias these are the cosines of a mirror. With a Poisson clock lambda^n becomes
 * e^{-(t/tau)(1 - lambda)}. At rest pi_j ~ (p/q)^j.
 *
 * @see W. Feller, An Introduction to Probability Theory and Its Applications, vol. 1, Wiley (1968), section XVI.3 (not opened)
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, Species, WalkLaw } from "#model/model.ts";
import { cos, exp, log, log1p, pow, powInteger, sin } from "#numerics/elementary.ts";
import { stepsBy } from "./lattice-clock.ts";
import { makeCondition } from "./lattice-condition.ts";
import { snapped } from "./lattice-walk.ts";
import { firstFailure, type Recognition } from "./law.ts";

const NAME = "walk in a box of sites";

/** Recognises a step law on a row of sites. */
export function recogniseLatticeBox(model: Model, species: Species): Recognition {
  const { domain } = model;
  const { initial, walk } = species;
  const point = initial.kind === "point" ? initial : undefined;
  const box = domain?.kind === "lattice" ? domain : undefined;
  const right = walk?.right ?? 0;
  const site = point === undefined || walk === undefined ? Number.NaN : snapped((point.at[0] ?? 0) / walk.spacing);
  const sites = box?.sites ?? 0;
  // The modes are scaled by this against each other: digits that a strong bias costs.
  const loss = (Math.abs(log(right / (1 - right))) * sites) / 2;
  const failure = firstFailure(NAME, [
    [walk !== undefined, `${species.name} has no step law`, "give walk: {step: ..., clock: ...}"],
    [box !== undefined, "the domain is not a row of sites", "use domain: {geometry: lattice, sites: 20}"],
    [walk?.dimensions === 1, "the steps are not in one dimension", "use dimensions: 1"],
    [point !== undefined, `${species.name} does not start at one point`, `initial: {${species.name}: {at: 0 nm}}`],
    [Number.isInteger(site) && site >= 0 && site < sites, "the start is not one of the sites", "start at a site"],
    [loss < 12, "the bias is too strong for the modes of so many sites", "use fewer sites or a smaller bias"],
  ]);
  if (failure !== undefined || walk === undefined) return failure as Recognition;
  return {
    kind: "law",
    name: `${NAME}, ${walk.clock.kind} clock`,
    formula:
      "P(j|i) = pi_j + (p/q)^((j-i)/2) sum over k of psi_k(i) psi_k(j) lambda_k^n, lambda_k = s + 2(1-s) sqrt(pq) cos(k pi/N)",
    source:
      "W. Feller, An Introduction to Probability Theory and Its Applications, vol. 1, Wiley (1968), section XVI.3",
    describes: {
      kind: "discrete",
      spacing: walk.spacing,
      ...(walk.clock.kind === "fixed" ? { step: walk.clock.interval } : {}),
    },
    read: (measure, when) => {
      if (measure.name === "slowest_rate") return slowestRate(walk, sites);
      const law = lawAt(walk, sites, site, when);
      return law && read(model, walk, site, law, measure, when);
    },
    profile: (when) => profile(walk, species, lawAt(walk, sites, site, when), when),
  };
}

/**
 * Rate of the slowest mode [s^-1]: (1 - lambda_1) / tau by a Poisson clock, -ln lambda_1 / tau by a fixed one, where modes
 * that change sign at every tick fade no slower: |lambda_{N-1}| <= lambda_1.
 */
function slowestRate({ right: p, stay, clock }: WalkLaw, sites: number): number | undefined {
  if (sites < 2) return undefined;
  const swing = (1 - stay) * 2 * Math.sqrt(p * (1 - p));
  const half = sin(Math.PI / (2 * sites));
  const gap = (1 - stay) * (1 - 2 * Math.sqrt(p * (1 - p))) + 2 * swing * half * half;
  return (clock.kind === "poisson" ? gap : -log1p(-gap)) / clock.interval;
}

/** Probability of each site. */
function lawAt(walk: WalkLaw, sites: number, from: number, when: When): Float64Array | undefined {
  if (when === "timeless") return undefined;
  const { right: p, stay, clock } = walk;
  const ratio = p / (1 - p);
  const rest = Float64Array.from({ length: sites }, (_, j) => pow(ratio, j - (ratio > 1 ? sites - 1 : 0)));
  const total = rest.reduce((a, b) => a + b, 0);
  const law = rest.map((value) => value / total);
  if (typeof when !== "number") return law;
  const steps = stepsBy(walk, when);
  const tilt = Math.sqrt(ratio);
  for (let k = 1; k < sites; k++) {
    const angle = (k * Math.PI) / sites;
    const mode = Float64Array.from({ length: sites }, (_, j) => sin((j + 1) * angle) - sin(j * angle) / tilt);
    const square = mode.reduce((sum, value) => sum + value * value, 0);
    const lambda = stay + (1 - stay) * 2 * Math.sqrt(p * (1 - p)) * cos(angle);
    const decay = clock.kind === "fixed" ? powInteger(lambda, steps) : exp(-steps * (1 - lambda));
    const weight = (mode[from] * decay) / square;
    for (let j = 0; j < sites; j++) law[j] += weight * mode[j] * pow(tilt, j - from);
  }
  return law;
}

function read(
  model: Model,
  { spacing: l }: WalkLaw,
  from: number,
  law: Float64Array,
  { name, condition, place }: Measure,
  when: When,
): number | undefined {
  const moment = (f: (j: number) => number) => law.reduce((sum, p, j) => sum + p * f(j), 0);
  const mean = moment((j) => j);
  const central = (j: number) => (j - mean) * (j - mean);
  switch (name) {
    case "mean":
      return l * mean;
    case "variance":
      return l * l * moment(central);
    case "skewness": {
      const variance = moment(central);
      return moment((j) => central(j) * (j - mean)) / (variance * Math.sqrt(variance));
    }
    case "excess_kurtosis": {
      const variance = moment(central);
      return moment((j) => central(j) * central(j)) / (variance * variance) - 3;
    }
    case "msd":
      return typeof when === "number" ? l * l * moment((j) => (j - from) * (j - from)) : undefined;
    case "mean_distance":
      return typeof when === "number" ? l * moment((j) => Math.abs(j - from)) : undefined;
    case "entropy":
      return law.reduce((sum, p) => (p > 0 ? sum - p * log(p) : sum), 0);
    case "survival":
      return 1;
    case "amount":
      return place?.kind === "all" ? 1 : undefined;
    case "probability": {
      if (condition === undefined) return undefined;
      const holds = makeCondition(condition, model);
      return moment((j) => (holds([l * j]) ? 1 : 0));
    }
    default:
      return undefined;
  }
}

function profile(
  { spacing }: WalkLaw,
  species: Species,
  law: Float64Array | undefined,
  when: When,
): Profile | undefined {
  if (law === undefined) return undefined;
  return {
    species: species.name,
    when,
    quantity: "probability",
    coordinate: Float64Array.from(law, (_, j) => spacing * j),
    values: law,
  };
}
