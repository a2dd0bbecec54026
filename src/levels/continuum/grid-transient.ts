/**
 * The continuum on a grid in time: implicit steps by multigrid (TR-BDF2), or explicit ones that are stabilised
 * (Runge-Kutta-Chebyshev), whichever is less work.
 *
 * @module
 */

import type { Progress } from "#levels/contract.ts";
import { type GridRun, keepField, readGrid } from "#levels/grid-run.ts";
import { recordsWithProfile } from "#levels/profile-times.ts";
import type { Solve } from "#model/model.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { makeGridSystem } from "#numerics/grid/grid-system.ts";
import { type GridMethod, integrateGrid } from "#numerics/grid/grid-transient.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { gridMassDrift, smallestInGrid } from "#observables/grid-invariants.ts";

/** Largest error of a step, relative to the largest concentration: on grids of up to so many cells, and on larger ones. */
const TOLERANCE = { fine: 1e-7, coarse: 1e-6, cells: 20_000 };
/** Largest residual of a solve, well below the error of a step. */
const RESIDUAL = 1e-10;
/** A concentration this far below zero, relative to the largest one, is no rounding [1]. */
const ROUNDING_BELOW = 1e-9;
/** Steps that a run takes, roughly, and the stages of an explicit one that are as much work as two solves. */
const STEPS = 60;
const STAGES = 40;

type Transient = Extract<Solve, { readonly kind: "transient" }>;

/** Solve in time, read states and histories at each record time; returns words for the method line. */
export function* solveGridTransient(run: GridRun, { times, steps: asked }: Transient): Generator<Progress, string> {
  const { network, initial, model } = run;
  const { mesh, sides, operator } = network;
  const ports = sides.map(({ cells, conductance, given }) => ({ cells, conductance, supply: sumOf(given) }));
  const system = makeGridSystem(operator, { tolerance: RESIDUAL }, ports);
  const state = new Float64Array(system.size);
  state.set(initial);
  const keeps = recordsWithProfile(model, times);
  const isDrawn = sides.some(({ given }) => given.some((rate) => rate < 0));
  const until = times.at(-1) ?? 0;
  // s stages are stable to 0.65 s² over the largest rate of decay, which is twice that of leaving a cell
  const isEasy = 1.54 * 2 * system.fastestRate * (until / STEPS) < STAGES * STAGES && !network.isCarried;
  const method: GridMethod =
    (asked ?? (isEasy ? "explicit" : "implicit")) === "explicit" ? "runge-kutta-chebyshev" : "tr-bdf2";
  const tolerance = mesh.size > TOLERANCE.cells ? TOLERANCE.coarse : TOLERANCE.fine;
  let smallest = Number.POSITIVE_INFINITY;
  const steps = integrateGrid(system, state, times, {
    method,
    tolerance,
    onStep: (_, after, time) => {
      smallest = Math.min(smallest, smallestInGrid(network, after));
      if (isDrawn && smallest < -ROUNDING_BELOW * largestIn(after, mesh.size))
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
      finish(run, state, until, smallest);
      const name = method === "tr-bdf2" ? "TR-BDF2" : "Runge-Kutta-Chebyshev";
      const work = solves > 0 ? `, ${(iterations / solves).toFixed(1)} iterations a solve` : "";
      const positive = mixed > 0 ? `, ${mixed} steps mixed with Euler's to stay positive` : "";
      return `; ${name}, second order in time, ${accepted} steps and ${rejected} rejected at tolerance ${tolerance}${work}${positive}`;
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

function largestIn(state: Float64Array, size: number): number {
  let largest = 0;
  for (let i = 0; i < size; i++) largest = Math.max(largest, state[i]);
  return largest;
}

function finish({ network, initial, invariants }: GridRun, state: Float64Array, time: number, smallest: number): void {
  const { size } = network.mesh;
  if (network.decay.every((rate) => rate === 0))
    invariants.massDrift = gridMassDrift(network, initial, state.subarray(0, size), state.subarray(size), time);
  invariants.smallestConcentration = Math.min(smallest, invariants.smallestConcentration ?? Number.POSITIVE_INFINITY);
}
