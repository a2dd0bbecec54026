/**
 * Whether what stands still in a network is an equilibrium, in which nothing flows and nothing is made.
 *
 * @module
 */

import { isOpen } from "#generator/network.ts";
import { END_NAMES } from "#model/model.ts";
import { farEnds } from "#observables/beyond-window.ts";
import type { ProbeContext } from "#observables/network-probe.ts";
import { outsideActivity, ROUNDING } from "#observables/network-state.ts";

/** A species of a model on its network. */
type OnNetwork = Pick<ProbeContext, "model" | "species" | "network">;

/** Why there is no equilibrium, in words; undefined for a closed network, or one between reservoirs of one activity. */
export function whyNoEquilibrium({ model, species, network }: OnNetwork): string | undefined {
  const { ends, gain, landscape } = network;
  const loose = whyNotHeld({ model, species, network }, false);
  if (loose !== undefined) return loose;
  const isCarried = [...landscape.leftVelocity, ...landscape.rightVelocity].some((v) => v !== 0);
  if (network.wrap && isCarried) return "the drift goes round the periodic domain for ever";
  if (model.sources.some((source) => source.species === species.name && source.law.rate !== 0))
    return "a source makes or consumes";
  if (!isOpen(network)) return undefined;
  const fed = END_NAMES.find((end) => ends[end].kind === "reservoir" && ends[end].condition.kind === "flux");
  if (fed) return `a flux is imposed at the ${fed} end`;
  if (isCarried) return "a drift carries what a reservoir gives";
  if (ends.left.kind !== "reservoir" || ends.right.kind !== "reservoir") return undefined;
  // the activity beyond a reservoir is declared: it does not depend on the amounts, for which the gains stand in
  const [left, right] = [outsideActivity(network, gain, "left"), outsideActivity(network, gain, "right")];
  if (Math.abs(left - right) <= ROUNDING * Math.max(left, right)) return undefined;
  return `the activity is ${rounded(left)} mol/m^3 beyond the left end and ${rounded(right)} mol/m^3 beyond the right, which drives a flux`;
}

/**
 * Why a species is not held in unbounded space, in words; undefined where walls, potential or drift hold it on all sides.
 *
 * @param driven whether the drift counts; at equilibrium the potential alone must hold
 */
export function whyNotHeld({ model, species, network }: OnNetwork, driven: boolean): string | undefined {
  const loose = farEnds(model, species, network, driven).filter(({ fate }) => fate !== "held");
  if (loose.length === 0) return undefined;
  if (species.terms.length === 0) return "nothing holds it in unbounded space";
  return `its potential does not hold it in unbounded space: e^(-V/kT) has no finite integral to the ${loose.map(({ end }) => end).join(" and to the ")}`;
}

/** The warning that nothing is stated at equilibrium. */
export function noEquilibriumWarning(species: string, because: string): string {
  return `${species} has no equilibrium: ${because}. Nothing is stated at equilibrium`;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
