/**
 * What is read from ions in the field that they make: the part that the continuum and the master equation have in
 * common. Neither computes anything here.
 *
 * @module
 */

import { type IntervalValues, type IonNetwork, intervalValues, ionNetwork } from "#generator/ions/ion-networks.ts";
import type { IonSystem } from "#generator/ions/ion-system.ts";
import { coupledSpecies } from "#model/coupled-species.ts";
import type { MEASURES, Measure, Place } from "#model/measure.ts";
import { steadyInvariants } from "#observables/network-invariants.ts";
import { clearestEdge } from "#observables/network-state.ts";
import { concentrations, probedMeasures } from "#observables/reading-list.ts";
import type { Profile, Reading, Task, When } from "./contract.ts";
import { speciesNamed } from "./species-named.ts";

/** What has been read so far. */
export interface IonReadings {
  readonly readings: Reading[];
  readonly profiles: Profile[];
  readonly invariants: Record<string, number>;
  readonly warnings: string[];
}

/** Room for readings. */
export function makeIonReadings(): IonReadings {
  return { readings: [], profiles: [], invariants: {}, warnings: [] };
}

/** The names of the species that feel one field with that of a task. */
export function ionNames({ model, species }: Task): readonly string[] {
  return coupledSpecies(model).find((group) => group.includes(species)) ?? [species];
}

/** The steady solves of a task, as times of reading. */
export function steadyWhens({ solves }: Task): readonly When[] {
  const kinds = new Set(solves.map(({ kind }) => kind));
  return (["steady", "equilibrium"] as const).filter((kind) => kinds.has(kind));
}

/** Read a steady state; an equilibrium only where nothing flows. */
export function readIonStates(out: IonReadings, task: Task, system: IonSystem, y: Float64Array): void {
  const values = intervalValues(system, y);
  const networks = ionNames(task).map((name, k) =>
    ionNetwork(task.model, speciesNamed(task.model, name), system, values, k),
  );
  const still = networks.every(({ network, amounts }) => clearestEdge(network, amounts) === undefined);
  for (const when of steadyWhens(task)) {
    if (when === "equilibrium" && !still)
      out.warnings.push("there is no equilibrium: the ends drive a current or a flux, so that it is not stated");
    else readIonsAt(out, task, system, values, networks, when);
  }
  for (const { network, amounts } of networks)
    for (const [name, value] of Object.entries(steadyInvariants(network, amounts)))
      out.invariants[name] = (name === "smallestConcentration" ? Math.min : Math.max)(
        out.invariants[name] ?? value,
        value,
      );
}

/** What has left through the ends since the start, ion by ion, and what was there at the start [mol]. */
export interface IonHistory {
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly started: Float64Array;
}

/** Read a state at a record time [s], with what has happened until then. */
export function readIonsInTime(
  out: IonReadings,
  task: Task,
  system: IonSystem,
  y: Float64Array,
  time: number,
  history: IonHistory,
  keepsProfile: boolean,
): void {
  const values = intervalValues(system, y);
  const names = ionNames(task);
  const networks = names.map((name, k) => ionNetwork(task.model, speciesNamed(task.model, name), system, values, k));
  const kept = keepsProfile ? out : { ...out, profiles: [] };
  readIonsAt(kept, task, system, values, networks, time);
  for (const measure of task.measures) {
    const k = names.indexOf(measure.species);
    if (k < 0) continue;
    const { area } = system.mesh;
    if (measure.name === "survival" && history.started[k] > 0)
      out.readings.push({
        measure: measure.key,
        when: time,
        value: amountIn(system, values, k, undefined) / history.started[k],
      });
    if (measure.name === "amount_permeated" && measure.place?.kind === "end") {
      const side = measure.place.end;
      const through = area[side === "left" ? 0 : system.mesh.cellCount];
      out.readings.push({ measure: measure.key, when: time, value: history[side][k] / through });
    }
  }
  let smallest = out.invariants.smallestConcentration ?? Number.POSITIVE_INFINITY;
  for (const c of [...values.left, ...values.right]) smallest = Math.min(smallest, c);
  out.invariants.smallestConcentration = smallest;
}

/** Amount of ion k in a layer, or in all: concentrations at the nodes times what belongs to them. */
export function amountIn(system: IonSystem, values: IntervalValues, k: number, layer: string | undefined): number {
  const { mesh, leftVolume, rightVolume, valence } = system;
  const ions = valence.length;
  const index = layer === undefined ? -1 : mesh.layerNames.indexOf(layer);
  let sum = 0;
  for (let e = 0; e < mesh.cellCount; e++)
    if (index < 0 || mesh.layer[e] === index)
      sum += leftVolume[e] * values.left[e * ions + k] + rightVolume[e] * values.right[e * ions + k];
  return sum;
}

function readIonsAt(
  { readings, profiles }: IonReadings,
  task: Task,
  system: IonSystem,
  values: IntervalValues,
  networks: readonly IonNetwork[],
  when: When,
): void {
  const { model, measures } = task;
  const isSteady = typeof when !== "number";
  for (const [k, name] of ionNames(task).entries()) {
    const { network, amounts } = networks[k];
    const species = speciesNamed(model, name);
    for (const { measure, kind, probe } of probedMeasures(measures, { model, species, network, initial: amounts }))
      if (kind === "state" && !OF_THE_START.has(measure.name)) {
        const layer = measure.place?.kind === "layer" ? measure.place.layer : undefined;
        const value = measure.name === "amount" ? amountIn(system, values, k, layer) : probe(amounts, isSteady);
        readings.push({ measure: measure.key, when, value });
      }
    profiles.push({
      species: name,
      when,
      quantity: "concentration",
      coordinate: Float64Array.from(system.mesh.center as Float64Array),
      values: concentrations({ network }, amounts),
    });
  }
  for (const measure of measures) {
    if (measure.name !== "electric_potential") continue;
    const value = potentialAt(system, values, measure);
    if (value !== undefined) readings.push({ measure: measure.key, when, value });
  }
  profiles.push(potentialProfile(system, values, when));
}

/** Measures that compare with a start, which a steady state does not have. */
const OF_THE_START: ReadonlySet<keyof typeof MEASURES> = new Set(["survival", "probability", "msd", "mean_distance"]);

function potentialProfile({ mesh, thermal }: IonSystem, values: IntervalValues, when: When): Profile {
  const { leftPotential, rightPotential } = values;
  const middle = Float64Array.from(leftPotential, (left, e) => {
    const s = mesh.leftHalf[e] + mesh.rightHalf[e];
    return thermal * (left + ((rightPotential[e] - left) * mesh.leftHalf[e]) / s);
  });
  return {
    species: "",
    when,
    quantity: "electric_potential",
    coordinate: Float64Array.from(mesh.center as Float64Array),
    values: middle,
  };
}

/** Electric potential at a place [V]; at an end that of the bath. */
function potentialAt(system: IonSystem, values: IntervalValues, { place }: Measure): number | undefined {
  const { mesh, thermal, ends } = system;
  const { leftPotential, rightPotential } = values;
  const last = mesh.cellCount - 1;
  const reduced = (at: Place | undefined): number | undefined => {
    switch (at?.kind) {
      case "end":
        return at.end === "left" ? leftPotential[0] - ends.left.step : rightPotential[last] - ends.right.step;
      case "layer-face": {
        const index = mesh.layerNames.indexOf(at.layer);
        const face = at.side === "left" ? mesh.layer.indexOf(index) : mesh.layer.lastIndexOf(index);
        if (face < 0) return undefined;
        return at.side === "left" ? leftPotential[face] : rightPotential[face];
      }
      case "point": {
        const x = at.at[0] ?? Number.NaN;
        if (!(x >= mesh.edge[0] && x <= mesh.edge[last + 1])) return undefined;
        let e = 0;
        while (e < last && mesh.edge[e + 1] < x) e++;
        const share = (x - mesh.edge[e]) / (mesh.edge[e + 1] - mesh.edge[e]);
        return leftPotential[e] + share * (rightPotential[e] - leftPotential[e]);
      }
      default:
        return undefined;
    }
  };
  const found = reduced(place);
  return found === undefined ? undefined : thermal * found;
}
