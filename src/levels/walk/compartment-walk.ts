/**
 * The walk of stirred compartments: their contents are counted in parcels, which pass the membranes one by one.
 *
 * Each of the 64 batches is a run of its own with all the parcels of `sampling:`; parcels dealt out over the batches
 * would have the noise of the same work and 64 times the bias. Where rates are linear in the counts and nothing else
 * depends on them, the mean of a run is that of the balance equations exactly. Where volumes, pressures or potentials
 * follow the counts, or a rate is curved, the mean is shifted: with n parcels counts fluctuate by √n, so that a rate
 * f(n) has the mean f(<n>) + f'' var(n) / 2, off by a relative 1 / n in order. The standard error of the mean of 64
 * runs is of order 1 / 8 √n: above the shift as long as n is above 64. Where noise itself mixes, as that of water which
 * drags solutes faster than they diffuse, the shift is larger: it is measured (`compartment-mean-path.ts`), and told.
 *
 * @module
 */

import { solveBatches } from "#levels/batches.ts";
import { BATCHES, type LevelResult, type Progress, type Reading, type Task } from "#levels/contract.ts";
import type { MotionCarrier } from "#levels/own-motions.ts";
import type { CompartmentDomain } from "#model/compartments.ts";
import { type ParcelPart, parcelBatches } from "./compartment-batches.ts";
import { shiftWarning } from "./compartment-mean-path.ts";
import { type ParcelProblem, parcelProblem } from "./compartment-problem.ts";
import { acceptsParcels } from "./compartment-refused.ts";
import { shareOfWork } from "./share-of-work.ts";

/** Fewer parcels than this in a run are warned of. */
const FEW = 200;

/** How volumes follow between events. */
const VOLUMES =
  "volumes between events by Heun's method of order 2, or Dormand and Prince's of order 5 over longer times, with errors below 1e-10 of the solvent each";

/** Compartments at the level of the walk. */
export const compartmentWalk: MotionCarrier = { accepts: acceptsParcels, solve, batchSolver };

function problemOf(task: Task): ParcelProblem {
  return parcelProblem(task.model, task.model.domain as CompartmentDomain, task.walkers, task.seed);
}

function batchSolver(task: Task, stage: string) {
  const solve = task.solves[Number(stage)];
  if (solve?.kind !== "transient") throw new Error(`Bug: solve ${stage} has no batches of parcels.`);
  return parcelBatches(problemOf(task), task.measures, solve.times);
}

function* solve(task: Task): Generator<Progress, LevelResult, unknown> {
  const problem = problemOf(task);
  const { walkers: parcels } = task;
  const readings: Reading[] = [];
  const warnings: string[] = [];
  const held = new Float64Array(problem.domain.compartments.length * problem.model.species.length);
  const done = { parcels, events: 0, leaps: 0, held };
  let imbalance: number | undefined;
  for (const [index, one] of task.solves.entries()) {
    if (one.kind !== "transient") {
      warnings.push(
        `the ${one.kind} state of parcels is where a long transient leads; the walk states transients only`,
      );
      continue;
    }
    const values = task.measures.map(() => one.times.map(() => new Float64Array(BATCHES)));
    const stage = { level: "walk", task, stage: String(index) } as const;
    const solver = parcelBatches(problem, task.measures, one.times);
    const portion = [index / task.solves.length, (index + 1) / task.solves.length] as const;
    if (problem.passages.length === 0) {
      // nothing is sampled: one run, of which each value is what it is
      const only = yield* shareOfWork(solver.solve(0, undefined), ...portion);
      for (const [m, { key }] of task.measures.entries())
        for (const [k, when] of one.times.entries()) {
          const value = only.values[m]?.[k] ?? Number.NaN;
          if (Number.isFinite(value)) readings.push({ measure: key, when, value });
        }
      continue;
    }
    const mean = one.times.map(() => new Float64Array(held.length));
    const run = solveBatches<ParcelPart>(stage, solver, (batch, part) => {
      done.events += part.events;
      done.leaps += part.leaps;
      for (const [k, sum] of mean.entries())
        for (let j = 0; j < sum.length; j++) sum[j] += (part.held[k] as Float64Array)[j] / BATCHES;
      if (part.imbalance !== undefined) imbalance = Math.max(imbalance ?? 0, part.imbalance);
      for (const [m, records] of values.entries())
        for (const [k, batches] of records.entries()) batches[batch] = (part.values[m] as Float64Array)[k];
    });
    yield* shareOfWork(run, ...portion);
    for (const now of mean) for (let j = 0; j < held.length; j++) held[j] = Math.max(held[j], now[j]);
    const before = readings.length;
    for (const [m, { key }] of task.measures.entries())
      for (const [k, when] of one.times.entries()) {
        const batches = values[m]?.[k] as Float64Array;
        if (batches.every(Number.isFinite))
          readings.push({ measure: key, when, value: batches.reduce((sum, each) => sum + each, 0) / BATCHES, batches });
      }
    warnings.push(...shiftWarning(problem, task.measures, one.times, readings.slice(before)));
  }
  const fewest = fewestParcels(problem, held);
  if (fewest !== undefined && fewest.number < FEW && !problem.isLinear)
    warnings.push(
      `only ${inWords(fewest)} in each of ${BATCHES} runs: where rates are not linear in the contents, means are shifted by some ${percentOf(fewest.number)} %; give more parcels`,
    );
  return {
    level: "walk",
    law: { kind: "continuum" },
    method: methodOf(problem, done),
    warnings,
    invariants: imbalance === undefined ? {} : { chargeImbalance: imbalance },
    readings,
    profiles: [],
    sharesRatesWith: ["compartments", "master"],
    sources: [
      "D. T. Gillespie, J. Phys. Chem. 81, 2340 (1977), doi:10.1021/j100540a008 (not opened)",
      "P. A. W. Lewis and G. S. Shedler, Nav. Res. Logist. Q. 26, 403 (1979) (not opened)",
    ],
  };
}

/** What was done in all batches together. */
interface Work {
  /** In one batch. */
  readonly parcels: number;
  readonly events: number;
  readonly leaps: number;
  /** Parcels in each compartment by species at the record time at which there are most, the mean of the batches. */
  readonly held: Float64Array;
}

/** What the compartment holds that holds least, of its most abundant species. */
interface Fewest {
  readonly number: number;
  readonly species: string;
  readonly compartment: string;
}

/** The smallest of the compartments in which there are parcels at a record time. */
function fewestParcels({ domain, model }: ParcelProblem, held: Float64Array): Fewest | undefined {
  const most = domain.compartments.flatMap(({ name: compartment }, k): Fewest[] => {
    const here = model.species.map(({ name }, i) => ({
      number: Math.round(held[k * model.species.length + i]),
      species: name,
      compartment,
    }));
    const [largest] = here.sort((a, b) => b.number - a.number);
    return largest !== undefined && largest.number > 0 ? [largest] : [];
  });
  return most.sort((a, b) => a.number - b.number)[0];
}

/** "127 parcels of Na in bag" */
function inWords({ number, species, compartment }: Fewest): string {
  return `${number} parcel${number === 1 ? "" : "s"} of ${species} in ${compartment}`;
}

function percentOf(number: number): string {
  return String(Number((100 / number).toPrecision(2)));
}

function methodOf(problem: ParcelProblem, { parcels, events, leaps, held }: Work): string {
  const { model, parcel, passages, system, isStill, isLinear } = problem;
  if (passages.length === 0)
    return `no species passes a membrane, so that there are no parcels and nothing is sampled; ${VOLUMES}`;
  const fewest = fewestParcels(problem, held);
  const amounts = model.species.flatMap(({ name }, i) =>
    parcel[i] > 0 ? [`${parcel[i].toExponential(5)} mol of ${name}`] : [],
  );
  const oneByOne = isStill
    ? "every passage of a parcel simulated, at exponential waits"
    : `every passage of a parcel simulated, at exponential waits thinned to rates that follow the volumes; ${VOLUMES}`;
  return [
    `${BATCHES} independent runs of up to ${parcels} parcels of each species`,
    `one parcel is ${amounts.join(", ")}`,
    leaps > 0
      ? `passages drawn in ${leaps} leaps at the rates of their middle, of order 2 for means and 1 for variances, since one by one they would be too many`
      : oneByOne,
    `${events} passages`,
    ...(system.layout.cells.some(({ potential }) => potential >= 0)
      ? ["what a passage charges is made neutral at once by others, at the same rates"]
      : []),
    isLinear
      ? "each parcel passes whatever the others do, so that means are exact"
      : `means of nonlinear rates are shifted by a relative error of order 1 / ${fewest?.number ?? parcels}${fewest === undefined ? "" : ` (${inWords(fewest)}, the fewest of a compartment)`}, more where noise mixes`,
  ].join("; ");
}
