/**
 * Measures of stirred compartments, read from their state.
 *
 * A flux is the difference of what passes one way and the other, and is known to rounding of these: below 32 roundings
 * of them it is nothing, for none of its digits would be right. So it is where two sides are in balance.
 *
 * @module
 */

import type { CompartmentSystem } from "#generator/compartments/compartment-system.ts";
import type { CompartmentDomain } from "#model/compartments.ts";
import type { Measure } from "#model/measure.ts";
import { thermalVoltage } from "#physics/electro/thermal-voltage.ts";

/** Roundings of its parts below which a flux is nothing [1]. */
const ROUNDINGS = 32;

/** What reads measures of a state. */
export interface CompartmentProbe {
  readonly system: CompartmentSystem;
  readonly domain: CompartmentDomain;
  /** [K]; NaN without one. */
  readonly temperature: number;
}

/** The value of a measure at a state [coherent SI]; undefined where it has none. */
export function readCompartments(
  probe: CompartmentProbe,
  measure: Measure,
  time: number,
  y: Float64Array,
): number | undefined {
  const value = measured(probe, measure, time, y);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** A net flux, or 0 where it is rounding of the parts that it is the sum of. */
function beyondRounding(net: number, gross: number): number {
  return gross < Number.POSITIVE_INFINITY && Math.abs(net) <= ROUNDINGS * Number.EPSILON * gross ? 0 : net;
}

function measured(
  { system, domain, temperature }: CompartmentProbe,
  { name, species, place = { kind: "all" } }: Measure,
  time: number,
  y: Float64Array,
): number | undefined {
  const { layout, sides } = system;
  const { cells } = layout;
  const i = layout.species.findIndex((one) => one.name === species);
  if (place.kind === "all") {
    let sum = 0;
    if (name === "free_energy_rate") {
      for (const [m, { area }] of domain.membranes.entries()) sum -= area * system.flowsOf(m, time, y).dissipation;
      return sum;
    }
    for (const [k, { compartment, amount }] of cells.entries()) {
      if (compartment.extent.kind !== "finite") continue;
      if (name === "volume") sum += sides.volume(k, y);
      else if (name === "amount" && amount[i] >= 0) sum += y[amount[i]];
    }
    return sum;
  }
  if (place.kind === "membrane") {
    const m = domain.membranes.findIndex((one) => one.name === place.membrane);
    const flows = system.flowsOf(m, time, y);
    return name === "volume_flux"
      ? beyondRounding(flows.volume, flows.grossVolume)
      : beyondRounding(flows.solute[i], flows.grossSolute[i]);
  }
  if (place.kind !== "compartment") return undefined;
  const k = cells.findIndex(({ compartment }) => compartment.name === place.compartment);
  if (name === "c") return sides.concentration(k, i, time, y);
  if (name === "volume") return sides.volume(k, y);
  if (name === "amount") {
    const cell = cells[k];
    return cell === undefined || cell.compartment.extent.kind !== "finite" || cell.amount[i] < 0
      ? undefined
      : y[cell.amount[i]];
  }
  const side = sides.make();
  sides.fill(side, k, time, y);
  switch (name) {
    case "activity":
      return side.activity[i];
    case "pressure":
      return side.pressure;
    case "osmotic_pressure":
      return side.osmotic.reduce((sum, one) => sum + one, 0);
    case "electric_potential":
      return cells[k]?.hasPotential ? side.potential * thermalVoltage(temperature) : undefined;
    default:
      return undefined;
  }
}
