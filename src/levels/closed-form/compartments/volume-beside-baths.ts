/**
 * Solutes that each cross into one stirred volume from baths that stay as they are: blood beside a brain, or cells
 * between two chambers, with whatever takes them in proportion to the concentration.
 *
 *     V dc/dt = b - k c,   c = c_s + (c_0 - c_s) e^{-k t / V},   c_s = b / k
 *     k = sum of A P / K + pumps' slopes,   b = sum of A P a_bath + pumps at rest     P of ways and linear carriers
 *
 * No water crosses, so that volumes stay. Several baths may face one volume, and each other.
 *
 * @module
 */

import { firstFailure, type Recognition } from "#levels/closed-form/law.ts";
import type { When } from "#levels/contract.ts";
import type { Compartment, CompartmentDomain, Membrane, Pump } from "#model/compartments.ts";
import { derivative } from "#model/expression/derivative.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import { namesIn } from "#model/expression/walk-tree.ts";
import type { Model } from "#model/model.ts";
import { exp, expm1 } from "#numerics/elementary.ts";
import { constantValue } from "#potential/constant-value.ts";
import { contentsOf, isConstant, notStirred } from "./pair.ts";
import { readStirred, type StirredState } from "./stirred-state.ts";

const NAME = "volume beside baths";

/** What counts as no difference of two one-way fluxes, relative to them [1]. */
const SAME = 1e-9;

/** A flux through a membrane that is linear in the concentrations on both sides [mol m^-2 s^-1; m s^-1]. */
interface LinearFlux {
  readonly membrane: Membrane;
  readonly always: number;
  /** Per concentration on the first side and on the second. */
  readonly slopes: readonly [number, number];
}

/** Recognises species that meet no more than one stirred volume each. */
export function recogniseVolumeBesideBaths(model: Model): Recognition {
  const { domain, species } = model;
  if (domain?.kind !== "compartments") return notStirred(NAME);
  const { compartments, membranes } = domain;
  const baths = compartments.filter(({ extent }) => extent.kind === "infinite");
  const fluxes = new Map(species.map(({ name }) => [name, fluxesOf(domain, name)] as const));
  const failure = firstFailure(NAME, [
    [
      membranes.every(({ pathways }) => pathways.every(({ conductivity }) => conductivity === 0)),
      "water crosses a membrane",
      "leave Lp out",
    ],
    [species.every(({ charge }) => charge === undefined), "a species is charged", "leave charge: out"],
    [
      species.every((one) => one.measure === "amount" && one.activity === undefined),
      "a solution is not ideal",
      "leave mu: out",
    ],
    [
      compartments.every(({ extent, binding }) => extent.kind !== "filtrate" && Object.keys(binding).length === 0),
      "something is bound or filtered",
      "leave binding: and filtrates out",
    ],
    [baths.length > 0 && baths.every(isConstant), "no bath stays as it is", "hold one constant"],
    [
      [...fluxes.values()].every((one) => one !== undefined),
      "a carrier fills up, or a pump follows something else than what it moves",
      "use the law linear, and rates in proportion to the species that is moved",
    ],
    [
      species.every(({ name }) => volumesOf(domain, fluxes.get(name) ?? []).length <= 1),
      "a species crosses between volumes that change",
      "give all but one of them volume: infinite",
    ],
  ]);
  if (failure !== undefined) return failure;
  return {
    kind: "law",
    name: NAME,
    formula: "V dc/dt = b - k c, c = b/k + (c_0 - b/k) e^{-k t / V}",
    source: "textbook",
    describes: { kind: "continuum" },
    read: (measure, when) => {
      const state = stateAt(model, domain, fluxes, when);
      return state && readStirred(model, domain, state, measure);
    },
  };
}

/** All linear fluxes of a species; undefined if one is not linear in its own concentrations. */
function fluxesOf({ compartments, membranes }: CompartmentDomain, species: string): readonly LinearFlux[] | undefined {
  const partition = new Map(compartments.map((one) => [one.name, one.partition[species] ?? 1]));
  const found: LinearFlux[] = [];
  for (const membrane of membranes) {
    const { between, pathways, carriers, pumps } = membrane;
    const [K, Kbeyond] = between.map((name) => partition.get(name) ?? 1) as [number, number];
    for (const { solutes } of pathways) {
      const P = solutes[species]?.permeability;
      if (P !== undefined) found.push({ membrane, always: 0, slopes: [P / K, -P / Kbeyond] });
    }
    for (const { species: carried, law, amplification } of carriers) {
      if (carried !== species) continue;
      if (law.kind !== "linear") return undefined;
      const P = law.permeability * amplification;
      found.push({ membrane, always: 0, slopes: [P / K, -P / Kbeyond] });
    }
    for (const pump of pumps) {
      const number = pump.turns[species];
      if (number === undefined) continue;
      const turns = linearPump(pump, between, species);
      if (turns === undefined) return undefined;
      const [always, slope, beyond] = turns;
      found.push({ membrane, always: number * always, slopes: [number * slope, number * beyond] });
    }
  }
  return found;
}

/**
 * Turns of a pump at no concentration, and per concentration on both sides; undefined if they are not linear in them.
 */
function linearPump(
  { rate }: Pump,
  between: Membrane["between"],
  species: string,
): readonly [number, number, number] | undefined {
  const own = between.map((name) => `${name}.${species}`);
  if ([...namesIn(rate)].some((name) => !own.includes(name))) return undefined;
  const slopes = own.map((name) => constantValue(derivative(rate, name)));
  const [slope, beyond] = slopes;
  if (slope === undefined || beyond === undefined) return undefined;
  return [evaluate(rate, { name: (word) => (own.includes(word) ? 0 : undefined) }), slope, beyond];
}

function volumesOf({ compartments }: CompartmentDomain, fluxes: readonly LinearFlux[]): readonly Compartment[] {
  const met = new Set(fluxes.flatMap(({ membrane }) => membrane.between));
  return compartments.filter(({ name, extent }) => extent.kind === "finite" && met.has(name));
}

function stateAt(
  model: Model,
  domain: CompartmentDomain,
  fluxes: ReadonlyMap<string, readonly LinearFlux[] | undefined>,
  when: When,
): StirredState | undefined {
  if (when === "timeless") return undefined;
  const concentrations: Record<string, Record<string, number>> = {};
  for (const one of domain.compartments) concentrations[one.name] = { ...contentsOf(model, one) };
  const through: Record<string, Record<string, number>> = {};
  for (const { name } of domain.membranes)
    through[name] = Object.fromEntries(model.species.map((one) => [one.name, 0]));
  for (const { name: species } of model.species) {
    const its = fluxes.get(species) ?? [];
    const [volume] = volumesOf(domain, its);
    const at = (place: string): number => concentrations[place]?.[species] ?? 0;
    if (volume !== undefined) {
      const c = concentrationIn(volume, its, at, when);
      if (c === undefined) return undefined;
      (concentrations[volume.name] as Record<string, number>)[species] = c;
    }
    for (const { membrane, always, slopes } of its) {
      const [from, to] = membrane.between;
      const parts = [slopes[0] * at(from), slopes[1] * at(to)] as const;
      // a state in which something flows, or a pump works, is steady and no equilibrium
      const isAtRest = Math.abs(parts[0] + parts[1]) <= SAME * Math.max(Math.abs(parts[0]), Math.abs(parts[1]));
      if (when === "equilibrium" && !(isAtRest && membrane.pumps.length === 0)) return undefined;
      (through[membrane.name] as Record<string, number>)[species] += always + slopes[0] * at(from) + slopes[1] * at(to);
    }
  }
  return {
    concentrations,
    volumes: Object.fromEntries(
      domain.compartments.flatMap(({ name, extent }) => (extent.kind === "finite" ? [[name, extent.volume]] : [])),
    ),
    volumeFluxes: Object.fromEntries(domain.membranes.map(({ name }) => [name, 0])),
    fluxes: through,
  };
}

/** Concentration in the volume [mol m^-3]; undefined of a steady state that there is not. */
function concentrationIn(
  { name, extent }: Compartment,
  fluxes: readonly LinearFlux[],
  at: (place: string) => number,
  when: Exclude<When, "timeless">,
): number | undefined {
  let [gain, loss] = [0, 0];
  for (const { membrane, always, slopes } of fluxes)
    for (const [e, place] of membrane.between.entries()) {
      if (place !== name) continue;
      const sign = e === 0 ? -membrane.area : membrane.area;
      const other = 1 - e;
      gain += sign * (always + (slopes[other] as number) * at(membrane.between[other] as string));
      loss -= sign * (slopes[e] as number);
    }
  const start = at(name);
  if (typeof when !== "number") return loss > 0 ? gain / loss : loss === 0 && gain === 0 ? start : undefined;
  const solvent = extent.kind === "finite" ? extent.volume - extent.solids : Number.NaN;
  const elapsed = when / solvent;
  if (loss === 0) return start + gain * elapsed;
  // c_0 e^{-kt} + (b/k) (1 - e^{-kt}): no difference of near numbers
  return start * exp(-loss * elapsed) - (gain / loss) * expm1(-loss * elapsed);
}
