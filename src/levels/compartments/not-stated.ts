/**
 * Why measures of compartments have no value.
 *
 * @module
 */

import type { Measure } from "#model/measure.ts";
import type { CompartmentProbe } from "#observables/compartment-probe.ts";

/** The reasons, for measures that have no value at any time; what has one only at some times is not among them. */
export function whatIsNotStated({ system, temperature }: CompartmentProbe, measures: readonly Measure[]): string[] {
  const cellOf = (name: string) => system.layout.cells.find(({ compartment }) => compartment.name === name);
  return measures.flatMap(({ key, name, species, place }) => {
    if (place?.kind !== "compartment") return [];
    const cell = cellOf(place.compartment);
    if (cell === undefined) return [];
    const { extent } = cell.compartment;
    const no = (because: string) => [`${key} is not stated: ${because}`];
    if (name === "volume" || name === "amount") {
      if (extent.kind !== "finite") return no(`${place.compartment} has no volume of its own`);
      const i = system.layout.species.findIndex((one) => one.name === species);
      return name === "amount" && cell.amount[i] < 0 ? no(`${species} does not come to ${place.compartment}`) : [];
    }
    if (name === "burst_time" && (extent.kind !== "finite" || extent.bursts === undefined))
      return no(`${place.compartment} has no volume at which it bursts; give it bursts:`);
    if (name === "electric_potential" && !cell.hasPotential)
      return no(`no charge that would make it passes to ${place.compartment}`);
    if (name === "osmotic_pressure" && Number.isNaN(temperature)) return no("there is no temperature:");
    return [];
  });
}

/**
 * Why free energy falls at no finite rate: there is no temperature, or something flows to or from where none of it is.
 */
export function whyNoEnergy(
  { system, domain, temperature }: CompartmentProbe,
  key: string,
  time: number,
  y: Float64Array,
): string | undefined {
  if (Number.isNaN(temperature)) return `${key} is not stated: there is no temperature:`;
  const { layout, sides } = system;
  for (const [m, { name, between }] of domain.membranes.entries()) {
    const { solute } = system.flowsOf(m, time, y);
    for (const [i, one] of layout.species.entries()) {
      const empty = between.find((where) => {
        const k = layout.cells.findIndex(({ compartment }) => compartment.name === where);
        return !(sides.concentration(k, i, time, y) > 0);
      });
      if (solute[i] !== 0 && empty !== undefined)
        return `${key} is not stated while ${one.name} passes ${name} and ${empty} holds none of it: the difference of its chemical potential is infinite`;
    }
  }
  return undefined;
}
