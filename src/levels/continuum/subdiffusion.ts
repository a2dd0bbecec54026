/**
 * The time-fractional diffusion equation, Caputo D_t^a P = K P_xx, from a point on a line.
 *
 * By symmetry on x >= x0 only: nodes x_i = c sinh(θ_i), dense where the cusp is and as far as anything gets, each with
 * the stretch half-way to its neighbours; second order in space, and the second moment is exact there. In time the L1
 * rule on a graded mesh, order 2 - a. Density and moments to the fourth err by less than 0.5 % on the mesh that is not
 * refined (test/convergence). It knows neither the propagator nor the operational time.
 *
 * @module
 */

import type { LevelResult, Profile, Progress, Reading, Task } from "#levels/contract.ts";
import { pointStart } from "#levels/ensemble/point-start.ts";
import { acceptanceOf } from "#levels/ensemble/refusal.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import { recordsWithProfile } from "#levels/profile-times.ts";
import { recordTimesOf } from "#levels/recorded-track.ts";
import { speciesNamed } from "#levels/species-named.ts";
import type { Measure } from "#model/measure.ts";
import type { Subdiffusion } from "#model/motion-law.ts";
import { fillL1Weights, gradedTimes, l1Grading } from "#numerics/caputo.ts";
import { cos, log, powInteger, sinh } from "#numerics/elementary.ts";
import { fillTridiagonalFactors, makeTridiagonalFactors, solveTridiagonal } from "#numerics/tridiagonal.ts";
import { subdiffusiveScale } from "#step-law/subdiffusion.ts";
import type { Time } from "#units/flavour.ts";

/** Cells of the half-line and steps in time, on the mesh that is not refined. */
const CELLS = 200;
const STEPS = 400;
/** Reach in units of √(K T^a): e^-REACH or less is beyond, at any index. */
const REACH = 32;

/** Subdiffusion at the continuum level. */
export const subdiffusiveContinuum: MotionCarrier = {
  accepts: (model, species) => acceptanceOf(() => pointStart(model, speciesNamed(model, species))),
  solve,
};

/** A half-line of nodes from the start on. */
interface HalfLine {
  /** Distance of each node from the start [m]. */
  readonly x: Float64Array;
  /** What belongs to it, on one side [m]. */
  readonly width: Float64Array;
}

/** Density at a record [m^-1], on the half-line. */
interface Snapshot {
  readonly time: Time;
  readonly density: Float64Array;
}

function* solve(task: Task): Generator<Progress, LevelResult> {
  const { model, refinement } = task;
  const species = speciesNamed(model, task.species);
  const { motion: law } = species;
  if (law?.kind !== "subdiffusion") throw new Error(`Bug: ${species.name} is no subdiffusion.`);
  const start = pointStart(model, species);
  const records = recordTimesOf(task.solves);
  const line = halfLine(law, records, Math.max(16, Math.round(CELLS * refinement)));
  const steps = Math.max(32, Math.round(STEPS * refinement), 2 * records.length);
  const snapshots: Snapshot[] = [];
  for (const step of records.length > 0 ? marched(law, line, records, steps) : []) {
    if (step.density !== undefined) snapshots.push({ time: step.time, density: step.density });
    yield { fraction: step.fraction, doing: "equation with memory" };
  }
  const measures = task.measures.filter((measure) => measure.species === species.name);
  const readings: Reading[] = snapshots.flatMap(({ time, density }) =>
    measures.flatMap((measure) => {
      const value = read(measure, line, density, start.at[0], start.amount);
      return value === undefined || !Number.isFinite(value) ? [] : [{ measure: measure.key, when: time, value }];
    }),
  );
  const keeps = recordsWithProfile(model, records);
  const mass = snapshots.map(({ density }) => Math.abs(total(line, density, () => 1) - 1));
  return {
    level: "continuum",
    law: { kind: "discrete", spacing: line.x[1] },
    method: `L1 rule for the Caputo derivative, ${steps} graded steps, order 2 - a; ${line.x.length} nodes on the half-line, second order`,
    warnings: [],
    invariants: { massDrift: Math.max(0, ...mass) },
    readings,
    profiles: snapshots
      .filter((_, i) => keeps.has(i))
      .map(({ time, density }): Profile => {
        const [coordinate, values] = mirrored(line, density, start.at[0], start.amount);
        return { species: species.name, when: time, quantity: "concentration", coordinate, values };
      }),
    sharesRatesWith: [],
    order: 1, // from 1 to 2 with the index, so that the error of halved meshes is not estimated too low
    sources: ["Stynes, O'Riordan and Gracia 2017, doi:10.1137/16M1082329 (not opened)"],
  };
}

/** Nodes c sinh(θ), with c the width of the cloud at the first record and the last node beyond reach at the last. */
function halfLine(law: Subdiffusion, records: readonly Time[], cells: number): HalfLine {
  const [first, last] = [records[0] ?? 1, records.at(-1) ?? 1].map((time) => subdiffusiveScale(law, time));
  const far = (REACH * last) / first;
  const end = log(far + Math.sqrt(far * far + 1));
  const x = Float64Array.from({ length: cells + 1 }, (_, i) => first * sinh((end * i) / cells));
  const width = x.map((at, i) => ((x[i + 1] ?? at) - (x[i - 1] ?? at)) / 2);
  return { x, width };
}

/** What a step of the march tells: how far it is, and the density where it is a record. */
interface Marched {
  readonly fraction: number;
  readonly time: Time;
  readonly density?: Float64Array;
}

/** Half of a unit amount, released at the first node. Yields after every 16 steps and at each record. */
function* marched(
  { index, K }: Subdiffusion,
  { x, width }: HalfLine,
  records: readonly Time[],
  steps: number,
): Generator<Marched> {
  const size = x.length;
  const { times, nodes } = gradedTimes(records, steps, l1Grading(index));
  const weights = new Float64Array(steps + 1);
  const growth: Float64Array[] = [new Float64Array(size)];
  const [lower, diagonal, upper] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const factors = makeTridiagonalFactors(size);
  const now = new Float64Array(size);
  now[0] = 0.5 / width[0];
  for (let n = 1; n <= steps; n++) {
    fillL1Weights(weights, times, n, index);
    const next = new Float64Array(size);
    for (let j = 1; j < n; j++) addScaled(next, growth[j], -weights[j]);
    for (let i = 0; i < size; i++) {
      const left = i > 0 ? K / (x[i] - x[i - 1]) : 0;
      const right = i + 1 < size ? K / (x[i + 1] - x[i]) : 0;
      lower[i] = -left;
      upper[i] = -right;
      diagonal[i] = width[i] * weights[n] + left + right;
      next[i] = width[i] * (next[i] + weights[n] * now[i]);
    }
    fillTridiagonalFactors(factors, lower, diagonal, upper);
    solveTridiagonal(factors, next);
    growth.push(next.map((value, i) => value - now[i]));
    now.set(next);
    const record = nodes.indexOf(n);
    if (record >= 0) yield { fraction: n / steps, time: records[record], density: now.slice() };
    else if (n % 16 === 0) yield { fraction: n / steps, time: times[n] };
  }
}

function addScaled(sum: Float64Array, values: Float64Array, factor: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] += factor * values[i];
}

/** ∫ f P dx over the whole line, for an even f. */
function total({ x, width }: HalfLine, density: Float64Array, f: (distance: number) => number): number {
  let sum = 0;
  for (let i = x.length - 1; i >= 0; i--) sum += 2 * width[i] * density[i] * f(x[i]);
  return sum;
}

function read(
  { name, place, argument = 0 }: Measure,
  line: HalfLine,
  density: Float64Array,
  start: number,
  amount: number,
): number | undefined {
  const moment = (order: number): number => (order % 2 === 1 ? 0 : total(line, density, (x) => powInteger(x, order)));
  switch (name) {
    case "c":
    case "activity":
      return place?.kind === "point" ? amount * densityAt(line, density, Math.abs(place.at[0] - start)) : undefined;
    case "amount":
      return place?.kind === "all" ? amount * moment(0) : undefined;
    case "survival":
      return moment(0);
    case "mean":
      return start;
    case "msd":
    case "variance":
      return moment(2);
    case "moment":
      return moment(argument);
    case "mean_distance":
      return total(line, density, (x) => x);
    case "skewness":
      return 0;
    case "excess_kurtosis":
      return moment(4) / (moment(2) * moment(2)) - 3;
    case "intermediate_scattering":
      return total(line, density, (x) => cos(argument * x));
    default:
      return undefined;
  }
}

/** By the parabola through the three nearest nodes on the half-line. */
function densityAt({ x }: HalfLine, density: Float64Array, distance: number): number {
  if (distance >= x[x.length - 1]) return 0;
  let i = 1;
  while (i + 2 < x.length && x[i + 1] <= distance) i++;
  let sum = 0;
  for (let p = i - 1; p <= i + 1; p++) {
    let weight = density[p];
    for (let q = i - 1; q <= i + 1; q++) if (q !== p) weight *= (distance - x[q]) / (x[p] - x[q]);
    sum += weight;
  }
  return sum;
}

function mirrored(
  { x }: HalfLine,
  density: Float64Array,
  start: number,
  amount: number,
): readonly [Float64Array, Float64Array] {
  const count = 2 * x.length - 1;
  const node = (i: number): number => Math.abs(i - (x.length - 1));
  const coordinate = Float64Array.from({ length: count }, (_, i) => start + Math.sign(i - (x.length - 1)) * x[node(i)]);
  return [coordinate, Float64Array.from({ length: count }, (_, i) => amount * density[node(i)])];
}
