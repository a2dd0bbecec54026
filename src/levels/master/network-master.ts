/**
 * The master equation on the hopping network, dp/dt = Q^T p, with reservoirs as constant supplies.
 *
 * @module
 */

import { initialAmounts } from "#generator/initial-amounts.ts";
import { speciesNetwork } from "#generator/motion.ts";
import { isOpen, type Network } from "#generator/network.ts";
import { canReduce, reducedResponse } from "#generator/state-reduction.ts";
import { closedAmounts, drivenAmounts, responseTo } from "#generator/steady-amounts.ts";
import { fillAdvanced, suppliesOf, type Transitions, transitionsOver } from "#generator/transition-matrix.ts";
import { advanceByUniformisation, LEFT_OUT, uniformisedSteps } from "#generator/uniformisation.ts";
import type { LevelResult, Profile, Progress, Reading, Task, When } from "#levels/contract.ts";
import type { Species } from "#model/model.ts";
import { log } from "#numerics/elementary.ts";
import { massDrift, smallestConcentration, steadyInvariants } from "#observables/network-invariants.ts";
import { meanExitTime, timeLag } from "#observables/passage-time.ts";
import { concentrations, type ProbedMeasure, probedMeasures } from "#observables/reading-list.ts";

const CELLS = 120;
/** Profiles that are kept of a transient. */
const PROFILES = 6;

interface MasterRun {
  readonly task: Task;
  readonly species: Species;
  readonly network: Network;
  readonly initial: Float64Array;
  readonly probed: readonly ProbedMeasure[];
  readonly readings: Reading[];
  readonly profiles: Profile[];
  readonly invariants: Record<string, number>;
}

/** Solve a task on the network of its species. */
export function* solveNetworkMaster(task: Task): Generator<Progress, LevelResult> {
  const { model } = task;
  const species = model.species.find((candidate) => candidate.name === task.species) as Species;
  const network = speciesNetwork(model, species, {
    cells: CELLS,
    refinement: task.refinement,
    thinnerThan: 0,
    most: Number.POSITIVE_INFINITY,
    graded: true,
  });
  const initial = initialAmounts(model, species, network);
  const run: MasterRun = {
    task,
    species,
    network,
    initial,
    probed: probedMeasures(task.measures, { model, species, network, initial }),
    readings: [],
    profiles: [],
    invariants: {},
  };
  yield { fraction: 0, doing: "steady state" };
  readSteadyStates(run);
  readPassageTimes(run);
  let clock = "";
  for (const solve of task.solves) if (solve.kind === "transient") clock = yield* solveInTime(run, solve.times);
  return {
    level: "master",
    law: {
      kind: "discrete",
      spacing: (network.mesh.edge[network.mesh.cellCount] - network.mesh.edge[0]) / network.mesh.cellCount,
    },
    method: `master equation on ${network.mesh.cellCount} states; steady by state reduction${clock}`,
    warnings: [],
    invariants: run.invariants,
    readings: run.readings,
    profiles: run.profiles,
    sources: ["Jensen 1953 (uniformisation)", "Grassmann, Taksar and Heyman 1985, doi:10.1287/opre.33.5.1107"],
  };
}

/** Response to a supply: by state reduction where it applies, else by elimination. */
function response(network: Network, supply: Float64Array): Float64Array {
  return canReduce(network) && supply.every((rate, i) => rate >= 0 || i === 0 || i === network.size - 1)
    ? reducedResponse(network, supply)
    : responseTo(network, supply);
}

function steadyAmounts({ network, initial }: MasterRun): Float64Array | undefined {
  if (!isOpen(network)) return closedAmounts(network, initial);
  if (network.gain.every((gain) => gain === 0)) return undefined;
  return network.appetite.some((rate) => rate > 0) ? drivenAmounts(network) : response(network, network.gain);
}

function readSteadyStates(run: MasterRun): void {
  const { network, task } = run;
  const kinds = new Set<When>(task.solves.map((solve) => solve.kind).filter((kind) => kind !== "transient"));
  if (kinds.size === 0 && !run.probed.some(({ kind }) => kind === "timeless")) return;
  const n = steadyAmounts(run);
  if (!n) return;
  for (const when of kinds) {
    for (const { measure, kind, probe } of run.probed)
      if (kind === "state") run.readings.push({ measure: measure.key, when, value: probe(n, true) });
    run.profiles.push(profileOf(run, n, when));
  }
  for (const { measure, kind, probe } of run.probed)
    if (kind === "timeless") run.readings.push({ measure: measure.key, when: "timeless", value: probe(n, true) });
  Object.assign(run.invariants, steadyInvariants(network, n));
}

/** The mean time of exit and the time lag, as mean times that probability spends in the network. */
function readPassageTimes({ task, species, network, initial, readings }: MasterRun): void {
  for (const { name, key, species: of, place } of task.measures) {
    if (of !== species.name) continue;
    let value: number | undefined;
    if (name === "mean_exit_time") value = meanExitTime(network, initial, response);
    if (name === "time_lag" && place?.kind === "end") value = timeLag(network, place.end, response);
    if (value !== undefined) readings.push({ measure: key, when: "timeless", value });
  }
}

function* solveInTime(run: MasterRun, times: readonly number[]): Generator<Progress, string> {
  const { network, initial, invariants } = run;
  if (network.appetite.some((rate) => rate > 0))
    return "; not followed in time: zero-order consumption is no rate of a state";
  let n: Float64Array = Float64Array.from(initial);
  let next: Float64Array = new Float64Array(network.size);
  const intervals = times.map((time, k) => time - (k > 0 ? times[k - 1] : 0));
  const plan = planSteps(network, intervals);
  const supplies = suppliesOf(network);
  const supplied = [supplies.left, supplies.right, supplies.volume].filter((supply) => supply !== undefined);
  const cache = new Map<number, Transitions>();
  const kept = new Set(
    Array.from({ length: PROFILES }, (_, k) => Math.round(((k + 1) / PROFILES) * (times.length - 1))),
  );
  let smallest = Number.POSITIVE_INFINITY;
  for (let k = 0; k < times.length; k++) {
    const interval = intervals[k];
    if (interval > 0 && plan === "uniformisation") advanceByUniformisation(network, n, interval);
    else if (interval > 0) {
      const transitions = cache.get(rounded(interval)) ?? transitionsOver(network, interval, supplied);
      cache.set(rounded(interval), transitions);
      fillAdvanced(next, transitions, n);
      // what a reservoir gives is taken from its ledger
      if (network.ends.left.kind === "reservoir") next[0] += network.gain[0] * interval;
      if (network.ends.right.kind === "reservoir") next[network.size - 1] += network.gain[network.size - 1] * interval;
      [n, next] = [next, n];
    }
    smallest = Math.min(smallest, smallestConcentration(network, n));
    for (const { measure, kind, probe } of run.probed)
      if (kind !== "timeless") run.readings.push({ measure: measure.key, when: times[k], value: probe(n) });
    if (kept.has(k)) run.profiles.push(profileOf(run, n, times[k]));
    yield { fraction: (k + 1) / times.length, doing: plan };
  }
  if (network.growth.every((rate) => rate === 0))
    invariants.massDrift = massDrift(network, initial, n, times.at(-1) ?? 0);
  invariants.smallestConcentration = smallest;
  return plan === "uniformisation"
    ? `; uniformisation, weights left out below ${LEFT_OUT}`
    : "; stiff: transition matrices by uniformisation and squaring";
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

function profileOf({ network, species }: MasterRun, n: Float64Array, when: When): Profile {
  return {
    species: species.name,
    when,
    quantity: "concentration",
    coordinate: Float64Array.from(network.mesh.center as Float64Array),
    values: concentrations({ network }, n),
  };
}
