/**
 * The slowest rate at which the amounts on a network relax: the smallest eigenvalue above zero of minus its generator.
 *
 * What a reservoir holds does not change, so its node is no state; what hops into it is lost. A stirred bath is a state.
 *
 * @module
 */

import { type BirthDeathChain, slowestRate } from "#numerics/birth-death-rates.ts";
import type { Network } from "./network.ts";
import { livingNodes } from "./steady-amounts.ts";

/** The slowest rate [s^-1]; undefined for a ring, where something grows, and where nothing moves. */
export function slowestNetworkRate(network: Network): number | undefined {
  const { wrap, growth, appetite } = network;
  if (wrap !== undefined || growth.some((rate) => rate > 0) || appetite.some((rate) => rate > 0)) return undefined;
  return slowestRate(networkChain(network));
}

/** The nodes that hold amount, as a row of states. */
function networkChain(network: Network): BirthDeathChain {
  const { forward, backward, growth, size } = network;
  const [first, end] = livingNodes(network);
  const nodes = Array.from({ length: end - first }, (_, i) => first + i);
  const up = Float64Array.from(nodes, (i) => (i < end - 1 ? forward[i] : 0));
  const down = Float64Array.from(nodes, (i) => (i > first ? backward[i - 1] : 0));
  const loss = Float64Array.from(nodes, (i) => {
    const left = i === first && i > 0 ? backward[i - 1] : 0;
    const right = i === end - 1 && i < size - 1 ? forward[i] : 0;
    return left + right - growth[i];
  });
  return { up, down, loss };
}
