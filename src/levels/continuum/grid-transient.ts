/**
 * The continuum on a grid in time: TR-BDF2 with steps that follow the error, each stage solved by multigrid.
 *
 * @module
 */

import type { Progress } from "#levels/contract.ts";
import { type GridRun, keepField, readGrid } from "#levels/grid-run.ts";
import { recordsWithProfile } from "#levels/profile-times.ts";
import { integrateAdaptively } from "#numerics/adaptive-integration.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { makeGridSystem } from "#numerics/grid/grid-system.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { gridMassDrift, smallestInGrid } from "#observables/grid-invariants.ts";

/** Largest error of a step, relative to the largest concentration. */
const TOLERANCE = 1e-6;
/** Largest residual of a solve, well below the error of a step. */
const RESIDUAL = 1e-10;
/** Fraction of the largest concentration at the start below which a decay is not followed digit by digit [1]. */
const AS_GOOD_AS_NOTHING = 1e-30;
/** A concentration this far below zero, relative to the largest one, is no rounding [1]. */
const ROUNDING_BELOW = 1e-9;

/** Solve in time, read states and histories at each record time; returns words for the method line. */
export function* solveGridTransient(run: GridRun, times: readonly number[]): Generator<Progress, string> {
  const { network, initial, model } = run;
  const { mesh, sides, operator } = network;
  const ports = sides.map(({ cells, conductance, given }) => ({ cells, conductance, supply: sumOf(given) }));
  const system = makeGridSystem(operator, { tolerance: RESIDUAL }, ports);
  const state = new Float64Array(system.size);
  state.set(initial);
  const isPositive = new Uint8Array(system.size).fill(1, 0, mesh.size);
  const keeps = recordsWithProfile(model, times);
  const isDrawn = sides.some(({ given }) => given.some((rate) => rate < 0));
  const volume = sumOf(mesh.volume.filter((_, i) => network.media.isOpen[i] === 1));
  const least = AS_GOOD_AS_NOTHING * largest(initial, initial, mesh.size, driven(run));
  let smallest = Number.POSITIVE_INFINITY;
  const steps = integrateAdaptively(system, state, times, {
    tolerance: TOLERANCE,
    isPositive,
    fastestRate: system.fastestRate,
    fillScale: (scale, before, after) => {
      const c = Math.max(least, largest(before, after, mesh.size, driven(run))) || Number.MIN_VALUE;
      scale.fill(c, 0, mesh.size);
      let passed = 0;
      for (let k = mesh.size; k < system.size; k++) passed += Math.abs(after[k]);
      scale.fill(c * volume + passed, mesh.size);
    },
    onStep: (_, after, time) => {
      smallest = Math.min(smallest, smallestInGrid(network, after));
      if (isDrawn && smallest < -ROUNDING_BELOW * largest(after, after, mesh.size, 0))
        throw new NumericalFailure(
          `transient of ${run.species.name}, t = ${time.toPrecision(4)} s`,
          `a concentration falls to ${smallest.toPrecision(4)} mol/m^3`,
          "a flux out of a side takes more than there is: use absorbing or robin in its place, or end the transient before",
        );
    },
  });
  for (let record = 0; ; ) {
    const next = steps.next();
    if (next.done) {
      const { accepted, rejected, mixed } = next.value;
      const { solves, iterations } = system.log;
      finish(run, state, times.at(-1) ?? 0, smallest);
      const positive = mixed > 0 ? `, ${mixed} steps mixed with backward Euler to stay positive` : "";
      return `; TR-BDF2, second order in time, ${accepted} steps and ${rejected} rejected at tolerance ${TOLERANCE}, ${(iterations / Math.max(solves, 1)).toFixed(1)} iterations a solve${positive}`;
    }
    if (next.value !== "working") {
      record = next.value;
      const c = state.slice(0, mesh.size);
      readGrid(run, c, times[record], state.slice(mesh.size));
      if (keeps.has(record)) keepField(run, c, times[record]);
    }
    yield { fraction: (record + 1) / times.length, doing: "transient" };
  }
}

/** The largest concentration towards which a side drives the cells beside it. */
function driven({ network }: GridRun): number {
  let most = 0;
  for (const { conductance, given } of network.sides)
    for (let k = 0; k < given.length; k++) if (conductance[k] > 0) most = Math.max(most, given[k] / conductance[k]);
  return most;
}

function largest(before: Float64Array, after: Float64Array, size: number, least: number): number {
  let most = least;
  for (let i = 0; i < size; i++) most = Math.max(most, before[i], after[i]);
  return most;
}

function finish({ network, initial, invariants }: GridRun, state: Float64Array, time: number, smallest: number): void {
  const { size } = network.mesh;
  if (network.decay.every((rate) => rate === 0))
    invariants.massDrift = gridMassDrift(network, initial, state.subarray(0, size), state.subarray(size), time);
  invariants.smallestConcentration = Math.min(smallest, invariants.smallestConcentration ?? Number.POSITIVE_INFINITY);
}
