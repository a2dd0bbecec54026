/**
 * Uniformisation: advance the amounts of a network over an interval as a fixed-clock walk seen at Poisson times.
 *
 *     n(t + Δt) = Σ_k e^{-ΛΔt} (ΛΔt)^k / k! (1 + L/Λ)^k n(t)
 *
 * Every term is positive, and the weights left out bound the error before the sum is begun. Where something grows at a
 * rate up to g the sum is taken of L - g, in which nothing grows, and multiplied by e^{gΔt}.
 *
 * @see A. Jensen, Skand. Aktuarietidskr. 36, 87 (1953) (not opened)
 * @module
 */

import { exp } from "#numerics/elementary.ts";
import { poissonWeights } from "#numerics/poisson-weights.ts";
import type { Network } from "./network.ts";
import { fillNetworkRate } from "./network-system.ts";

/** Weight that may be left out of the sum [1]. */
export const LEFT_OUT = 1e-15;

/** The largest rate of leaving a node [s^-1]. */
export function fastestRate({ size, forward, backward, growth, wrap }: Network): number {
  let fastest = 0;
  for (let i = 0; i < size; i++) {
    let rate = -growth[i];
    if (i < size - 1) rate += forward[i];
    if (i > 0) rate += backward[i - 1];
    if (wrap && i === 1) rate += wrap.backward;
    if (wrap && i === size - 2) rate += wrap.forward;
    fastest = Math.max(fastest, rate);
  }
  return fastest;
}

/** The largest rate of growth in a node, 0 if nothing grows [s^-1]. */
export function fastestGrowth({ growth }: Network): number {
  let fastest = 0;
  for (const rate of growth) fastest = Math.max(fastest, rate);
  return fastest;
}

/** Steps that an interval takes: about the mean of the Poisson clock [1]. */
export function uniformisedSteps(network: Network, interval: number): number {
  const mean = (fastestRate(network) + fastestGrowth(network)) * interval;
  return mean + 9 * Math.sqrt(mean) + 30;
}

/**
 * Advance n by an interval, in place. A constant gain enters each step of the clock: it is the rate of a source whose
 * own amount, 1, never changes.
 */
export function advanceByUniformisation(network: Network, n: Float64Array, interval: number): void {
  const leaving = fastestRate(network);
  const growing = fastestGrowth(network);
  const { gain } = network;
  // without hops any clock will do that ticks a few times in the interval
  const rate = leaving + growing > 0 ? leaving + growing : 1 / interval;
  if (interval === 0) return;
  const { first, weights } = poissonWeights(rate * interval, LEFT_OUT);
  const term = n.slice();
  const change = new Float64Array(n.length);
  n.fill(0);
  const last = first + weights.length - 1;
  // what is not shifted by the growth: the share of a term that stays, and the amount of the source
  const stays = growing > 0 ? 1 - growing / rate : 1;
  const factor = growing > 0 ? exp(growing * interval) : 1;
  let source = 1;
  for (let k = 0; k <= last; k++) {
    if (k >= first) {
      const weight = factor * weights[k - first];
      for (let i = 0; i < n.length; i++) n[i] += weight * term[i];
    }
    fillNetworkRate(change, network, term);
    for (let i = 0; i < n.length; i++) term[i] = stays * term[i] + (change[i] - (1 - source) * gain[i]) / rate;
    source *= stays;
  }
}
