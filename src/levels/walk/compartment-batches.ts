/**
 * One batch of compartments in parcels, event by event: exponential waits at a bound of the rates, thinned.
 *
 * Where nothing changes between events the bound is the sum of the rates itself. Where volumes follow or baths change
 * in time, a wait is drawn at a bound above the rates of the moment, and volumes are moved to its end in as many parts
 * as they need; the event there happens with the probability (rates there) / bound. Where the rates come near the bound
 * on the way, it is raised, and times of the difference join those already drawn.
 *
 * @see D. T. Gillespie, J. Phys. Chem. 81, 2340 (1977), doi:10.1021/j100540a008 (not opened)
 * @see P. A. W. Lewis and G. S. Shedler, Nav. Res. Logist. Q. 26, 403 (1979) (not opened)
 * @module
 */

import { BATCHES, type BatchSolver } from "#levels/contract.ts";
import type { Measure } from "#model/measure.ts";
import { binomial } from "#numerics/binomial-sampler.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { poisson } from "#numerics/poisson-sampler.ts";
import { PURPOSE } from "#numerics/purpose.ts";
import { makeRandomStream, type RandomStream } from "#numerics/random-stream.ts";
import { type CompartmentProbe, readCompartments } from "#observables/compartment-probe.ts";
import { expectedEvents, leap, WORTH } from "./compartment-leaps.ts";
import type { Chance } from "./compartment-neutral.ts";
import type { ParcelProblem } from "./compartment-problem.ts";
import { type ParcelState, parcelState } from "./compartment-state.ts";

/** What one batch gives: by measure and record time, NaN where it has no value; and how many events it took. */
export interface ParcelPart {
  readonly values: readonly Float64Array[];
  readonly events: number;
  /** Leaps; 0 where events were followed one by one. */
  readonly leaps: number;
  /** Parcels by record time: of each species in each finite compartment, by compartment and species. */
  readonly held: readonly Float64Array[];
  /** Largest charge of a compartment at a record time, relative to the charges there [1]; only where it matters. */
  readonly imbalance?: number;
}

/** Bound of the rates over those of the moment, and the ratio below which it is raised [1]. */
const MARGIN = 1.05;
const NEAR = 1.01;
/** Candidates until the next record where nothing can happen yet [1]. */
const SPARE = 0.01;
/** Moves between two records where something is an expression of t. */
const MOVES_IN_TIME = 500;
/** Most events and moves of all batches together. */
const MOST = 2e8;
/** Events and moves over events from which on moves are what costs [1]. */
const MOVES_ALONE = 3;
/** Events between two signs of progress: some 10 ms. */
const AT_A_TIME = 4096;
const LEAPS_AT_A_TIME = 256;

/** The batches of a problem, read at record times. */
export function parcelBatches(
  problem: ParcelProblem,
  measures: readonly Measure[],
  times: readonly number[],
): BatchSolver<ParcelPart> {
  const { model, domain, system, seed } = problem;
  const probe: CompartmentProbe = { system, domain, temperature: model.temperature ?? Number.NaN };
  const { method } = model.sampling;
  const leaps =
    problem.passages.length > 0 &&
    (method === "counts" || (method === "automatic" && expectedEvents(problem, times.at(-1) ?? 0) > WORTH));
  return {
    *solve(batch) {
      const stream = makeRandomStream(seed, PURPOSE.reactions, batch);
      const state = parcelState(problem, batch);
      const values = measures.map(() => new Float64Array(times.length));
      const held: Float64Array[] = [];
      let imbalance = 0;
      const walk: ParcelWalk = {
        problem,
        state,
        stream,
        chance: { uniform: () => stream.uniform(), share: (n, p) => binomial(stream, n, p) },
        time: 0,
        next: Number.NaN,
        bound: 0,
        stride: Number.POSITIVE_INFINITY,
        events: 0,
        work: 0,
      };
      for (const [k, until] of times.entries()) {
        const longest = problem.variesInTime ? (until - walk.time) / MOVES_IN_TIME : Number.POSITIVE_INFINITY;
        while (walk.time < until) {
          if (leaps) leapOn(walk, until, longest);
          else walkOn(walk, until, longest);
          if (walk.work * BATCHES > MOST) throw tooMany(walk, times.at(-1) ?? until);
          yield { fraction: (k + walk.time / until) / times.length, doing: "parcels in compartments" };
        }
        for (const [m, measure] of measures.entries())
          (values[m] as Float64Array)[k] = readingOf(probe, state, measure, until) ?? Number.NaN;
        held.push(parcelsHeld(problem, state));
        imbalance = Math.max(imbalance, imbalanceOf(problem, state));
      }
      yield { fraction: 1, doing: "parcels in compartments" };
      const neutral = model.field === "electroneutral" ? { imbalance } : {};
      return { values, events: walk.events, leaps: leaps ? walk.work : 0, held, ...neutral };
    },
  };
}

interface ParcelWalk {
  readonly problem: ParcelProblem;
  readonly state: ParcelState;
  readonly stream: RandomStream;
  readonly chance: Chance;
  time: number;
  /** The next time at which an event may happen; NaN before it is drawn. */
  next: number;
  /** The rate at which such times come [s^-1]. */
  bound: number;
  /** How far volumes are moved at once, as was possible of late [s]. */
  stride: number;
  events: number;
  /** Events and moves. */
  work: number;
}

/** Goes on until a time, or for so many events. */
function walkOn(walk: ParcelWalk, until: number, longest: number): void {
  const { state, stream, problem } = walk;
  let { time } = walk;
  for (let n = 0; n < AT_A_TIME && time < until; n++) {
    walk.work++;
    const now = state.total();
    if (problem.isStill) {
      const wait = now > 0 ? stream.exponential() / now : Number.POSITIVE_INFINITY;
      if (time + wait >= until) time = until;
      else {
        time += wait;
        happen(walk, stream.uniform() * now, time);
      }
      continue;
    }
    if (!(walk.next > time)) {
      walk.bound = MARGIN * now + SPARE / (until - time);
      walk.next = time + stream.exponential() / walk.bound;
    }
    let target = Math.min(walk.next, until, time + Math.min(longest, state.reach(), walk.stride));
    let isCut = false;
    // Where the volumes cannot be moved so far, or the bound does not hold, go half as far.
    for (;;) {
      const isMoved = state.move(time, target);
      if (isMoved && state.total() <= walk.bound) break;
      if (isMoved) state.goBack(time);
      const middle = time + 0.5 * (target - time);
      if (!(middle > time)) throw stuck(time);
      target = middle;
      isCut = true;
    }
    if (isCut) walk.stride = target - time;
    else if (target - time >= 0.5 * walk.stride) walk.stride *= 2;
    time = target;
    if (time === walk.next) {
      const drawn = stream.uniform() * walk.bound;
      if (drawn < state.total()) happen(walk, drawn, time);
      walk.next = Number.NaN;
    } else if (time === until) walk.next = Number.NaN;
    else raiseBound(walk, time);
  }
  walk.time = time;
}

/** Goes on by leaps until a time, or for so many of them. */
function leapOn(walk: ParcelWalk, until: number, longest: number): void {
  const { state, stream, chance } = walk;
  const draw = (mean: number) => {
    const number = poisson(stream, mean);
    walk.events += number;
    return number;
  };
  for (let n = 0; n < LEAPS_AT_A_TIME && walk.time < until; n++) {
    walk.work++;
    const next = leap(state, walk.time, until, draw, longest, chance);
    if (!(next > walk.time)) throw stuck(walk.time);
    walk.time = next;
  }
}

/**
 * A higher bound where the rates come near it: candidates of the difference join those that were drawn. A wait is never
 * drawn anew at a place that depends on its end; events would come too early.
 */
function raiseBound(walk: ParcelWalk, time: number): void {
  const now = walk.state.total();
  if (NEAR * now <= walk.bound) return;
  const raised = MARGIN * now;
  walk.next = Math.min(walk.next, time + walk.stream.exponential() / (raised - walk.bound));
  walk.bound = raised;
}

/** The event at which the running sum of the rates passes what was drawn. */
function happen(walk: ParcelWalk, drawn: number, time: number): void {
  const { rates, begins } = walk.state;
  let rest = drawn;
  let last = -1;
  for (let event = 0; event < rates.length; event++) {
    if (rates[event] === 0 || !begins[event]) continue;
    last = event;
    rest -= rates[event];
    if (rest < 0) break;
  }
  walk.events += walk.state.pass(last, time, walk.chance);
}

/** A measure of the state of a batch [coherent SI]; undefined where it has no value. */
export function readingOf(
  probe: CompartmentProbe,
  state: ParcelState,
  measure: Measure,
  time: number,
): number | undefined {
  const { name, species, place } = measure;
  if (place?.kind === "membrane") {
    const m = probe.domain.membranes.findIndex((one) => one.name === place.membrane);
    if (name === "volume_flux") return state.volumeFlux(m);
    const i = probe.system.layout.species.findIndex((one) => one.name === species);
    return name === "flux" ? state.flux(i, m) : undefined;
  }
  // logarithms of what holds no parcel have no mean
  return name === "free_energy_rate" ? undefined : readCompartments(probe, measure, time, state.y);
}

function parcelsHeld({ system, parcel }: ParcelProblem, { y }: ParcelState): Float64Array {
  const held = new Float64Array(system.layout.cells.length * parcel.length);
  for (const [k, { compartment, amount }] of system.layout.cells.entries())
    for (let i = 0; i < amount.length; i++)
      if (compartment.extent.kind === "finite" && amount[i] >= 0 && parcel[i] > 0)
        held[k * amount.length + i] = y[amount[i]] / parcel[i];
  return held;
}

function imbalanceOf({ system, model }: ParcelProblem, { y }: ParcelState): number {
  let largest = 0;
  for (const { compartment, amount } of system.layout.cells) {
    if (compartment.extent.kind !== "finite" || compartment.electricPotential !== undefined) continue;
    let [charge, size] = [0, 0];
    for (let i = 0; i < amount.length; i++) {
      if (amount[i] < 0) continue;
      const z = model.species[i]?.charge ?? 0;
      charge += z * y[amount[i]];
      size += Math.abs(z) * y[amount[i]];
    }
    if (size > 0) largest = Math.max(largest, Math.abs(charge) / size);
  }
  return largest;
}

function tooMany({ time, work, events }: ParcelWalk, end: number): NumericalFailure {
  const needed = (work / time) * end * BATCHES;
  if (work > MOVES_ALONE * events)
    return new NumericalFailure(
      `parcels in compartments, t = ${time.toPrecision(4)} s`,
      `about ${needed.toExponential(1)} moves of volumes would be needed to the end, and ${MOST.toExponential(0)} are the most: in one of the runs a compartment holds so little solvent that each parcel changes it by much`,
      "use more parcels, end earlier, or use the level compartments",
    );
  return new NumericalFailure(
    `parcels in compartments, t = ${time.toPrecision(4)} s`,
    `about ${needed.toExponential(1)} events would be needed to the end, and ${MOST.toExponential(0)} are the most`,
    "use fewer parcels, end earlier, or use the level compartments",
  );
}

function stuck(time: number): NumericalFailure {
  return new NumericalFailure(
    `parcels in compartments, t = ${time} s`,
    "volumes change without bound",
    "look for a compartment that runs out of solvent",
  );
}
