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
import { closedAmounts, drivenAmounts } from "#generator/steady-amounts.ts";
import type { Acceptance, Level, LevelResult, Profile, Progress, Reading, Task, When } from "#levels/contract.ts";
import type { Model, Species } from "#model/model.ts";
import { steadyInvariants } from "#observables/network-invariants.ts";
import type { ProbeContext } from "#observables/network-probe.ts";
import { concentrations, type ProbedMeasure, probedMeasures } from "#observables/reading-list.ts";
import { timelessReading } from "./passage-time.ts";
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

/** What is read while a task is solved on one network. */
export interface ContinuumRun extends ProbeContext {
  readonly probed: readonly ProbedMeasure[];
  readonly readings: Reading[];
  readonly profiles: Profile[];
  readonly invariants: Record<string, number>;
  readonly warnings: string[];
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
  for (const measure of task.measures) {
    const reading = measure.species === species.name && timelessReading(measure, run);
    if (reading) run.readings.push(reading);
  }
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
      if (kind === "state") run.readings.push({ measure: measure.key, when, value: probe(n) });
    run.profiles.push(...profilesOf(run, n, when));
  }
  for (const { measure, kind, probe } of run.probed)
    if (kind === "timeless") run.readings.push({ measure: measure.key, when: "timeless", value: probe(n) });
  Object.assign(run.invariants, steadyInvariants(network, n));
}

/** Whether the steady state is empty: reservoirs that only take. */
function drainsToNothing({ network }: ContinuumRun): boolean {
  return network.gain.every((gain) => gain === 0);
}

/** Concentration over the coordinate. */
export function profilesOf(run: ContinuumRun, n: Float64Array, when: When): Profile[] {
  const { network, species } = run;
  return [
    {
      species: species.name,
      when,
      quantity: "concentration",
      coordinate: Float64Array.from(network.mesh.center as Float64Array),
      values: concentrations(run, n),
    },
  ];
}
