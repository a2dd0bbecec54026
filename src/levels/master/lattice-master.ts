/**
 * The master equation of a lattice walk, solved as it stands: no sampling, no smoothing.
 *
 * Exact for the lattice but for rounding, for the floor of `lattice-field.ts`, and for what a Poisson clock leaves out
 * (`lattice-chain.ts`). What the lattice itself adds to the continuum (excess kurtosis -2/n along a line for a fixed
 * clock, +1/n for a Poisson clock) is part of the answer.
 *
 * @module
 */

import type { Acceptance, LevelResult, Profile, Progress, Reading, Task, When } from "#levels/contract.ts";
import { speciesNamed } from "#levels/species-named.ts";
import type { Measure } from "#model/measure.ts";
import type { Model, WalkLaw } from "#model/model.ts";
import { weightedSum } from "#numerics/compensated-sum.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { poissonWeights } from "#numerics/poisson-weights.ts";
import { lateSlope } from "#step-law/late-slope.ts";
import { latticeCoordinate } from "#step-law/lattice-coordinate.ts";
import { stepsUntil } from "#step-law/lattice-law.ts";
import { siteChain } from "#step-law/site-chain.ts";
import { slowestSiteRate } from "#step-law/site-rest.ts";
import { distinctSitesInBox, returnHistory } from "./first-return.ts";
import {
  equilibriumField,
  fieldAfter,
  type LatticeChain,
  LEFT_OUT,
  latticeChain,
  passesOf,
  type Work,
} from "./lattice-chain.ts";
import { type LatticeField, pointField, totalOf } from "./lattice-field.ts";
import { type LatticeState, latticeReading, latticeState, spreadOf } from "./lattice-readings.ts";

/** Sites handled between two signs of life: 10 to 20 ms. */
const SITES_BETWEEN_YIELDS = 2_000_000;
/** The most profile values that are kept; beyond it only the last profile is. */
const LARGEST_PROFILES = 2_000_000;
/** The most site updates that counting distinct sites in a box may take. */
const LARGEST_COUNT = 2e10;

/** Whether the lattice master equation can carry the species: yes, or why not and what to change. */
export function acceptsLatticeMaster(model: Model, species: string): Acceptance {
  const chain = latticeChain(model, species, 1);
  return "because" in chain ? { accepts: false, because: chain.because, change: chain.change } : { accepts: true };
}

/**
 * Solves the master equation of one species.
 *
 * @throws NumericalFailure if the model cannot be carried (see {@link acceptsLatticeMaster}).
 */
export function* solveLatticeMaster(task: Task): Generator<Progress, LevelResult> {
  const posed = latticeChain(task.model, task.species, task.refinement);
  if ("because" in posed) throw new NumericalFailure("lattice master equation", posed.because, posed.change);
  const chain: LatticeChain = posed;
  const { problem, frame } = chain;
  const { times } = problem;
  const readings: Reading[] = [];
  const profiles: Profile[] = [];
  const late = { mean: new Float64Array(times.length), variance: new Float64Array(times.length) };
  const keepsProfiles = frame.size[0] * times.length <= LARGEST_PROFILES;
  let massDrift = 0;

  function* record(when: When, state: LatticeState, keepsProfile: boolean): Generator<Progress, void> {
    const { field } = state;
    for (const measure of task.measures) {
      const value = latticeReading(measure, problem, state);
      if (value !== undefined) readings.push({ measure: measure.key, when, value });
      yield progressOf(work, total);
    }
    massDrift = Math.max(massDrift, Math.abs(totalOf(frame, field) - 1));
    if (frame.dimensions === 1 && keepsProfile) profiles.push(...profilesOf(task.species, when, chain, field));
  }

  const work: Work = { passes: 0 };
  const total = chain.passes * (needsHistory(task) ? 2 : 1);
  let field = pointField(frame);
  for (const [j, interval] of chain.intervals.entries()) {
    field = yield* withProgress(fieldAfter(interval, field, chain, work), work, total);
    const state = latticeState(frame, field);
    yield* record(times[j] as number, state, keepsProfiles || j === times.length - 1);
    const { mean, variance } = spreadOf(state);
    late.mean[j] = mean;
    late.variance[j] = variance;
  }
  if (problem.box !== undefined)
    for (const { kind } of task.solves)
      if (kind !== "transient") yield* record(kind, latticeState(frame, equilibriumField(chain)), true);

  const warnings: string[] = [];
  readings.push(...(yield* historyReadings(task, chain, warnings, work, total)));
  if (problem.box === undefined) readings.push(...timelessReadings(task, chain, late));
  if (problem.box !== undefined) readings.push(...slowestReadings(task));
  return {
    level: "master",
    law: discreteLaw(problem.law),
    method: methodOf(chain, task.measures),
    warnings,
    invariants: { massDrift },
    readings,
    profiles,
    sources: [],
  };
}

/** The discrete law that a walk describes: its spacing, and the step of a fixed clock. */
function discreteLaw({ spacing, clock }: WalkLaw): LevelResult["law"] {
  return clock.kind === "fixed" ? { kind: "discrete", spacing, step: clock.interval } : { kind: "discrete", spacing };
}

function methodOf({ problem, passes, frame }: LatticeChain, measures: readonly Measure[]): string {
  const { law, made } = problem;
  const how =
    law.clock.kind === "fixed"
      ? `master equation by ${passes} exact steps`
      : `master equation by uniformisation, ${passes} steps, less than ${LEFT_OUT} left out in each interval`;
  const floor = `on ${frame.size[0] - 2} sites along x, exact for this lattice but for values below ${frame.floor}`;
  const showsSlopes = measures.some(({ name }) => name === "drift_velocity" || name === "diffusivity");
  const slopes = showsSlopes ? ["v and D are least-squares slopes over the later half of the record times"] : [];
  return [how, floor, ...slopes, ...(made === undefined ? [] : [made])].join("; ");
}

function progressOf({ passes }: Work, total: number): Progress {
  return { fraction: total > 0 ? Math.min(1, passes / total) : 1, doing: "solving the master equation" };
}

/** Drives a generator of site counts, and yields progress each time that enough sites were handled. */
function* withProgress<T>(inner: Generator<number, T>, work: Work, total: number): Generator<Progress, T> {
  let sites = 0;
  for (;;) {
    const next = inner.next();
    if (next.done === true) return next.value;
    sites += next.value;
    if (sites < SITES_BETWEEN_YIELDS) continue;
    sites = 0;
    yield progressOf(work, total);
  }
}

function needsHistory({ measures }: Task): boolean {
  return measures.some(({ name }) => name === "return_probability" || name === "distinct_sites" || name === "range");
}

/** Return probability and distinct sites at the record times. */
function* historyReadings(
  task: Task,
  { problem, frame, step }: LatticeChain,
  warnings: string[],
  work: Work,
  total: number,
): Generator<Progress, Reading[]> {
  const last = problem.times.at(-1);
  if (last === undefined || !needsHistory(task)) return [];
  const { law, times } = problem;
  // A history by the number of steps, read at a time: at its step, or averaged over the Poisson number of steps.
  const readAt = (history: Float64Array, time: number): number => {
    if (law.clock.kind === "fixed") return history[stepsUntil(law, time)];
    const { first, weights } = poissonWeights(time / law.clock.interval, LEFT_OUT);
    return weightedSum(weights, history.subarray(first, first + weights.length));
  };
  const steps =
    law.clock.kind === "fixed"
      ? stepsUntil(law, last)
      : passesOf({ kind: "weights", weights: poissonWeights(last / law.clock.interval, LEFT_OUT) });
  const { returned, distinct } = yield* withProgress(returnHistory(frame, step, steps), work, total);
  const readings: Reading[] = [];
  for (const { key, name } of task.measures) {
    let history: Float64Array | undefined;
    if (name === "return_probability") history = returned;
    if (name === "distinct_sites" || (name === "range" && frame.dimensions === 1)) {
      history = distinct;
      if (history === undefined && frame.size[0] * frame.size[0] * steps <= LARGEST_COUNT)
        history = yield* withProgress(distinctSitesInBox(frame, step, steps), work, total);
      if (history === undefined) warnings.push(`${key}: the box has too many sites to count the distinct ones`);
    }
    if (history === undefined) continue;
    for (const time of times) {
      const value = readAt(history, time);
      // a walk along a line leaves no site out
      readings.push({ measure: key, when: time, value: name === "range" ? law.spacing * (value - 1) : value });
    }
  }
  return readings;
}

/** Drift velocity and diffusion coefficient from the moments at the later record times, in free space. */
function timelessReadings(
  { measures }: Task,
  { problem, clockTimes }: LatticeChain,
  late: { readonly mean: Float64Array; readonly variance: Float64Array },
): Reading[] {
  const { spacing } = problem.law;
  const times = Float64Array.from(clockTimes);
  const readings: Reading[] = [];
  for (const { key, name } of measures) {
    let value = Number.NaN;
    if (name === "drift_velocity") value = spacing * lateSlope(times, late.mean);
    if (name === "diffusivity") value = (spacing * spacing * lateSlope(times, late.variance)) / 2;
    if (Number.isFinite(value)) readings.push({ measure: key, when: "timeless", value });
  }
  return readings;
}

/** The slowest rate of a box. */
function slowestReadings({ model, species, measures }: Task): Reading[] {
  const asked = measures.filter(({ name }) => name === "slowest_rate");
  const chain = asked.length > 0 ? siteChain(model, speciesNamed(model, species)) : undefined;
  const value = chain === undefined || "because" in chain ? undefined : slowestSiteRate(chain);
  return value === undefined ? [] : asked.map(({ key }) => ({ measure: key, when: "timeless", value }));
}

/**
 * The law over x: probability of each site that can be reached, and concentration. A walk that takes a step at every
 * tick is only at every other site: its cells are two spacings wide.
 */
function profilesOf(
  species: string,
  when: When,
  { problem, frame, step }: LatticeChain,
  field: LatticeField,
): Profile[] {
  const { law, start, amount } = problem;
  const stride = !frame.walls && law.clock.kind === "fixed" && step.stay === 0 ? 2 : 1;
  const count = Math.floor((field.high[0] - field.low[0]) / stride) + 1;
  const site = (i: number) => field.low[0] + stride * i;
  const coordinate = Float64Array.from({ length: count }, (_, i) =>
    latticeCoordinate(start[0] as number, law.spacing, site(i) - frame.origin[0]),
  );
  const values = Float64Array.from({ length: count }, (_, i) => field.values[site(i)]);
  const width = stride * law.spacing;
  return [
    { species, when, quantity: "probability", coordinate, values },
    { species, when, quantity: "concentration", coordinate, values: values.map((p) => (amount * p) / width) },
  ];
}
