/**
 * A Lévy flight as a model poses it: the law, where it starts, and between which ends it is killed.
 *
 * A flight jumps. It crosses a wall without touching it, so the only ends that need no further law are absorbing ones:
 * a jump beyond either end is the last (killed flight).
 *
 * @module
 */

import type { Domain, Model } from "#model/model.ts";
import type { FlightLaw } from "#model/motion-law.ts";
import { recordTimes } from "#model/record-times.ts";
import { pow } from "#numerics/elementary.ts";
import type { Length, Time } from "#units/flavour.ts";
import type { Refusal } from "./lattice-problem.ts";

/** Where a flight lives: between these ends it goes on, beyond them it is over. */
export interface Ends {
  readonly from: Length;
  readonly to: Length;
}

/** Everything that a flight needs. */
export interface FlightProblem {
  readonly law: FlightLaw;
  readonly start: Length;
  /** Amount that flies [mol, or 1 for a probability]. */
  readonly amount: number;
  /** Record times, increasing [s]. */
  readonly times: readonly Time[];
  /** Absent on an endless line. */
  readonly ends?: Ends;
}

/** The flight that a model poses for one of its species, or why it poses none. */
export function flightProblem(model: Model, name: string): FlightProblem | Refusal {
  const species = model.species.find((candidate) => candidate.name === name);
  const law = species?.motion;
  if (species === undefined || law?.kind !== "flight")
    return refuse(`${name} does not move by flights`, "give motion: {flight: {index: ..., K: ...}}");
  if (species.terms.length > 0 || species.drift !== undefined || model.sources.some((one) => one.species === name))
    return refuse("a flight feels no potential, no drift and no source", "leave mu, drift and sources out");
  const { initial } = species;
  if (initial.kind !== "point" || initial.at.length !== 1)
    return refuse("a flight starts at one point", `write initial: {${name}: {at: 0 nm}}`);
  const where = endsOf(model.domain, model, name);
  if ("because" in where) return where;
  const start = initial.at[0] as Length;
  return { law, start, amount: initial.amount, times: recordTimes(model.solves), ...where };
}

function refuse(because: string, change: string): Refusal {
  return { because, change };
}

function endsOf(domain: Domain | undefined, model: Model, name: string): { readonly ends?: Ends } | Refusal {
  if (domain?.kind === "free")
    return domain.dimensions === 1 && domain.from === undefined && domain.to === undefined
      ? {}
      : refuse(
          "a flight on a half-line has no closed law here, and a flight in a plane is another process",
          "use domain: {geometry: line} without ends, or a slab with absorbing ends",
        );
  if (domain?.kind !== "layers" || domain.geometry !== "slab" || domain.layers.length !== 1)
    return refuse(
      "a flight jumps over layers and walls alike",
      "use domain: {geometry: line}, or a slab of one layer with absorbing ends",
    );
  for (const end of ["left", "right"] as const) {
    const condition = model.boundaries.find((one) => one.species === name && one.end === end)?.condition;
    if (condition?.kind !== "absorbing")
      return refuse(
        `the ${end} end is ${condition?.kind ?? "no-flux"}: a flight crosses a wall without touching it, so what a wall would do to it (turn the jump back, stop it, forbid it) is a law that the wall does not state`,
        `write boundary: {${end}: {${name}: absorbing}}, which ends every flight that lands beyond`,
      );
  }
  const [layer] = domain.layers;
  const thickness = layer?.thickness ?? 0;
  return { ends: { from: domain.start, to: domain.start + thickness } };
}

/** Scale (K t)^(1/a) of a flight after a time [m]: that of its stable law. */
export function flightScale({ index, K }: FlightLaw, t: Time): Length {
  return pow(K * t, 1 / index);
}
