/**
 * Diffusion at the continuum level: conservation of amount, dc/dt = -div J, by finite volumes on the hopping network.
 *
 * Second order in space; exact in a layer of constant D, K and slope of the potential. In time adaptive, L-stable and
 * positive (TR-BDF2); steady states by a direct solve.
 *
 * @module
 */

import { whyNoMesh } from "#generator/motion.ts";
import { isOpen, type Network } from "#generator/network.ts";
import { closedAmounts, drivenAmounts, responseTo } from "#generator/steady-amounts.ts";
import type { Acceptance, Level, LevelResult, Progress, Task } from "#levels/contract.ts";
import { type NetworkRun, startedRun } from "#levels/network-run.ts";
import { speciesNamed } from "#levels/species-named.ts";
import { readPassageTimes, readSteadyStates } from "#levels/steady-readings.ts";
import type { Model } from "#model/model.ts";
import { solveTransient } from "./transient.ts";

const CELLS = 200;

/** The level for species that declare D, and for walks on a lattice. */
export const diffusive: Level = {
  name: "continuum",
  sampled: false,
  order: { space: 2, time: 2 },
  sharesRatesWith: ["master", "walk"],
  accepts: acceptsContinuum,
  solve: solveContinuum,
};

function acceptsContinuum(model: Model, name: string): Acceptance {
  const why = whyNoMesh(model, speciesNamed(model, name));
  return why ? { accepts: false, ...why } : { accepts: true };
}

function* solveContinuum(task: Task): Generator<Progress, LevelResult> {
  const run = startedRun(task, CELLS);
  const { network } = run;
  yield { fraction: 0, doing: "steady state" };
  readSteadyStates(run, steadyAmounts);
  readPassageTimes(run, responseTo);
  let steps = "";
  for (const solve of task.solves) if (solve.kind === "transient") steps = yield* solveTransient(run, solve.times);
  const spacing = largestSpacing(network);
  return {
    level: "continuum",
    law: { kind: "discrete", spacing },
    method: `finite volumes on ${network.mesh.cellCount} cells, second order in space${steps}`,
    warnings: run.warnings,
    invariants: run.invariants,
    readings: run.readings,
    profiles: run.profiles,
    sources: [
      "Scharfetter and Gummel 1969, doi:10.1109/T-ED.1969.16566 (not opened)",
      "Bank et al. 1985, doi:10.1109/T-ED.1985.22232 (not opened)",
    ],
  };
}

function largestSpacing({ mesh }: Network): number {
  let largest = 0;
  for (let i = 0; i < mesh.cellCount; i++) largest = Math.max(largest, mesh.edge[i + 1] - mesh.edge[i]);
  return largest;
}

/** The steady state; undefined where reservoirs only take, so that nothing is left. */
function steadyAmounts({ network, initial }: NetworkRun): Float64Array | undefined {
  if (!isOpen(network)) return closedAmounts(network, initial);
  return network.gain.every((gain) => gain === 0) ? undefined : drivenAmounts(network);
}
