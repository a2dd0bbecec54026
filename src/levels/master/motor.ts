/**
 * The master equation of a molecular motor: probabilities of its states at every step of the track.
 *
 *     dP_j/dt = f_{j-1} P_{j-1} + b_{j+1} P_{j+1} - (f_j + b_j + koff) P_j,    j = N n + i
 *
 * The cycle laid out along the track is a row of states whose rates repeat. In time by uniformisation, which is positive
 * and leaves out less than 1e-20 of each interval. How far a motor gets before it falls off, and whether it ever gets to
 * a place, are solves of the same row.
 *
 * @module
 */

import type { Acceptance, LevelResult, Progress, Reading, Task } from "#levels/contract.ts";
import { pointStart } from "#levels/ensemble/point-start.ts";
import { acceptanceOf } from "#levels/ensemble/refusal.ts";
import { type LineLaw, lineReading } from "#levels/line-law.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { speciesNamed } from "#levels/species-named.ts";
import { MEASURES } from "#model/measure.ts";
import type { Species } from "#model/model.ts";
import type { MotorLaw } from "#model/motion-law.ts";
import { lastRecordTime, recordTimes } from "#model/record-times.ts";
import { poissonWeights } from "#numerics/poisson-weights.ts";
import { lateSlope } from "#step-law/late-slope.ts";
import { latticeCoordinate } from "#step-law/lattice-coordinate.ts";
import { motorEndReading } from "./motor-end.ts";

const LEFT_OUT = 1e-20;
const FLOOR = 1e-290;
/** Most updates of a state: about ten seconds of work. */
const MOST_UPDATES = 3e9;
const BREATH = 2_000_000;

/** Motors at the master level. */
export const motorMaster: MotionCarrier = {
  accepts(model, name): Acceptance {
    const species = speciesNamed(model, name);
    const start = acceptanceOf(() => pointStart(model, species));
    if (!start.accepts) return start;
    const passes = lastRecordTime(model.solves) * fastest(motorOf(species)) + 1;
    const updates = passes * (60 * Math.sqrt(passes) + 60);
    if (updates <= MOST_UPDATES) return { accepts: true };
    return {
      accepts: false,
      because: `uniformisation would take about ${updates.toExponential(1)} updates, more than ${MOST_UPDATES.toExponential(0)}`,
      change: "ask for earlier times, or leave this to the levels closed-form and walk",
    };
  },
  solve: solveMotor,
};

function motorOf({ name, motion }: Species): MotorLaw {
  if (motion?.kind !== "motor") throw new Error(`Bug: ${name} is no motor.`);
  return motion;
}

/** The largest rate of leaving a state [s^-1]. */
function fastest({ forward, backward, detachment }: MotorLaw): number {
  return Math.max(...forward.map((rate, i) => rate + backward[i] + detachment));
}

/** Probabilities of a row of states, of which the first is state 0 of the step `origin` before the start. */
interface Row {
  p: Float64Array;
  /** Room for the next step; zero outside of its last window. */
  spare: Float64Array;
  /** Index of the start. */
  readonly start: number;
  low: number;
  high: number;
}

function* solveMotor(task: Task): Generator<Progress, LevelResult> {
  const { model, measures } = task;
  const species = speciesNamed(model, task.species);
  const law = motorOf(species);
  const { at, amount } = pointStart(model, species);
  const times = recordTimes(model.solves);
  const rate = fastest(law);
  const intervals = times.map((time, k) => time - (times[k - 1] ?? 0));
  const weights = intervals.map((interval) => poissonWeights(rate * interval, LEFT_OUT));
  const reach = weights.reduce((sum, { first, weights: w }) => sum + first + w.length, 0);
  const N = law.forward.length;
  const sites = Math.ceil(reach / N) + 1;
  const goesBack = law.backward.some((k) => k > 0);
  const start = goesBack ? sites * N : 0;
  const size = start + sites * N + N;
  const row: Row = { p: new Float64Array(size), spare: new Float64Array(size), start, low: start, high: start };
  row.p[start] = 1;
  const readings: Reading[] = [];
  const late = { mean: new Float64Array(times.length), variance: new Float64Array(times.length) };
  const profiles = [];
  let drift = 0;
  for (const [k, time] of times.entries()) {
    const { first, weights: share } = weights[k];
    const out = new Float64Array(row.p.length);
    let updates = 0;
    for (let pass = 0; pass < first + share.length; pass++) {
      if (pass > 0) updates += fillStep(row, law, rate);
      const weight = pass < first ? 0 : share[pass - first];
      if (weight > 0) for (let j = row.low; j <= row.high; j++) out[j] += weight * row.p[j];
      if (updates < BREATH) continue;
      updates = 0;
      yield { fraction: (k + pass / (first + share.length)) / times.length, doing: "master equation of the motor" };
    }
    row.p = out;
    row.spare.fill(0);
    openWindow(row);
    const state = lawOf(row, law, at[0], amount);
    for (const measure of measures) {
      const value = MEASURES[measure.name] === "timeless" ? undefined : lineReading(measure, state, model);
      if (value !== undefined) readings.push({ measure: measure.key, when: time, value });
    }
    late.mean[k] = lineReading(MEAN, state, model) ?? Number.NaN;
    late.variance[k] = lineReading(VARIANCE, state, model) ?? Number.NaN;
    if (law.detachment === 0) drift = Math.max(drift, Math.abs(state.p.reduce((sum, p) => sum + p, 0) - 1));
    profiles.push({
      species: species.name,
      when: time,
      quantity: "probability" as const,
      coordinate: state.x,
      values: state.p,
    });
  }
  const clock = Float64Array.from(times);
  for (const measure of measures) {
    let value = motorEndReading(measure, law, at[0]);
    if (measure.name === "drift_velocity") value = lateSlope(clock, late.mean);
    if (measure.name === "diffusivity") value = lateSlope(clock, late.variance) / 2;
    if (value !== undefined && Number.isFinite(value)) readings.push({ measure: measure.key, when: "timeless", value });
  }
  const slopes = measures.some(({ name }) => name === "drift_velocity" || name === "diffusivity")
    ? "; v and D are least-squares slopes over the later half of the record times"
    : "";
  return {
    level: "master",
    law: { kind: "discrete", spacing: law.step },
    method: `master equation of ${N} state${N === 1 ? "" : "s"} at each step of the track, by uniformisation, less than ${LEFT_OUT} left out in each interval${slopes}`,
    warnings: [],
    invariants: law.detachment === 0 ? { massDrift: drift } : {},
    readings,
    profiles,
    sharesRatesWith: [],
    sources: ["Jensen 1953 (uniformisation; not opened)"],
  };
}

const MEAN = { key: "", name: "mean", species: "" } as const;
const VARIANCE = { key: "", name: "variance", species: "" } as const;

/** One step of the fixed clock that a Poisson clock of the largest rate sees; returns the states handled. */
function fillStep(row: Row, { forward, backward, detachment }: MotorLaw, rate: number): number {
  const { p, spare: next } = row;
  const N = forward.length;
  const low = Math.max(0, row.low - 1);
  const high = Math.min(p.length - 1, row.high + 1);
  for (let j = low; j <= high; j++) {
    const i = j % N;
    const [before, after] = [(i + N - 1) % N, (i + 1) % N];
    const arriving = (j > 0 ? forward[before] * p[j - 1] : 0) + (j < p.length - 1 ? backward[after] * p[j + 1] : 0);
    const value = (arriving + (rate - forward[i] - backward[i] - detachment) * p[j]) / rate;
    next[j] = value < FLOOR ? 0 : value;
  }
  p.fill(0, row.low, row.high + 1);
  row.p = next;
  row.spare = p;
  row.low = low;
  row.high = high;
  closeWindow(row);
  return high - low + 1;
}

function openWindow(row: Row): void {
  row.low = 0;
  row.high = row.p.length - 1;
  closeWindow(row);
}

function closeWindow(row: Row): void {
  while (row.low < row.high && row.p[row.low] === 0) row.low++;
  while (row.high > row.low && row.p[row.high] === 0) row.high--;
}

/** Probability of each number of steps. */
function lawOf({ p, start, low, high }: Row, { forward, step }: MotorLaw, origin: number, amount: number): LineLaw {
  const N = forward.length;
  const first = Math.floor(low / N);
  const last = Math.floor(high / N);
  const sums = new Float64Array(last - first + 1);
  for (let j = low; j <= high; j++) sums[Math.floor(j / N) - first] += p[j];
  const x = sums.map((_, n) => latticeCoordinate(origin, step, first + n - start / N));
  return { x, p: sums, start: origin, amount };
}
