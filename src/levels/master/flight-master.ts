/**
 * The master equation of a Lévy flight: probabilities of the sites of a lattice, with rates of jumps over any distance.
 *
 * Shares nothing with the other levels: its rates are weights of a fractional difference, which know of no stable law.
 *
 * @module
 */

import type { LevelResult, Profile, Progress, Reading, Task, When } from "#levels/contract.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { recordsWithProfile } from "#levels/profile-times.ts";
import { MEASURES, type Measure } from "#model/measure.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { log } from "#numerics/elementary.ts";
import { type FlightProblem, flightProblem, flightScale } from "#step-law/flight-problem.ts";
import type { Time } from "#units/flavour.ts";
import {
  beyondRing,
  type FlightLattice,
  type KilledGenerator,
  killedGenerator,
  killedProbabilities,
  leaving,
  ringAround,
  ringProbabilities,
  ringSpacing,
  sharedStart,
  slowestDecay,
} from "./flight-lattice.ts";
import { cumulated, type FlightState, flightReading, ringDistance, ringScattering } from "./flight-readings.ts";

/** Lévy flights, at the master level. */
export const flightMaster: MotionCarrier = {
  accepts(model, name) {
    const problem = flightProblem(model, name);
    return "because" in problem ? { accepts: false, ...problem } : { accepts: true };
  },
  *solve(task) {
    const problem = flightProblem(task.model, task.species);
    if ("because" in problem) throw new Error(`Bug: the master level was asked to solve a flight that it refuses.`);
    return yield* problem.ends === undefined ? solveOnRing(task, problem) : solveBetweenEnds(task, problem);
  },
};

/** Mass beyond the ring that is worth a warning [1]. */
const FAR_MASS = 0.01;

function* solveOnRing(task: Task, problem: FlightProblem): Generator<Progress, LevelResult> {
  const { law, times } = problem;
  const spacing = ringSpacing(problem, task.model, task.refinement);
  const lattice = ringAround(problem, spacing);
  const states: FlightState[] = [];
  for (const [i, time] of times.entries()) {
    const p = time > 0 ? ringProbabilities(lattice, time) : sharedStart(lattice, problem.start);
    states.push({ time, p, sums: cumulated(p) });
    yield { fraction: (i + 1) / times.length, doing: "flights on a ring" };
  }
  const beyond = beyondRing(law, lattice, times.at(-1) ?? 0);
  const readings = readingsOf(task, problem, lattice, states, (measure, { time }) => {
    if (measure.name === "mean_distance") return law.index > 1 ? ringDistance(law, spacing, time) : undefined;
    if (measure.name === "intermediate_scattering" && measure.argument !== undefined)
      return ringScattering(law, spacing, time, measure.argument);
    return undefined;
  });
  const width = task.measures.find(({ name, species }) => name === "width_exponent" && species === task.species);
  const exponent = width && widthExponent(problem, lattice, states, task);
  if (width !== undefined && exponent !== undefined)
    readings.push({ measure: width.key, when: "timeless", value: exponent });
  return {
    level: "master",
    law: { kind: "continuum" },
    method: `jumps over any distance on a ring of ${lattice.x.length} sites ${spacing.toPrecision(4)} m apart, at the rates of the fractional centred difference, of order h^2; exact in time; at the last record ${beyond.toPrecision(2)} of the probability is beyond the ring and comes back from its other side`,
    warnings:
      beyond > FAR_MASS
        ? [
            `${(100 * beyond).toPrecision(2)} % of the flights have gone further than half the ring at the last record and stand on its other side: what is asked near the start is right, what is asked that far out is not`,
          ]
        : [],
    invariants: { massDrift: massDrift(states) },
    readings,
    profiles: profilesOf(task, problem, lattice, states),
    sharesRatesWith: [],
    sources: SOURCES,
  };
}

const SOURCES = [
  "M. D. Ortigueira, Int. J. Math. Math. Sci. 2006, 48391, doi:10.1155/IJMMS/2006/48391 (not opened; derived in the source code)",
];

function* solveBetweenEnds(task: Task, problem: FlightProblem): Generator<Progress, LevelResult> {
  const { law, times, ends } = problem;
  if (ends === undefined) throw new Error("Bug: no ends.");
  const generator = killedGenerator(law, ends, task.model, task.refinement);
  const start = sharedStart(generator, problem.start);
  const sweep = killedProbabilities(generator, start, times);
  let found = sweep.next();
  while (!found.done) {
    yield { fraction: 0.8 * found.value, doing: "killed flights" };
    found = sweep.next();
  }
  const states = found.value.map((p, i): FlightState => ({ time: times[i] as Time, p, sums: cumulated(p) }));
  const readings = readingsOf(task, problem, generator, states, () => undefined);
  readings.push(...timelessReadings(task, generator, start));
  yield { fraction: 1, doing: "killed flights" };
  return {
    level: "master",
    law: { kind: "continuum" },
    method: `jumps over any distance among ${generator.x.length} sites between the ends, at the rates of the fractional centred difference, of order h because the density rises from an end as its distance to the power ${law.index / 2}; in time by a Chebyshev series, 1e-17 left out; exit times by Levinson's recursion`,
    warnings: [],
    invariants: {},
    readings,
    profiles: profilesOf(task, problem, generator, states),
    sharesRatesWith: [],
    order: law.index === 2 ? 2 : 1,
    sources: SOURCES,
  };
}

function readingsOf(
  task: Task,
  problem: FlightProblem,
  lattice: FlightLattice,
  states: readonly FlightState[],
  special: (measure: Measure, state: FlightState) => number | undefined,
): Reading[] {
  const readings: Reading[] = [];
  for (const measure of task.measures) {
    if (measure.species !== task.species || MEASURES[measure.name] === "timeless") continue;
    for (const state of states) {
      const value = special(measure, state) ?? flightReading(measure, { model: task.model, problem, lattice, state });
      if (value !== undefined && Number.isFinite(value))
        readings.push({ measure: measure.key, when: state.time, value });
    }
  }
  return readings;
}

function timelessReadings(task: Task, generator: KilledGenerator, start: Float64Array): Reading[] {
  const asked = task.measures.filter(({ species, name }) => species === task.species && MEASURES[name] === "timeless");
  if (asked.length === 0) return [];
  const { mean, variance, right } = leaving(generator, start);
  return asked.flatMap(({ key, name, place }): Reading[] => {
    const whole = place === undefined || place.kind === "all";
    let value: number | undefined;
    if (name === "mean_exit_time" && whole) value = mean;
    if (name === "exit_time_variance" && whole) value = variance;
    if (name === "exit_probability" && place?.kind === "end") value = place.end === "right" ? right : 1 - right;
    if (name === "slowest_rate") value = slowestDecay(generator);
    return value === undefined ? [] : [{ measure: key, when: "timeless", value }];
  });
}

/** Growth of ln(interquartile range) with ln t from the first record to the last. */
function widthExponent(
  problem: FlightProblem,
  lattice: FlightLattice,
  states: readonly FlightState[],
  { model, species }: Task,
): number | undefined {
  const [first, last] = [states.find(({ time }) => time > 0), states.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  const at = (state: FlightState, argument: number): number =>
    flightReading({ key: "", name: "quantile", species, argument }, { model, problem, lattice, state }) ?? Number.NaN;
  const range = (state: FlightState) => at(state, 0.75) - at(state, 0.25);
  return log(range(last) / range(first)) / log(last.time / first.time);
}

function massDrift(states: readonly FlightState[]): number {
  return states.reduce((worst, { p }) => Math.max(worst, Math.abs(sumOf(p) - 1)), 0);
}

/** Scales of the law that a figure shows to either side. */
const SHOWN = 6;

function profilesOf(
  { model, species: name }: Task,
  { law, start, amount, ends }: FlightProblem,
  { x, spacing }: FlightLattice,
  states: readonly FlightState[],
): Profile[] {
  const kept = recordsWithProfile(
    model,
    states.map(({ time }) => time),
  );
  return states.flatMap(({ time, p }, record): Profile[] => {
    if (!kept.has(record) || !(time > 0)) return [];
    const reach = ends === undefined ? SHOWN * flightScale(law, time) : Number.POSITIVE_INFINITY;
    const from = Math.max(0, Math.floor((start - reach - x[0]) / spacing));
    const to = Math.min(x.length, Math.ceil((start + reach - x[0]) / spacing) + 1);
    const stride = Math.max(1, Math.floor((to - from) / 400));
    const length = Math.floor((to - 1 - from) / stride) + 1;
    const at = (i: number) => from + stride * i;
    return [
      {
        species: name,
        when: time as When,
        quantity: "concentration",
        coordinate: Float64Array.from({ length }, (_, i) => x[at(i)]),
        values: Float64Array.from({ length }, (_, i) => (amount * p[at(i)]) / spacing),
      },
    ];
  });
}
