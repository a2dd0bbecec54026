/**
 * A task on the hopping network of its species, and what has been read from it so far: the part of a solve that the
 * continuum and the master equation have in common. Neither computes anything here.
 *
 * @module
 */

import { initialAmounts } from "#generator/initial-amounts.ts";
import { speciesNetwork } from "#generator/motion.ts";
import type { Network } from "#generator/network.ts";
import type { LastState } from "#numerics/numerical-failure.ts";
import type { ProbeContext } from "#observables/network-probe.ts";
import { pecletWarning } from "#observables/peclet-warning.ts";
import { concentrations, type ProbedMeasure, probedMeasures } from "#observables/reading-list.ts";
import { windowWarning } from "#observables/window-warning.ts";
import type { Profile, Reading, Task, When } from "./contract.ts";
import { whyNotHeld } from "./equilibrium.ts";
import { speciesNamed } from "./species-named.ts";

/** A task on its network, and what has been read so far. */
export interface NetworkRun extends ProbeContext {
  readonly task: Task;
  /** Amounts at the start [mol, per area, per length or whole; or probability]. */
  readonly initial: Float64Array;
  readonly probed: readonly ProbedMeasure[];
  readonly readings: Reading[];
  readonly profiles: Profile[];
  readonly invariants: Record<string, number>;
  readonly warnings: string[];
}

/** A run in which nothing has been read, on a mesh of about that many cells a layer. */
export function startedRun(task: Task, cells: number): NetworkRun {
  const { model, measures, refinement } = task;
  const species = speciesNamed(model, task.species);
  const wish = { cells, refinement, thinnerThan: 0, most: Number.POSITIVE_INFINITY, graded: true };
  const network = speciesNetwork(model, species, wish);
  const initial = initialAmounts(model, species, network);
  return {
    task,
    model,
    species,
    network,
    initial,
    probed: probedMeasures(measures, { model, species, network, initial }),
    readings: [],
    profiles: [],
    invariants: {},
    warnings: [...startWarnings({ model, species, network }), ...(isTimed(task) ? steepWarnings(network) : [])],
  };
}

/** Whether something is asked that happens in time. */
function isTimed({ solves, measures }: Task): boolean {
  return solves.some(({ kind }) => kind === "transient") || measures.some(({ name }) => name.includes("exit"));
}

function steepWarnings(network: Network): string[] {
  const warning = pecletWarning(network);
  return warning === undefined ? [] : [warning];
}

/** A start at equilibrium in unbounded space is that of the window alone, where nothing holds the species. */
function startWarnings(on: Pick<ProbeContext, "model" | "species" | "network">): string[] {
  const because = on.species.initial.kind === "equilibrium" ? whyNotHeld(on, false) : undefined;
  if (because === undefined) return [];
  return [
    `${on.species.name} starts at an equilibrium that it does not have: ${because}. It starts spread over the window at which the grid looks`,
  ];
}

/** Read states and histories from the amounts at a record time [s]. */
export function readAtTime({ probed, readings }: NetworkRun, n: Float64Array, time: number): void {
  for (const { measure, kind, probe } of probed)
    if (kind !== "timeless") readings.push({ measure: measure.key, when: time, value: probe(n) });
}

/** Keep the concentration over the coordinate [mol m^-3, or probability density]. */
export function keepProfile(run: NetworkRun, n: Float64Array, when: When): void {
  run.profiles.push({
    species: run.species.name,
    when,
    quantity: "concentration",
    coordinate: Float64Array.from(run.network.mesh.center as Float64Array),
    values: concentrations(run, n),
  });
}

/** The amounts as a state to keep where a solver fails. */
export function stateOf(run: NetworkRun, n: Float64Array, when: string): LastState {
  const { mesh } = run.network;
  const unit =
    run.species.measure === "mole-fraction" ? "1" : run.species.measure === "amount" ? "mol m^-3" : "density";
  return {
    when,
    columns: [
      { name: mesh.geometry === "slab" ? "x" : "r", unit: "m", values: Float64Array.from(mesh.center as Float64Array) },
      { name: run.species.name, unit, values: concentrations(run, n) },
    ],
  };
}

/** Warn if the amounts feel the edge of a window on unbounded space, where nothing is declared. */
export function warnOfWindow({ model, network, warnings }: NetworkRun, n: Float64Array): void {
  const warning = windowWarning(model, network, n);
  if (warning !== undefined) warnings.push(warning);
}
