/**
 * The state of each compartment as its membranes feel it: concentrations, osmotic pressure, pressure, potential.
 *
 * @module
 */

import { activityOf } from "#model/activity.ts";
import { derivative } from "#model/expression/derivative.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { Species } from "#model/model.ts";
import { exp } from "#numerics/elementary.ts";
import { thermalVoltage } from "#physics/electro/thermal-voltage.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import type { CellLayout, CompartmentLayout } from "./layout.ts";
import type { SideState } from "./pathway-flow.ts";

/** Reads the state of compartments. */
export interface Sides {
  /** Write the state of compartment k at a time into `side`. */
  fill(side: SideState, k: number, time: number, y: Float64Array): void;
  /** Free concentration of species i in compartment k [mol m^-3]. */
  concentration(k: number, i: number, time: number, y: Float64Array): number;
  /** Volume of compartment k [m^3]; NaN of a bath. */
  volume(k: number, y: Float64Array): number;
  /** Bound concentration of species i in compartment k at a free one, and its slope [mol m^-3, 1]. */
  bound(k: number, i: number, free: number): readonly [number, number];
  /** A side to fill. */
  make(): SideState;
}

/** The sides of compartments at temperature T [K]. */
export function makeSides({ species, cells }: CompartmentLayout, temperature: number): Sides {
  const volt = temperature > 0 ? thermalVoltage(temperature) : Number.NaN;
  const laws = species.map((one) => lawOf(one, temperature));
  const given = cells.map(({ compartment }) => ({
    contains: species.map(({ name }) => inTime(compartment.contains[name])),
    pressure: inTime(compartment.pressure),
    potential: inTime(compartment.electricPotential),
    partition: species.map(({ name }) => compartment.partition[name] ?? 1),
    binding: species.map(({ name }) => ofItself(compartment.binding[name], name)),
  }));
  const volume = (k: number, y: Float64Array): number => {
    const { compartment, volume: at } = cells[k] as CellLayout;
    if (compartment.extent.kind !== "finite") return Number.NaN;
    return at < 0 ? compartment.extent.volume : y[at];
  };
  const concentration = (k: number, i: number, time: number, y: Float64Array): number => {
    const { compartment, amount, free } = cells[k] as CellLayout;
    const { extent } = compartment;
    if (free[i] >= 0) return y[free[i]];
    if (extent.kind === "infinite") return given[k]?.contains[i]?.(time) ?? 0;
    if (extent.kind === "filtrate" || amount[i] < 0) return 0;
    return y[amount[i]] / (volume(k, y) - extent.solids);
  };
  const pressure = (k: number, time: number, y: Float64Array): number => {
    const { compartment, pressure: at, volume: v } = cells[k] as CellLayout;
    if (at >= 0) return y[at];
    const outside = given[k]?.pressure(time) ?? 0;
    const { extent } = compartment;
    if (extent.kind !== "finite" || extent.wall.kind !== "elastic" || v < 0) return outside;
    return outside + (extent.wall.modulus * (y[v] - extent.volume)) / extent.volume;
  };
  return {
    concentration,
    volume,
    bound: (k, i, free) => given[k]?.binding[i]?.(free) ?? [0, 0],
    make: () => ({
      concentration: new Float64Array(species.length),
      activity: new Float64Array(species.length),
      osmotic: new Float64Array(species.length),
      felt: new Float64Array(species.length),
      pressure: 0,
      potential: 0,
    }),
    fill(side, k, time, y) {
      const { potential: at } = cells[k] as CellLayout;
      for (let i = 0; i < species.length; i++) {
        const c = concentration(k, i, time, y);
        const law = laws[i] as SpeciesLaw;
        side.concentration[i] = c;
        side.activity[i] = (c * law.gamma(c)) / (given[k]?.partition[i] ?? 1);
        side.osmotic[i] = law.osmotic(c);
        side.felt[i] = law.felt(side.activity[i]);
      }
      side.pressure = pressure(k, time, y);
      side.potential = at >= 0 ? y[at] : (given[k]?.potential(time) ?? 0) / volt;
    },
  };
}

interface SpeciesLaw {
  readonly gamma: (c: number) => number;
  readonly osmotic: (c: number) => number;
  /**
   * Osmotic pressure of what a membrane feels, by the activity c γ / K [Pa]: of a law that is given, that law there.
   */
  readonly felt: (activity: number) => number;
}

/** γ and the osmotic pressure of a species by its concentration. */
function lawOf(species: Species, temperature: number): SpeciesLaw {
  const activity = activityOf(species);
  const RT = GAS_CONSTANT * temperature;
  const { osmoticPressure, name } = species;
  const gamma = activity.isIdeal ? () => 1 : (c: number) => exp(activity.lnGamma(c));
  const ideal = (c: number): number => RT * c;
  if (osmoticPressure !== undefined) {
    const given = (c: number) => evaluate(osmoticPressure, { name: (word) => (word === name ? c : undefined) });
    return { gamma, osmotic: given, felt: given };
  }
  if (activity.isIdeal) return { gamma, osmotic: ideal, felt: ideal };
  return { gamma, osmotic: (c) => (c > 0 ? RT * c * activity.osmoticCoefficient(c) : 0), felt: ideal };
}

function inTime(e: Expression | undefined): (time: number) => number {
  if (e === undefined) return () => 0;
  if (e.kind === "number") return () => e.value;
  return (time) => evaluate(e, { name: (word) => (word === "t" ? time : undefined) });
}

function ofItself(e: Expression | undefined, name: string): ((c: number) => readonly [number, number]) | undefined {
  if (e === undefined) return undefined;
  const slope = derivative(e, name);
  return (c) => {
    const scope = { name: (word: string) => (word === name ? c : undefined) };
    return [evaluate(e, scope), evaluate(slope, scope)];
  };
}
