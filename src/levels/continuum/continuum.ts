/**
 * The continuum level: conservation of amount, dc/dt = -div J, by finite volumes on the hopping network.
 *
 * Second order in space; exact in a layer of constant D, K and slope of the potential. In time adaptive, L-stable and
 * positive (TR-BDF2); steady states by a direct solve.
 *
 * @module
 */

import { initialAmounts } from "#generator/initial-amounts.ts";
import { speciesNetwork, whyNoMesh } from "#generator/motion.ts";
import { isOpen, type Network } from "#generator/network.ts";
import { closedAmounts, drivenAmounts, responseTo } from "#generator/steady-amounts.ts";
import type { Acceptance, Level, LevelResult, Progress, Task, When } from "#levels/contract.ts";
import type { Model, Species } from "#model/model.ts";
import { steadyInvariants } from "#observables/network-invariants.ts";
import { meanExitTime, timeLag } from "#observables/passage-time.ts";
import { probedMeasures } from "#observables/reading-list.ts";
import { type ContinuumRun, profilesOf } from "./continuum-run.ts";
import { solveTransient } from "./transient.ts";

const CELLS = 200;

export const continuum: Level = {
  name: "continuum",
  sampled: false,
  order: { space: 2, time: 2 },
  sharesRatesWith: ["master", "walk"],
  accepts: acceptsContinuum,
  solve: solveContinuum,
};

function acceptsContinuum(model: Model, name: string): Acceptance {
  const species = model.species.find((candidate) => candidate.name === name);
  if (!species)
    return { accepts: false, because: `there is no species ${name}`, change: "name a species of the model" };
  const why = whyNoMesh(model, species);
  return why ? { accepts: false, ...why } : { accepts: true };
}

function* solveContinuum(task: Task): Generator<Progress, LevelResult> {
  const { model } = task;
  const species = model.species.find((candidate) => candidate.name === task.species) as Species;
  const network = speciesNetwork(model, species, {
    cells: CELLS,
    refinement: task.refinement,
    thinnerThan: 0,
    most: Number.POSITIVE_INFINITY,
    graded: true,
  });
  const initial = initialAmounts(model, species, network);
  const run: ContinuumRun = {
    model,
    species,
    network,
    initial,
    probed: probedMeasures(task.measures, { model, species, network, initial }),
    readings: [],
    profiles: [],
    invariants: {},
    warnings: [],
  };
  yield { fraction: 0, doing: "steady state" };
  readSteadyStates(run, task);
  readPassageTimes(run, task);
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
      "Scharfetter and Gummel 1969, doi:10.1109/T-ED.1969.16566",
      "Bank et al. 1985, doi:10.1109/T-ED.1985.22232",
    ],
  };
}

function largestSpacing({ mesh }: Network): number {
  let largest = 0;
  for (let i = 0; i < mesh.cellCount; i++) largest = Math.max(largest, mesh.edge[i + 1] - mesh.edge[i]);
  return largest;
}

/** Read states and timeless measures at the steady state and at equilibrium. */
function readSteadyStates(run: ContinuumRun, task: Task): void {
  const { network } = run;
  const isDriven = isOpen(network);
  const kinds = new Set<When>(task.solves.map((solve) => solve.kind).filter((kind) => kind !== "transient"));
  const needsSteady = run.probed.some(({ kind }) => kind === "timeless");
  if (kinds.size === 0 && !needsSteady) return;
  if (isDriven && drainsToNothing(run)) return;
  const n = isDriven ? drivenAmounts(network) : closedAmounts(network, Float64Array.from(run.initial as Float64Array));
  for (const when of kinds) {
    for (const { measure, kind, probe } of run.probed)
      if (kind === "state") run.readings.push({ measure: measure.key, when, value: probe(n, true) });
    run.profiles.push(...profilesOf(run, n, when));
  }
  for (const { measure, kind, probe } of run.probed)
    if (kind === "timeless") run.readings.push({ measure: measure.key, when: "timeless", value: probe(n, true) });
  Object.assign(run.invariants, steadyInvariants(network, n));
}

/** Whether the steady state is empty: reservoirs that only take. */
function drainsToNothing({ network }: ContinuumRun): boolean {
  return network.gain.every((gain) => gain === 0);
}

/** The mean time of exit and the time lag. */
function readPassageTimes({ network, initial, species, readings }: ContinuumRun, { measures }: Task): void {
  for (const { name, key, species: of, place } of measures) {
    if (of !== species.name) continue;
    let value: number | undefined;
    if (name === "mean_exit_time") value = meanExitTime(network, Float64Array.from(initial), responseTo);
    if (name === "time_lag" && place?.kind === "end") value = timeLag(network, place.end, responseTo);
    if (value !== undefined) readings.push({ measure: key, when: "timeless", value });
  }
}
