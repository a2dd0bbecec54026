/**
 * Advance the amounts of a network over an interval by whichever exact method costs less: the sum over the ticks of a
 * clock, whose number grows with the fastest hop, or the matrix of transition probabilities by repeated squaring, whose
 * work grows with the logarithm of that number and with the cube of the size.
 *
 * Neither makes anything negative that its gains do not.
 *
 * @module
 */

import { log } from "#numerics/elementary.ts";
import type { Network } from "./network.ts";
import { fillAdvanced, transitionsOver } from "./transition-matrix.ts";
import { advanceByUniformisation, uniformisedSteps } from "./uniformisation.ts";

/** Work of one tick at one node, over that of one product of matrix entries [1]. */
const TICK = 6;

/** Advance n by an interval [s], in place. */
export function advance(network: Network, n: Float64Array, interval: number): void {
  if (interval === 0) return;
  const steps = uniformisedSteps(network, interval);
  const { size } = network;
  const squarings = 2 + Math.max(0, log(steps) / Math.LN2);
  if (steps * TICK <= squarings * size * size) advanceByUniformisation(network, n, interval);
  else advanceBySquaring(network, n, interval);
}

/** Advance n by an interval [s], in place, by the matrix of transition probabilities. */
export function advanceBySquaring(network: Network, n: Float64Array, interval: number): void {
  const { gain, size } = network;
  const isLedger = (i: number): boolean =>
    (i === 0 || i === size - 1) && network.volume[i] === Number.POSITIVE_INFINITY;
  // sources of both signs apart, so that what each has given is a sum without cancellation
  const sources = [1, -1].map((sign) => gain.map((rate, i) => (isLedger(i) ? 0 : Math.max(0, sign * rate))));
  const transitions = transitionsOver(network, interval, sources);
  const [given, taken] = transitions.arrivals;
  const out = new Float64Array(size);
  fillAdvanced(out, { ...transitions, arrivals: [given] }, n);
  // nothing hops out of a ledger, so that what it gives is the rate times the time
  for (let i = 0; i < size; i++) n[i] = out[i] - taken[i] + (isLedger(i) ? gain[i] * interval : 0);
}
