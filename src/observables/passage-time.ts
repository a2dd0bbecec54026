/**
 * What a steady solve gives without stepping: the time lag of permeation, the law of the exit through open ends.
 *
 *     lag = ∫ (J_ss - J(t)) dt / J_ss = J[M] / J_ss,   -L M = n_ss          (starting empty)
 *     mean exit time = Σ M / Σ n(0),                    -L M = n(0)
 *     mean of its square = 2 Σ M' / Σ n(0),             -L M' = M
 *     probability of an end = J[M] there / Σ n(0)
 *
 * Each level brings its own way to solve for the response -L M = supply.
 *
 * @see H. L. Frisch, J. Phys. Chem. 61, 93 (1957), doi:10.1021/j150547a018 (not opened)
 * @module
 */

import { isOpen, type Network } from "#generator/network.ts";
import type { End } from "#model/model.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { flowOver, steadyFlowOver } from "./network-state.ts";

/** The amounts M that solve -L M = supply [mol s if the supply is an amount]. */
export type Response = (network: Network, supply: Float64Array) => Float64Array;

/** Time lag of what leaves through an end [s]; undefined where nothing is supplied or nothing flows. */
export function timeLag(network: Network, end: End, respond: Response): number | undefined {
  const { ends, gain, appetite, size } = network;
  const isFed = gain.some((rate) => rate !== 0);
  // consumption at zero order is not linear: what is missing then has no equation of its own
  if (!isFed || ends[end].kind !== "reservoir" || appetite.some((rate) => rate > 0)) return undefined;
  const edge = end === "left" ? 0 : size - 2;
  const steady = respond(network, gain);
  const flow = steadyFlowOver(network, steady, edge);
  if (flow === 0) return undefined;
  const none = new Float64Array(size);
  const unfed = { ...network, gain: none, supplies: { left: 0, right: 0, volume: none } };
  return flowOver(unfed, respond(network, steady), edge) / flow;
}

/** Mean time that what is there at first stays [s]; undefined where more is supplied, or made, or nothing can leave. */
export function meanExitTime(network: Network, initial: Float64Array, respond: Response): number | undefined {
  return onlyEmpties(network) ? sumOf(respond(network, initial)) / sumOf(initial) : undefined;
}

/** Variance of the time that what is there at first stays [s^2]; undefined as for the mean. */
export function exitTimeVariance(network: Network, initial: Float64Array, respond: Response): number | undefined {
  if (!onlyEmpties(network)) return undefined;
  const first = respond(network, initial);
  const total = sumOf(initial);
  const mean = sumOf(first) / total;
  return (2 * sumOf(respond(network, first))) / total - mean * mean;
}

/** Fraction of what is there at first that leaves through an end [1]; undefined as for the mean. */
export function exitProbability(
  network: Network,
  initial: Float64Array,
  end: End,
  respond: Response,
): number | undefined {
  if (!onlyEmpties(network)) return undefined;
  const edge = end === "left" ? 0 : network.size - 2;
  const outward = end === "left" ? -1 : 1;
  return (outward * flowOver(network, respond(network, initial), edge)) / sumOf(initial);
}

/** Whether all that happens is that what is there leaves or decays. */
function onlyEmpties(network: Network): boolean {
  const { gain, growth, appetite } = network;
  const isSteered = gain.some((rate) => rate !== 0) || appetite.some((rate) => rate > 0);
  return !isSteered && growth.every((rate) => rate <= 0) && isOpen(network);
}
