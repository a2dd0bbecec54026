/**
 * What passes one way through a membrane between two solutions: water by Starling, solutes by Patlak, Kedem and
 * Katchalsky, Goldman, or a linear conductance.
 *
 * @module
 */

import type { Compartment, SolutePassage } from "#model/compartments.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Model, Species } from "#model/model.ts";
import { goldmanFlux } from "#physics/electro/goldman-hodgkin-katz.ts";
import { nernstPotential } from "#physics/electro/nernst.ts";
import { kedemKatchalskyFlux } from "#physics/membrane/kedem-katchalsky.ts";
import { patlakFlux } from "#physics/membrane/patlak.ts";
import { stillPressure } from "#physics/membrane/starling.ts";
import { vantHoffPressure } from "#physics/osmosis/osmotic-pressure.ts";
import { FARADAY } from "#units/constants.ts";
import { atTime, type Way } from "./pair.ts";
import { activityIn, type ByName, osmoticPressures } from "./stirred-state.ts";

/** A solution as a membrane meets it. */
export interface Solution {
  /** By species [mol m^-3]. */
  readonly concentrations: ByName<number>;
  /** c γ / K in the order of the model [mol m^-3]. */
  readonly activities: readonly number[];
  /** What each species adds to the osmotic pressure, in the order of the model; none without a temperature [Pa]. */
  readonly osmotic: readonly number[];
  /** The same of what a membrane feels, whose concentration is the activity [Pa]. */
  readonly felt: readonly number[];
}

/** The solution that a compartment is at the start, or that a bath is at a time [s]. */
export function solutionOf(model: Model, { contains, partition }: Compartment, time: number): Solution {
  const concentrations = Object.fromEntries(model.species.map(({ name }) => [name, atTime(contains[name], time) ?? 0]));
  return solutionFrom(model, concentrations, partition);
}

/** The solution of these concentrations. */
export function solutionFrom(model: Model, concentrations: ByName<number>, partition: ByName<number> = {}): Solution {
  const activities = model.species.map((one) => activityIn(one, concentrations[one.name] ?? 0, partition[one.name]));
  const isWarm = model.temperature !== undefined;
  return {
    concentrations,
    activities,
    osmotic: isWarm ? osmoticPressures(model, concentrations) : [],
    felt: isWarm ? activities.map((a, i) => feltPressure(model, i, a)) : [],
  };
}

/**
 * Osmotic pressure of an activity as if it were a concentration [Pa]: by the law that is given, or that of van 't Hoff.
 */
function feltPressure({ species, temperature = Number.NaN }: Model, i: number, activity: number): number {
  const { name, osmoticPressure } = species[i] as Species;
  return osmoticPressure === undefined
    ? vantHoffPressure({ osmolarity: activity, temperature })
    : evaluate(osmoticPressure, { name: (word) => (word === name ? activity : undefined) });
}

/**
 * sum of ΔΠ_i - (1 - σ_i) ΔΠ_i^m of a way [Pa], Π^m of what the membrane feels; it is σ ΔΠ of an ideal solute with K =
 * 1. 0 where no water passes.
 */
export function osmoticDraw(
  { species }: Model,
  { conductivity, solutes }: Way,
  here: Solution,
  there: Solution,
): number {
  if (conductivity === 0) return 0;
  return species.reduce((sum, { name }, i) => {
    const osmoticPressure = (here.osmotic[i] as number) - (there.osmotic[i] as number);
    const unfelt = osmoticPressure - ((here.felt[i] as number) - (there.felt[i] as number));
    const reflection = solutes[name]?.osmotic ?? 1;
    return sum + stillPressure({ reflection, osmoticPressure }) + (1 - reflection) * unfelt;
  }, 0);
}

/** Adds the fluxes through a way, counted as its membrane counts them [mol m^-2 s^-1]. */
export function addSoluteFluxes(
  fluxes: Record<string, Record<string, number>>,
  model: Model,
  { membrane, direction, solutes }: Way,
  [here, there]: readonly [Solution, Solution],
  beside: Pick<Passing, "volumeFlux" | "voltage">,
): void {
  fluxes[membrane.name] ??= {};
  const through = fluxes[membrane.name] as Record<string, number>;
  for (const [i, species] of model.species.entries()) {
    const passage = solutes[species.name];
    const [left, right] = [here.activities[i] as number, there.activities[i] as number];
    const J =
      passage === undefined ? 0 : soluteFlux(model, species, passage, membrane.solventDrag, { left, right, ...beside });
    through[species.name] = (through[species.name] ?? 0) + direction * J;
  }
}

/** A solute between two activities, beside a flux of water and under a voltage. */
interface Passing {
  readonly left: number;
  readonly right: number;
  readonly volumeFlux: number;
  readonly voltage: number;
}

/** Flux through a way of what passes it [mol m^-2 s^-1]; an ion under a voltage is one that water does not drag. */
function soluteFlux(
  { temperature = Number.NaN }: Model,
  { charge: valence }: Species,
  { permeability, conductance, filtration: reflection }: SolutePassage,
  drag: string | undefined,
  { left, right, volumeFlux, voltage }: Passing,
): number {
  if (conductance === 0) return 0;
  if (conductance !== undefined && valence !== undefined)
    return (conductance * (voltage - nernstPotential({ valence, left, right, temperature }))) / (valence * FARADAY);
  if (valence !== undefined && voltage !== 0)
    return goldmanFlux({ valence, permeability, left, right, voltage, temperature });
  const solute = { permeability, reflection, volumeFlux, left, right };
  if (drag === "kk-log-mean" || drag === "kk-arithmetic")
    return kedemKatchalskyFlux({ ...solute, mean: drag === "kk-log-mean" ? "log-mean" : "arithmetic" });
  return patlakFlux(solute);
}
