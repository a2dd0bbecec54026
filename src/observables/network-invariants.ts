/**
 * Invariants that every run on a network prints: what should be zero, and how far it is.
 *
 * @module
 */

import { isOpen, type Network } from "#generator/network.ts";
import type { ReadonlyFloat64Array } from "#units/flavour.ts";
import { clearestEdge, flowOver } from "./network-state.ts";

/** Smallest concentration in any cell [mol m^-3, or probability density]. */
export function smallestConcentration({ mesh }: Network, n: ReadonlyFloat64Array): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < mesh.cellCount; i++) smallest = Math.min(smallest, n[i + 1] / mesh.volume[i]);
  return smallest;
}

/** Invariants of a steady state: flux spread where it is driven, spread of the activity where it is closed and still. */
export function steadyInvariants(network: Network, n: ReadonlyFloat64Array): Record<string, number> {
  const smallest = smallestConcentration(network, n);
  if (isOpen(network)) return { fluxSpread: fluxSpread(network, n), smallestConcentration: smallest };
  const isStill = network.landscape.leftVelocity.every((v) => v === 0);
  return {
    ...(isStill ? { equilibriumSpread: equilibriumSpread(network, n) } : {}),
    smallestConcentration: smallest,
  };
}

/** Largest less smallest activity over nodes between which something passes, relative to the largest [1]. */
function equilibriumSpread({ size, weight, forward, backward }: Network, n: ReadonlyFloat64Array): number {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = 0;
  let spread = 0;
  for (let i = 0; i < size; i++) {
    if (i > 0 && forward[i - 1] === 0 && backward[i - 1] === 0) {
      lowest = Number.POSITIVE_INFINITY;
      highest = 0;
    }
    if (!(weight[i] > 1e-280)) continue;
    lowest = Math.min(lowest, n[i] / weight[i]);
    highest = Math.max(highest, n[i] / weight[i]);
    if (highest > 0) spread = Math.max(spread, (highest - lowest) / highest);
  }
  return spread;
}

/**
 * Imbalance of a steady state: the largest difference between what enters a cell and what leaves it or is made there,
 * over the largest flow; 0 where nothing flows [1].
 */
export function fluxSpread(network: Network, n: ReadonlyFloat64Array): number {
  const { size, supplies, growth, appetite } = network;
  if (clearestEdge(network, n) === undefined) return 0;
  let largest = 0;
  let spread = 0;
  for (let i = 1; i < size - 1; i++) {
    const into = flowOver(network, n, i - 1);
    const out = flowOver(network, n, i);
    largest = Math.max(largest, Math.abs(into), Math.abs(out));
    if (appetite[i] > 0 && n[i] <= 0) continue;
    const made = supplies.volume[i] + growth[i] * n[i] - appetite[i];
    spread = Math.max(spread, Math.abs(into - out + made));
  }
  return spread / largest;
}

/** Relative change of the total amount, ledgers and volume sources included [1]. */
export function massDrift(
  network: Network,
  initial: ReadonlyFloat64Array,
  n: ReadonlyFloat64Array,
  time: number,
): number {
  let before = 0;
  let after = 0;
  let turnover = 0;
  for (let i = 0; i < network.size; i++) {
    // what reservoirs give is taken from their ledgers
    before += initial[i] + network.supplies.volume[i] * time;
    after += n[i];
    turnover = Math.max(turnover, Math.abs(initial[i]), Math.abs(n[i]));
  }
  const scale = Math.max(Math.abs(before), Math.abs(after), turnover);
  return scale > 0 ? Math.abs(after - before) / scale : 0;
}
