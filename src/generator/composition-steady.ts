/**
 * Steady states of a network whose rates depend on its state.
 *
 * @module
 */

import { sumOf } from "#numerics/compensated-sum.ts";
import { type SteadyLog, settle } from "#numerics/nonlinear-steady.ts";
import type { CompositionNetwork } from "./composition-network.ts";
import { largestAmounts } from "./composition-span.ts";
import { equilibriumConcentrations } from "./composition-start.ts";
import { compositionSystem } from "./composition-system.ts";
import { isOpen, type Network } from "./network.ts";
import { closedAmounts, drivenAmounts, livingNodes } from "./steady-amounts.ts";
import { fastestRate } from "./uniformisation.ts";
import { settledUptake } from "./uptake-steady.ts";

/** What to change where a mixture does not settle, in the words of a failure. */
export const ADVICE =
  "use more cells, or approach it by a transient; where Γ is close to 0 or γ grows without bound, stay further away";

/** Whether every node that holds amount has one from 0 to the largest that it may have. */
export function isInRange({ base }: CompositionNetwork, n: Float64Array, most: Float64Array): boolean {
  const [first, end] = livingNodes(base);
  for (let i = first; i < end; i++) if (!(n[i] >= 0 && n[i] <= most[i])) return false;
  return true;
}

/** Puts what is beyond the largest amounts back to them. */
export function confine({ base }: CompositionNetwork, n: Float64Array, most: Float64Array): void {
  const [first, end] = livingNodes(base);
  for (let i = first; i < end; i++) if (n[i] > most[i]) n[i] = most[i];
}

/** The longest time of a step towards a steady state, in units of the fastest hop: closed systems keep their amount. */
const LONGEST_OPEN = 1e14;
const LONGEST_CLOSED = 1e10;

/**
 * The steady amounts that follow from a start, with what the iteration did; undefined where reservoirs only take, so
 * that nothing is left.
 *
 * @throws NumericalFailure if the iteration does not settle.
 */
export function settledMixture(
  network: CompositionNetwork,
  initial: Float64Array,
): { readonly n: Float64Array; readonly log: SteadyLog } | undefined {
  const { base } = network;
  const isDriven = isOpen(network.at(initial));
  if (isDriven && network.at(initial).gain.every((gain) => gain === 0)) return undefined;
  if (network.growthSlopes !== undefined && isDriven) return settledUptake(network);
  const n = isDriven ? drivenGuess(network, initial) : restingGuess(network, initial);
  const most = largestAmounts(network, isDriven ? undefined : initial);
  const [first, end] = livingNodes(base);
  const isLiving = Uint8Array.from({ length: base.size }, (_, i) => (i >= first && i < end ? 1 : 0));
  const fastest = fastestRate(network.at(n)) || fastestRate(base);
  const log = settle(n, compositionSystem(network), {
    where: `steady state of ${base.species}`,
    first: 1 / fastest,
    longest: (isDriven ? LONGEST_OPEN : LONGEST_CLOSED) / fastest,
    isLiving,
    ...(isDriven && { confine: (at: Float64Array) => confine(network, at, most) }),
    holds: (at) => isInRange(network, at, most),
    fillTraffic: (out, at) => fillTraffic(out, network.at(at), at),
    fillScale: (out, at) => fillScale(out, base, at),
    advice: ADVICE,
  });
  if (isDriven) return { n, log };
  // what it holds, to the last digit
  return { n: closedAmounts(network.at(n), initial), log };
}

/**
 * A driven mixture to begin from: the steady amounts at the rates of an even mixture of what the ends hold, if they are in
 * range; else that mixture, or the start where the ends hold nothing. A start without a mixture may have no rates at all.
 */
export function drivenGuess(network: CompositionNetwork, initial: Float64Array): Float64Array {
  const { base } = network;
  const most = largestAmounts(network);
  const held = [base.ends.left, base.ends.right].flatMap(({ condition }) =>
    "concentration" in condition ? [condition.concentration] : [],
  );
  const mean = held.reduce((sum, c) => sum + c, 0) / Math.max(1, held.length);
  const even = Float64Array.from(initial);
  for (let i = 1; i < base.size - 1; i++) even[i] = mean * base.volume[i];
  try {
    const guess = drivenAmounts(network.at(even));
    if (isInRange(network, guess, most)) return guess;
  } catch (error) {
    if (!(error instanceof Error && "kind" in error && error.kind === "numerical")) throw error;
  }
  if (mean > 0) confine(network, even, most);
  const n = isInRange(network, even, most) && mean > 0 ? even : Float64Array.from(initial);
  confine(network, n, most);
  return n;
}

/** The equilibrium of closed cells between which all passes and nothing drifts; else the start. */
function restingGuess({ base, activity }: CompositionNetwork, initial: Float64Array): Float64Array {
  const n = Float64Array.from(initial);
  const { mesh, landscape, forward, ends, size } = base;
  const isWhole = forward.every((rate, e) => rate > 0 || e === 0 || e === size - 2);
  const isStill = landscape.leftVelocity.every((v) => v === 0) && landscape.rightVelocity.every((v) => v === 0);
  const isAlone = ends.left.kind !== "bath" && ends.right.kind !== "bath";
  const amount = sumOf(initial.subarray(1, size - 1));
  if (!isWhole || !isStill || !isAlone || !(amount > 0)) return n;
  const c = equilibriumConcentrations(mesh.volume, landscape.potential, activity, amount);
  for (let i = 0; i < c.length; i++) n[i + 1] = c[i] * mesh.volume[i];
  return n;
}

/** What enters and leaves each node per time, both ways counted. */
export function fillTraffic(out: Float64Array, network: Network, n: Float64Array): void {
  const { size, forward, backward, gain, growth, wrap } = network;
  for (let i = 0; i < size; i++) out[i] = Math.abs(gain[i]) + Math.abs(growth[i] * n[i]);
  for (let e = 0; e < size - 1; e++) {
    const both = forward[e] * n[e] + backward[e] * n[e + 1];
    out[e] += both;
    out[e + 1] += both;
  }
  if (!wrap) return;
  const both = wrap.forward * n[size - 2] + wrap.backward * n[1];
  out[size - 2] += both;
  out[1] += both;
}

/** What each node holds at the largest concentration. */
function fillScale(out: Float64Array, { size, volume, ends }: Network, n: Float64Array): void {
  let largest = 0;
  for (let i = 0; i < size; i++)
    if (volume[i] !== Number.POSITIVE_INFINITY) largest = Math.max(largest, Math.abs(n[i]) / volume[i]);
  for (const { condition } of [ends.left, ends.right])
    if ("concentration" in condition) largest = Math.max(largest, condition.concentration);
  for (let i = 0; i < size; i++)
    out[i] = volume[i] === Number.POSITIVE_INFINITY ? 1 : (largest || Number.MIN_VALUE) * volume[i];
}
