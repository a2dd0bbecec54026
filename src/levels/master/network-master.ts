/**
 * The master equation on the hopping network, dp/dt = Q^T p, with reservoirs as constant supplies.
 *
 * @module
 */

import { isOpen, type Network } from "#generator/network.ts";
import { canReduce, reducedResponse } from "#generator/state-reduction.ts";
import { closedAmounts, drivenAmounts, responseTo } from "#generator/steady-amounts.ts";
import { fillAdvanced, suppliesOf, type Transitions, transitionsOver } from "#generator/transition-matrix.ts";
import { advanceByUniformisation, LEFT_OUT, uniformisedSteps } from "#generator/uniformisation.ts";
import { isDrawnFrom, refuseBelowZero } from "#levels/below-zero.ts";
import type { LevelResult, Progress, Task } from "#levels/contract.ts";
import { keepProfile, type NetworkRun, readAtTime, startedRun, warnOfWindow } from "#levels/network-run.ts";
import { recordsWithProfile } from "#levels/profile-times.ts";
import { readPassageTimes, readSteadyStates } from "#levels/steady-readings.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { log } from "#numerics/elementary.ts";
import { massDrift, smallestConcentration } from "#observables/network-invariants.ts";

const CELLS = 120;

/** A constant supply by origin: what it gives to each node [mol s^-1]. */
interface Supplied {
  readonly from: "left" | "right" | "volume";
  readonly rates: Float64Array;
}

/** Solve a task on the network of its species. */
export function* solveNetworkMaster(task: Task): Generator<Progress, LevelResult> {
  const run = startedRun(task, CELLS);
  const { network } = run;
  yield { fraction: 0, doing: "steady state" };
  readSteadyStates(run, steadyAmounts);
  readPassageTimes(run, response);
  let clock = "";
  for (const solve of task.solves) if (solve.kind === "transient") clock = yield* solveInTime(run, solve.times);
  return {
    level: "master",
    law: {
      kind: "discrete",
      spacing: (network.mesh.edge[network.mesh.cellCount] - network.mesh.edge[0]) / network.mesh.cellCount,
    },
    method: `master equation on ${network.mesh.cellCount} states; steady by state reduction${clock}`,
    warnings: run.warnings,
    invariants: run.invariants,
    readings: run.readings,
    profiles: run.profiles,
    sources: [
      "Jensen 1953 (uniformisation; not opened)",
      "Grassmann, Taksar and Heyman 1985, doi:10.1287/opre.33.5.1107 (not opened)",
    ],
  };
}

/** Response to a supply: by state reduction where it applies, else by elimination. */
function response(network: Network, supply: Float64Array): Float64Array {
  return canReduce(network) && supply.every((rate, i) => rate >= 0 || i === 0 || i === network.size - 1)
    ? reducedResponse(network, supply)
    : responseTo(network, supply);
}

/** The steady state; undefined where reservoirs only take, so that nothing is left. */
function steadyAmounts({ network, initial }: NetworkRun): Float64Array | undefined {
  if (!isOpen(network)) return closedAmounts(network, initial);
  if (network.gain.every((gain) => gain === 0)) return undefined;
  return network.appetite.some((rate) => rate > 0) ? drivenAmounts(network) : response(network, network.gain);
}

function* solveInTime(run: NetworkRun, times: readonly number[]): Generator<Progress, string> {
  const { network, initial, invariants } = run;
  if (network.appetite.some((rate) => rate > 0))
    return "; not followed in time: zero-order consumption is no rate of a state";
  let n: Float64Array = Float64Array.from(initial);
  let next: Float64Array = new Float64Array(network.size);
  const intervals = times.map((time, k) => time - (k > 0 ? times[k - 1] : 0));
  const plan = planSteps(network, intervals);
  const supplies = suppliesOf(network);
  const supplied = (["left", "right", "volume"] as const).flatMap((from) => {
    const rates = supplies[from];
    return rates === undefined ? [] : [{ from, rates }];
  });
  const sources = supplied.map(({ rates }) => rates);
  const cache = new Map<number, Transitions>();
  const keepsProfile = recordsWithProfile(run.model, times);
  const isDrawn = isDrawnFrom(run);
  let smallest = Number.POSITIVE_INFINITY;
  for (let k = 0; k < times.length; k++) {
    const interval = intervals[k];
    if (interval > 0 && plan === "uniformisation") advanceByUniformisation(network, n, interval);
    else if (interval > 0) {
      const transitions =
        cache.get(rounded(interval)) ??
        onBalance(transitionsOver(network, interval, sources), network, supplied, interval);
      cache.set(rounded(interval), transitions);
      fillAdvanced(next, transitions, n);
      [n, next] = [next, n];
    }
    smallest = Math.min(smallest, smallestConcentration(network, n));
    if (isDrawn) refuseBelowZero(run, n, times[k]);
    readAtTime(run, n, times[k]);
    if (keepsProfile.has(k)) keepProfile(run, n, times[k]);
    yield { fraction: (k + 1) / times.length, doing: plan };
  }
  if (network.growth.every((rate) => rate === 0))
    invariants.massDrift = massDrift(network, initial, n, times.at(-1) ?? 0);
  invariants.smallestConcentration = smallest;
  warnOfWindow(run, n);
  return plan === "uniformisation"
    ? `; uniformisation, weights left out below ${LEFT_OUT}`
    : "; stiff: transition matrices by uniformisation and squaring";
}

/**
 * What a reservoir gives is taken from its ledger. On balance the ledger loses what of it is elsewhere, which is exact where
 * nothing decays: the difference of what it gave and what came back would carry the rounding of all that went to and fro.
 */
function onBalance(
  transitions: Transitions,
  { supplies, growth, size, gain }: Network,
  supplied: readonly Supplied[],
  interval: number,
): Transitions {
  const keeps = growth.every((rate) => rate === 0);
  const arrivals = transitions.arrivals.map((arrived, s) => {
    const { from } = supplied[s];
    if (from === "volume" || supplies[from] === 0) return arrived;
    const ledger = from === "left" ? 0 : size - 1;
    const settled = arrived.slice();
    settled[ledger] = 0;
    settled[ledger] = keeps ? -sumOf(settled) : arrived[ledger] + gain[ledger] * interval;
    return settled;
  });
  return { ...transitions, arrivals };
}

/** Equal intervals differ by rounding: to 12 digits they are one. */
function rounded(interval: number): number {
  return Number(interval.toPrecision(12));
}

function planSteps(network: Network, intervals: readonly number[]): "uniformisation" | "squaring" {
  let steps = 0;
  let squarings = 0;
  for (const interval of intervals) steps += uniformisedSteps(network, interval);
  for (const interval of new Set(intervals.map(rounded)))
    if (interval > 0) squarings += 2 + Math.max(0, log(uniformisedSteps(network, interval)) / Math.LN2);
  const { size } = network;
  return steps * size * 6 <= squarings * size * size * size ? "uniformisation" : "squaring";
}
