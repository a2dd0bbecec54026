/**
 * A walk on a lattice as a model poses it: the law of a step, where it starts, the box if there is one, the clock.
 *
 * A species that declares D instead of a step law, in free space without forces, gets the {@link equivalentLaw}: a
 * lattice of our choosing, with exactly its D.
 *
 * @module
 */

import { CONSTANTS } from "#model/expression/constants.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Expression } from "#model/expression/expression.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { FreeDomain, LatticeDomain, Model, Species, WalkLaw } from "#model/model.ts";
import { recordTimes } from "#model/record-times.ts";
import type { Length, Time } from "#units/flavour.ts";
import { equivalentLaw } from "./lattice-law.ts";

/** A row of sites 0 .. sites - 1 from which no move leads out. */
export interface Box {
  readonly sites: number;
  readonly startSite: number;
}

/** Everything that a walk on a lattice needs. */
export interface LatticeProblem {
  readonly law: WalkLaw;
  /** Words for the output if the law was made from D: a default that matters. */
  readonly made?: string;
  /** Where the walk starts, one coordinate for each dimension [m]. */
  readonly start: readonly Length[];
  /** Absent in free space. */
  readonly box?: Box;
  /** Amount that walks [mol, or 1 for a probability]. */
  readonly amount: number;
  /** Record times, increasing [s]. */
  readonly times: readonly Time[];
  /** Names that conditions may use beside the coordinates, SI. */
  readonly constants: ReadonlyMap<string, number>;
}

/** Why a model is not a walk on a lattice, and what to change. */
export interface Refusal {
  readonly because: string;
  readonly change: string;
}

/** How fine a lattice is made where the model gives D: steps until the first record time, and at most until the last. */
export interface Fineness {
  readonly steps: number;
  readonly mostSteps: (dimensions: number) => number;
  /** Factor by which the spacing shrinks (and its square by which the steps multiply). */
  readonly refinement: number;
}

/** The walk that a model poses for one of its species, or why it poses none. */
export function latticeProblem(model: Model, name: string, fineness: Fineness): LatticeProblem | Refusal {
  const species = model.species.find((candidate) => candidate.name === name);
  if (species === undefined) return refuse(`there is no species ${name}`, "name one of the species of the model");
  const { domain } = model;
  const forces = refusalOfForces(model, species);
  if (forces !== undefined) return forces;
  if (domain?.kind !== "free" && domain?.kind !== "lattice")
    return refuse("a lattice walk needs free space or a lattice", "use {geometry: line} or a lattice as the domain");
  const { initial } = species;
  if (initial.kind !== "point")
    return refuse("a lattice walk starts at one point", `write initial: {${name}: {at: 0 nm}}`);
  const times = recordTimes(model.solves);
  if (times.length === 0 && !(domain.kind === "lattice"))
    return refuse("a walk in free space has no steady state", "ask for solve: {transient: {until: ..., every: ...}}");
  const constants = new Map<string, number>();
  for (const [constant, { value }] of CONSTANTS) constants.set(constant, value);
  if (model.temperature !== undefined) constants.set("T", model.temperature);
  for (const parameter of model.parameters) constants.set(parameter.name, parameter.value);

  const found = lawOf(species, domain, times, constants, fineness);
  if ("because" in found) return found;
  const { law } = found;
  if (initial.at.length !== law.dimensions)
    return refuse(
      `the walk has ${law.dimensions} dimensions and starts at a point of ${initial.at.length}`,
      "give the start one coordinate for each dimension",
    );
  const common = { ...found, start: initial.at, amount: initial.amount, times, constants };
  if (domain.kind === "free") return common;

  const startSite = Math.round((initial.at[0] as number) / law.spacing);
  if (!(startSite >= 0 && startSite < domain.sites))
    return refuse(`the start is outside the ${domain.sites} sites of the lattice`, "start on one of them");
  if (Math.abs((initial.at[0] as number) - startSite * law.spacing) > 1e-6 * law.spacing)
    return refuse("the start is between two sites of the lattice", "start at a multiple of the spacing");
  return { ...common, start: [startSite * law.spacing], box: { sites: domain.sites, startSite } };
}

function refuse(because: string, change: string): Refusal {
  return { because, change };
}

function refusalOfForces(model: Model, species: Species): Refusal | undefined {
  const { name } = species;
  if (species.terms.length > 0)
    return refuse("a lattice walk by a step law feels no potential", "leave mu out, or declare D in a slab");
  if (model.sources.some((source) => source.species === name))
    return refuse("a lattice walk keeps its walkers", "leave the sources out, or declare D in a slab");
  const open = model.boundaries.find(({ species: at, condition }) => at === name && condition.kind !== "no-flux");
  if (open !== undefined)
    return refuse(`a lattice walk has no ${open.condition.kind} boundary`, "leave it out, or declare D in a slab");
  if (species.walk !== undefined && species.drift !== undefined)
    return refuse("a step law has its drift in its bias", "leave drift out, and set right: in the step");
  return undefined;
}

type FoundLaw = { readonly law: WalkLaw; readonly made?: string };

function lawOf(
  species: Species,
  domain: FreeDomain | LatticeDomain,
  times: readonly Time[],
  constants: ReadonlyMap<string, number>,
  fineness: Fineness,
): FoundLaw | Refusal {
  const { walk } = species;
  const dimensions = domain.kind === "free" ? domain.dimensions : 1;
  if (domain.kind === "free" && (domain.from !== undefined || domain.to !== undefined))
    return refuse("a lattice walk runs on the whole line", "leave from: and to: out of the domain");
  if (walk === undefined) {
    if (domain.kind === "lattice")
      return refuse("a walk on a lattice needs a step law", "declare walk: {step, clock} for the species");
    return equivalentOf(species, domain, times, constants, fineness);
  }
  if (!(walk.stay < 1)) return refuse("every step of the walk stays at its place", "set stay: below 1");
  if (walk.dimensions !== dimensions)
    return refuse(
      `the walk has ${walk.dimensions} dimensions, the domain ${dimensions}`,
      "give both the same number of dimensions",
    );
  if (domain.kind === "lattice" && Math.abs(domain.spacing - walk.spacing) > 1e-9 * walk.spacing)
    return refuse("the lattice and the step law have different spacings", "give both the same spacing");
  return { law: walk };
}

function equivalentOf(
  species: Species,
  domain: FreeDomain,
  times: readonly Time[],
  constants: ReadonlyMap<string, number>,
  { steps, mostSteps, refinement }: Fineness,
): FoundLaw | Refusal {
  const { dimensions } = domain;
  const medium = species.media[0];
  const value = (e: Expression): number | undefined =>
    [...namesIn(e)].every((name) => constants.has(name))
      ? evaluate(e, { name: (name) => constants.get(name) })
      : undefined;
  if (medium === undefined || species.media.length > 1)
    return refuse("a lattice walk runs in one medium", "declare one D for the species");
  const diffusivity = value(medium.diffusivity);
  if (diffusivity === undefined || !(diffusivity > 0))
    return refuse("a lattice walk in free space needs one positive D", "declare a constant D");
  const drift = species.drift === undefined ? 0 : value(species.drift);
  if (drift === undefined || (drift !== 0 && dimensions > 1))
    return refuse("a lattice walk in free space carries a constant drift along a line only", "leave drift out");
  const first = times.find((time) => time > 0);
  const last = times.at(-1);
  if (first === undefined || last === undefined) return refuse("no time passes", "ask for a record time after 0");
  const count = Math.max(1, Math.min(steps, Math.floor((mostSteps(dimensions) * first) / last)));
  const law = equivalentLaw({
    diffusivity,
    dimensions,
    drift,
    until: first,
    steps: count * refinement * refinement,
  });
  const taken = Math.round(first / law.clock.interval);
  const made = `lattice made from D: ${taken} steps until the first record time, of which ${
    dimensions === 3 ? "none stays" : `${3 - dimensions} in 3 stay`
  }`;
  return { law, made };
}
