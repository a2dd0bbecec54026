/**
 * Independent steps at independent waits as a model poses them: the law, where the walker starts, and when it is seen.
 *
 * @module
 */

import type { Model } from "#model/model.ts";
import type { RenewalWalk } from "#model/motion-law.ts";
import { recordTimes } from "#model/record-times.ts";
import type { Length, Time } from "#units/flavour.ts";
import type { Refusal } from "./lattice-problem.ts";

/** Everything that such a walk needs. */
export interface RenewalProblem {
  readonly law: RenewalWalk;
  /** Where the walk starts, one coordinate for each dimension [m]. */
  readonly start: readonly Length[];
  /** Amount that walks [mol, or 1 for a probability]. */
  readonly amount: number;
  /** Record times, increasing [s]. */
  readonly times: readonly Time[];
}

/** The walk that a model poses for one of its species, or why it poses none. */
export function renewalProblem(model: Model, name: string): RenewalProblem | Refusal {
  const species = model.species.find((candidate) => candidate.name === name);
  const { domain } = model;
  const law = species?.motion;
  if (species === undefined || law?.kind !== "renewal")
    return { because: `${name} does not walk by independent steps`, change: "give walk: {step: ..., clock: ...}" };
  if (domain?.kind !== "free" || domain.from !== undefined || domain.to !== undefined)
    return {
      because:
        "steps that may be longer than any box, or that wait longer the longer they have waited, have no law at a wall",
      change: "use domain: {geometry: line} without ends",
    };
  if (domain.dimensions !== law.dimensions)
    return {
      because: `the walk has ${law.dimensions} dimensions, the domain ${domain.dimensions}`,
      change: "give both the same number of dimensions",
    };
  if (species.terms.length > 0 || species.drift !== undefined || model.sources.some((one) => one.species === name))
    return {
      because: "independent steps feel no potential, no drift and no source",
      change: "leave mu, drift and sources out, and put a bias into the step",
    };
  const { initial } = species;
  if (initial.kind !== "point" || initial.at.length !== law.dimensions)
    return {
      because: "independent steps start at one point",
      change: `write initial: {${name}: {at: ${law.dimensions === 1 ? "0 nm" : "[0 nm, ...]"}}}`,
    };
  return { law, start: initial.at, amount: initial.amount, times: recordTimes(model.solves) };
}
