/**
 * The master equation of a mixture in mean field: a hop feels the others by the densities at its two ends.
 *
 *     dn/dt = Q(n) n
 *
 * What one molecule does is a Markov chain as long as the densities stay as they are: so n is moved by Q of the moment for
 * a while, n(t + Δt) = e^{Q(n_½) Δt} n(t) with n_½ = e^{Q(n) Δt/2} n, by uniformisation. Each such move keeps what n adds
 * up to, and cannot make anything negative; it is of second order in Δt, and extrapolated from whole and half steps where that
 * leaves n in its range. A steady state is where n is stationary under its
 * own Q(n), found by moving part of the way to the stationary
 * state of the present one, round after round.
 *
 * @module
 */

import { advance } from "#generator/advance.ts";
import type { CompositionNetwork } from "#generator/composition-network.ts";
import { largestAmounts } from "#generator/composition-span.ts";
import { confine, drivenGuess, fillTraffic, isInRange, settledMixture } from "#generator/composition-steady.ts";
import { isOpen, type Network } from "#generator/network.ts";
import { fillNetworkRate, makeNetworkSystem } from "#generator/network-system.ts";
import { canReduce, reducedResponse } from "#generator/state-reduction.ts";
import { closedAmounts, livingNodes, responseTo } from "#generator/steady-amounts.ts";
import { advanceByUniformisation, fastestRate, LEFT_OUT } from "#generator/uniformisation.ts";
import {
  acceptsComposition,
  type CompositionRun,
  jumpsInWords,
  orderOf,
  readingsInMoles,
  refuseUnstable,
  startedComposition,
} from "#levels/composition-run.ts";
import type { LevelResult, Progress, Task } from "#levels/contract.ts";
import { keepProfile, readAtTime, warnOfWindow } from "#levels/network-run.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { recordsWithProfile } from "#levels/profile-times.ts";
import { speciesNamed } from "#levels/species-named.ts";
import { readSteadyStates } from "#levels/steady-readings.ts";
import { isSaturable } from "#model/uptake.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { massDrift, smallestConcentration } from "#observables/network-invariants.ts";

const CELLS = 60;
/** Carriers at walls make layers with steep ends. */
const CELLS_OF_UPTAKE = 120;
/** Fewer in time, since the work of a step goes as their cube. */
const CELLS_IN_TIME = 40;
/** Largest difference between a step and its two halves, over 3: in largest amounts, and in what the step changes [1]. */
const TOLERANCE = 1e-5;
const OF_CHANGE = 1e-3;
/** A difference that is let pass where next to nothing changes, in largest amounts [1]. */
const LEAST = 1e-9;
/** First step in units of the fastest hop [1]. */
const FIRST = 1e-2;
const MOST_STEPS = 300_000;
/** Residual, in units of what passes through a state, at which a steady state is settled [1]. */
const SMALL = 1e-13;
/** The same where Newton's method has found it [1]. */
const SMALL_BY_NEWTON = 1e-11;
const MOST_ROUNDS = 20_000;
const ROUNDS_OF_UPTAKE = 40;
/** After so many rounds the residual must have fallen, or the state is moved by half as much [1]. */
const SOME_ROUNDS = 100;

/** Mixtures that feel themselves, at the level of the master equation. */
export const nonlinearMaster: MotionCarrier = { accepts: acceptsComposition, solve };

function* solve(task: Task): Generator<Progress, LevelResult> {
  const isUptake = isSaturable(task.model, speciesNamed(task.model, task.species));
  const isTimed = task.solves.some(({ kind }) => kind === "transient");
  const run = startedComposition(task, isUptake ? (isTimed ? CELLS_IN_TIME : CELLS_OF_UPTAKE) : CELLS);
  yield { fraction: 0, doing: "steady state" };
  let steady = "";
  readSteadyStates(run, () => {
    const settled = stationary(run);
    if (settled === undefined) return undefined;
    run.composition.at(settled.n);
    refuseUnstable(run, settled.n, `stationary state of ${run.species.name}`);
    steady = `; stationary under its own rates ${settled.found}`;
    return settled.n;
  });
  let steps = "";
  for (const solve of task.solves) if (solve.kind === "transient") steps = yield* solveInTime(run, solve.times);
  const { mesh } = run.network;
  const order = orderOf(run);
  return {
    level: "master",
    law: { kind: "discrete", spacing: (mesh.edge[mesh.cellCount] - mesh.edge[0]) / mesh.cellCount },
    method: `master equation in mean field on ${mesh.cellCount} states, ${isUptake ? "captures by carriers as full as the densities make them" : "rates by the densities at both ends of a hop"}${jumpsInWords(run)}${steady}${steps}`,
    warnings: run.warnings,
    invariants: run.invariants,
    readings: readingsInMoles(run),
    profiles: run.profiles,
    ...(order === undefined ? {} : { order }),
    sources: [
      "Jensen 1953 (uniformisation; not opened)",
      "Grassmann, Taksar and Heyman 1985, doi:10.1287/opre.33.5.1107 (not opened)",
    ],
  };
}

/** Amounts that are stationary under their own rates; undefined where reservoirs only take. */
function stationary({ composition, initial, species }: CompositionRun): { n: Float64Array; found: string } | undefined {
  const start = Float64Array.from(initial);
  const network = composition.at(start);
  const isDriven = isOpen(network);
  if (isDriven && network.gain.every((gain) => gain === 0)) return undefined;
  const rounds = byRounds(composition, start, isDriven);
  if (typeof rounds !== "number") return { n: rounds.n, found: `after ${rounds.rounds} rounds` };
  // rounds that take the rates as they were do not settle where γ is very steep
  const settled = settledMixture(composition, start)?.n;
  if (settled !== undefined && residualOf(composition, settled) <= SMALL_BY_NEWTON)
    return { n: settled, found: "by Newton's method, since rounds at the rates of the moment did not settle" };
  throw new NumericalFailure(
    `stationary state of ${species.name}`,
    `its rates and its amounts do not come to fit: the last residual is ${rounds.toPrecision(3)} of what passes through a state`,
    "use fewer cells, or the level continuum",
  );
}

/** Round after round part of the way to what is stationary at the rates of the moment; else the last residual. */
function byRounds(
  composition: CompositionNetwork,
  start: Float64Array,
  isDriven: boolean,
): { n: Float64Array; rounds: number } | number {
  // where D vanishes with the mixture, nothing moves at the rates of an empty start
  let n = isDriven ? drivenGuess(composition, start) : start;
  const most = largestAmounts(composition, isDriven ? undefined : start);
  let residual = Number.POSITIVE_INFINITY;
  let before = residual;
  let share = 1;
  // what carriers take is small beside what passes to and fro: some rounds more, each of which comes nearer
  const least = composition.growthSlopes === undefined ? 0 : ROUNDS_OF_UPTAKE;
  for (let rounds = 0; rounds < MOST_ROUNDS && share > 1e-4; rounds++) {
    residual = residualOf(composition, n);
    if (residual <= SMALL && rounds > least) return { n, rounds };
    if (rounds % SOME_ROUNDS === 0) {
      if (!(residual < 0.7 * before) && rounds > 0) share *= 0.5;
      before = residual;
    }
    const goal = goalAt(composition.at(n), start, isDriven);
    if (goal === undefined) return residual;
    // a repulsion that is felt as it was makes the state swing to and fro by Γ - 1
    let part = share / largestFactor(composition, n);
    const moved = () => n.map((value, i) => value + part * (goal[i] - value));
    let next = moved();
    for (let count = 0; count < 40 && !isInRange(composition, next, most); count++) {
      part *= 0.5;
      next = moved();
    }
    n = next;
    if (isDriven) confine(composition, n, most);
  }
  return residual;
}

/** What is stationary at the rates of a network; undefined where γ differs by more than its rates can hold. */
function goalAt(frozen: Network, start: Float64Array, isDriven: boolean): Float64Array | undefined {
  try {
    return isDriven ? response(frozen) : closedAmounts(frozen, start);
  } catch (error) {
    if (error instanceof NumericalFailure) return undefined;
    throw error;
  }
}

/** The largest thermodynamic factor in any cell, at least 1. */
function largestFactor({ activity, base }: CompositionNetwork, n: Float64Array): number {
  let largest = 1;
  if (activity.isIdeal) return largest;
  for (let i = 1; i < base.size - 1; i++)
    largest = Math.max(largest, activity.factor(Math.min(n[i] / base.volume[i], activity.highest)));
  return largest;
}

function response(network: Network): Float64Array {
  const { gain, size } = network;
  const isSupply = gain.every((rate, i) => rate >= 0 || i === 0 || i === size - 1);
  return canReduce(network) && isSupply ? reducedResponse(network, gain) : responseTo(network, gain);
}

function residualOf(composition: CompositionNetwork, n: Float64Array): number {
  const network = composition.at(n);
  const rate = new Float64Array(network.size);
  const traffic = new Float64Array(network.size);
  fillNetworkRate(rate, network, n);
  fillTraffic(traffic, network, n);
  const [first, end] = livingNodes(network);
  let worst = 0;
  for (let i = first; i < end; i++) if (rate[i] !== 0) worst = Math.max(worst, Math.abs(rate[i]) / traffic[i]);
  return worst;
}

/** A state after a time to first order, which is enough for the rates of the middle of a step: two implicit steps. */
function fillMiddle(state: Float64Array, frozen: Network, interval: number): void {
  const system = makeNetworkSystem(frozen);
  system.prepare(0.5 * interval);
  system.solve(state);
  system.solve(state);
}

function* solveInTime(run: CompositionRun, times: readonly number[]): Generator<Progress, string> {
  const { composition, initial, invariants, network } = run;
  const where = `master equation of ${run.species.name}`;
  const n = Float64Array.from(initial);
  const most = largestAmounts(composition, n);
  const middle = new Float64Array(n.length);
  const whole = new Float64Array(n.length);
  const next = new Float64Array(n.length);
  const isUptake = composition.growthSlopes !== undefined;
  /** A state after a time, at the rates of the middle. */
  const move = (state: Float64Array, interval: number): void => {
    middle.set(state);
    if (isUptake) fillMiddle(middle, composition.at(state), 0.5 * interval);
    else advanceByUniformisation(composition.at(state), middle, 0.5 * interval);
    const advanceWhole = isUptake ? advance : advanceByUniformisation;
    advanceWhole(composition.at(middle), state, interval);
  };
  const keepsProfile = recordsWithProfile(run.model, times);
  refuseUnstable(run, n, `${where}, t = 0 s`);
  let smallest = smallestConcentration(network, n);
  let step = FIRST / (fastestRate(composition.at(n)) || 1 / (times.at(-1) || 1));
  let accepted = 0;
  let rejected = 0;
  let time = 0;
  for (const [k, target] of times.entries()) {
    while (time < target) {
      const remaining = target - time;
      const trial = step >= remaining ? remaining : step > 0.5 * remaining ? 0.5 * remaining : step;
      whole.set(n);
      move(whole, trial);
      next.set(n);
      move(next, 0.5 * trial);
      move(next, 0.5 * trial);
      // rates that cancel nearly, Γ close to 0, make an error that is small beside n large beside what n changes by
      const allowed = Math.max(LEAST, Math.min(TOLERANCE, OF_CHANGE * difference(network, n, next)));
      const error = difference(network, whole, next) / 3 / allowed;
      for (let i = 0; i < n.length; i++) whole[i] = next[i] + (next[i] - whole[i]) / 3;
      if (isInRange(composition, whole, most)) next.set(whole);
      const isFit = error <= 1 && isInRange(composition, next, most);
      // the error goes as the cube of the step, what it is allowed to be as the step
      const factor = error > 0 ? 0.9 / Math.sqrt(error) : 4;
      if (!isFit) {
        rejected++;
        step = trial * Math.max(0.1, Math.min(0.7, factor));
        if (!(step > time * Number.EPSILON))
          throw new NumericalFailure(`${where}, t = ${time} s`, "the step shrank to nothing", "use fewer cells");
        continue;
      }
      n.set(next);
      time = trial === remaining ? target : time + trial;
      refuseUnstable(run, n, `${where}, t = ${time.toPrecision(4)} s`);
      smallest = Math.min(smallest, smallestConcentration(network, n));
      const grown = trial * Math.max(0.5, Math.min(3, factor));
      step = trial === step || grown < step ? grown : step;
      if (++accepted > MOST_STEPS)
        throw new NumericalFailure(`${where}, t = ${time} s`, `${MOST_STEPS} steps were not enough`, "end earlier");
      if (accepted % 64 === 0) yield { fraction: k / times.length, doing: "uniformisation" };
    }
    composition.at(n);
    readAtTime(run, n, target);
    if (keepsProfile.has(k)) keepProfile(run, n, target);
    yield { fraction: (k + 1) / times.length, doing: "uniformisation" };
  }
  if (network.growth.every((rate) => rate === 0))
    invariants.massDrift = massDrift(network, initial, n, times.at(-1) ?? 0);
  invariants.smallestConcentration = smallest;
  warnOfWindow(run, n);
  return `; ${accepted} steps by uniformisation${isUptake ? " and, where it ticks often, by squaring transition matrices," : ""} at the rates of their middle, extrapolated from half steps, ${rejected} rejected at tolerance ${TOLERANCE}, weights left out below ${LEFT_OUT}`;
}

/** Largest difference of two states, in units of what a state holds at the largest concentration. */
function difference({ size, volume, mesh }: Network, a: Float64Array, b: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < size; i++)
    if (volume[i] !== Number.POSITIVE_INFINITY) largest = Math.max(largest, b[i] / volume[i]);
  const whole = largest * sumOf(mesh.volume) + Math.abs(b[0]) + Math.abs(b[size - 1]);
  let worst = 0;
  for (let i = 0; i < size; i++) {
    const scale = volume[i] === Number.POSITIVE_INFINITY ? whole : largest * volume[i];
    if (scale > 0) worst = Math.max(worst, Math.abs(a[i] - b[i]) / scale);
  }
  return worst;
}
