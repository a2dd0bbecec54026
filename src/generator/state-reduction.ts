/**
 * Steady response of a row of nodes by state reduction: eliminate node after node as a walker would see it.
 *
 * A walker at node i, its left neighbours eliminated, goes on to i + 1 at rate k(i→i+1) or is lost at rate κ_i. So
 *
 *     κ_{i+1} = decay_{i+1} + k(i+1→i) κ_i / (k(i→i+1) + κ_i),    supply_{i+1} = rhs_{i+1} + supply_i k(i→i+1) / (...).
 *
 * Nothing is subtracted: every amount comes out with full relative accuracy, however stiff the network.
 *
 * @see W. K. Grassmann, M. I. Taksar and D. P. Heyman, Oper. Res. 33, 1107 (1985), doi:10.1287/opre.33.5.1107 (not opened)
 * @module
 */

import { NumericalFailure } from "#numerics/numerical-failure.ts";
import type { Network } from "./network.ts";
import { livingNodes } from "./steady-amounts.ts";

/** Whether the method applies: a row (no ring) in which nothing grows and nothing is consumed at zero order. */
export function canReduce(network: Network): boolean {
  return !network.wrap && network.growth.every((rate) => rate <= 0) && network.appetite.every((rate) => rate === 0);
}

/**
 * The n that solves -L n = rhs for a right side that is nowhere negative; 0 on ledgers.
 *
 * @throws NumericalFailure if nothing can leave.
 */
export function reducedResponse(network: Network, rhs: Float64Array): Float64Array {
  const [first, end] = livingNodes(network);
  const { size, forward, backward, growth } = network;
  const loss = new Float64Array(size);
  const supply = new Float64Array(size);
  const onward = (i: number): number => (i < size - 1 ? forward[i] : 0);
  const back = (i: number): number => (i > 0 ? backward[i - 1] : 0);
  for (let i = first; i < end; i++) {
    const previous = i > first ? loss[i - 1] / (onward(i - 1) + loss[i - 1] || 1) : 1;
    const arriving = i > first ? supply[i - 1] * (onward(i - 1) / (onward(i - 1) + loss[i - 1] || 1)) : 0;
    loss[i] = -growth[i] + back(i) * previous;
    supply[i] = rhs[i] + arriving;
  }
  const n = new Float64Array(size);
  for (let i = end - 1; i >= first; i--) {
    const returning = i < end - 1 ? back(i + 1) * n[i + 1] : 0;
    const leaving = onward(i) + loss[i];
    n[i] = leaving > 0 ? (supply[i] + returning) / leaving : Number.NaN;
  }
  if (!n.every(Number.isFinite))
    throw new NumericalFailure(
      "steady state",
      "nothing can leave the network",
      "give an end a concentration, or ask for equilibrium",
    );
  return n;
}
