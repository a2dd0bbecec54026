/**
 * The continuum in time.
 *
 * @module
 */

import type { Network } from "#generator/network.ts";
import { makeNetworkSystem, networkMatrix } from "#generator/network-system.ts";
import { isDrawnFrom, refuseBelowZero } from "#levels/below-zero.ts";
import type { Progress } from "#levels/contract.ts";
import { keepProfile, type NetworkRun, readAtTime, stateOf, warnOfWindow } from "#levels/network-run.ts";
import { recordsWithProfile } from "#levels/profile-times.ts";
import { END_NAMES, type End } from "#model/model.ts";
import { integrateAdaptively } from "#numerics/adaptive-integration.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { keepingState } from "#numerics/numerical-failure.ts";
import { massDrift, smallestConcentration } from "#observables/network-invariants.ts";

/** Largest error of a step, relative to the largest concentration. */
const TOLERANCE = 1e-8;
/** Fraction of the largest concentration at the start below which a decay is not followed digit by digit [1]. */
const AS_GOOD_AS_NOTHING = 1e-30;

/** Solve in time, read states and histories at each record time; returns words for the method line. */
export function* solveTransient(run: NetworkRun, times: readonly number[]): Generator<Progress, string> {
  const { network, initial } = run;
  const n = Float64Array.from(initial as Float64Array);
  const isPositive = new Uint8Array(network.size).fill(1);
  if (network.ends.left.kind !== "bath") isPositive[0] = 0;
  if (network.ends.right.kind !== "bath") isPositive[network.size - 1] = 0;
  let smallest = Number.POSITIVE_INFINITY;
  const system = makeNetworkSystem(network);
  const keepsProfile = recordsWithProfile(run.model, times);
  const isDrawn = isDrawnFrom(run);
  const least = AS_GOOD_AS_NOTHING * largestConcentration(network, initial, initial);
  let reached = 0;
  const steps = keepingState(
    integrateAdaptively(system, n, times, {
      tolerance: TOLERANCE,
      isPositive,
      fastestRate: fastestRate(network),
      fillScale: (scale, before, after) => fillErrorScale(scale, network, before, after, least),
      onStep: (_, after, time) => {
        if (isDrawn) refuseBelowZero(run, after, time);
        reached = time;
        smallest = Math.min(smallest, smallestConcentration(network, after));
      },
    }),
    () => stateOf(run, n, `t = ${reached} s`),
  );
  let record = 0;
  for (;;) {
    const next = steps.next();
    if (next.done) {
      const { accepted, rejected, mixed } = next.value;
      finish(run, n, times, smallest);
      warnOfWindow(run, n);
      const positive = mixed > 0 ? `, ${mixed} steps mixed with backward Euler to stay positive` : "";
      return `; TR-BDF2, second order in time, ${accepted} steps and ${rejected} rejected at tolerance ${TOLERANCE}${positive}`;
    }
    if (next.value !== "working") {
      record = next.value;
      const time = times[record];
      readAtTime(run, n, time);
      if (keepsProfile.has(record)) keepProfile(run, n, time);
    }
    yield { fraction: (record + 1) / times.length, doing: "transient" };
  }
}

/** The largest rate at which a node is left [s^-1]. */
function fastestRate(network: Network): number {
  return networkMatrix(network).diagonal.reduce((fastest, rate) => Math.max(fastest, Math.abs(rate)), 0);
}

/** The largest concentration before or after a step, or that a reservoir or bath drives towards [mol m^-3]. */
function largestConcentration(network: Network, before: Float64Array, after: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < network.size; i++)
    if (network.volume[i] !== Number.POSITIVE_INFINITY)
      largest = Math.max(largest, Math.max(before[i], after[i]) / network.volume[i]);
  for (const end of END_NAMES) largest = Math.max(largest, suppliedConcentration(network, before, end));
  return largest;
}

/**
 * Errors count against the largest concentration anywhere, and against the total amount in a ledger; a concentration
 * below the least is as good as nothing. Where there is nothing at all, any error counts.
 */
function fillErrorScale(
  scale: Float64Array,
  network: Network,
  before: Float64Array,
  after: Float64Array,
  least: number,
): void {
  const { mesh, size, volume } = network;
  const largest = Math.max(least, largestConcentration(network, before, after)) || Number.MIN_VALUE;
  // what the cells would hold at the largest concentration, or what the nodes hold, or what has passed
  let total = 0;
  for (let i = 0; i < size; i++) if (volume[i] !== Number.POSITIVE_INFINITY) total += Math.max(before[i], after[i]);
  total = Math.max(total, largest * sumOf(mesh.volume)) + Math.abs(after[0]) + Math.abs(after[size - 1]);
  for (let i = 0; i < size; i++)
    scale[i] = Math.max(Number.MIN_VALUE, volume[i] === Number.POSITIVE_INFINITY ? total : largest * volume[i]);
}

/** The concentration towards which a reservoir or bath drives the cell beside it. */
function suppliedConcentration(network: Network, n: Float64Array, end: End): number {
  const { size, volume, ends, forward, backward, gain } = network;
  const [node, cell] = end === "left" ? [0, 1] : [size - 1, size - 2];
  const [into, out] = end === "left" ? [forward[0], backward[0]] : [backward[cell], forward[cell]];
  const supply = ends[end].kind === "bath" ? into * n[node] : gain[cell];
  return out > 0 ? supply / out / volume[cell] : 0;
}

function finish(run: NetworkRun, n: Float64Array, times: readonly number[], smallest: number): void {
  const { network, initial, invariants } = run;
  const isConservative = network.growth.every((rate) => rate === 0) && network.appetite.every((rate) => rate === 0);
  if (isConservative) invariants.massDrift = massDrift(network, initial, n, times.at(-1) ?? 0);
  invariants.smallestConcentration = Math.min(smallest, invariants.smallestConcentration ?? Number.POSITIVE_INFINITY);
}
