/**
 * The state in which compartments start, and how large each component of it is: what its errors count against, and how
 * closely it can be told.
 *
 * @module
 */

import type { CompartmentDomain } from "#model/compartments.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { LoadedCell } from "./balance.ts";
import type { CellLayout, CompartmentLayout } from "./layout.ts";
import type { Sides } from "./side.ts";

/** Amounts, volumes and pressures as the model gives them; potentials and what else is asked of equations at zero. */
export function startOf(
  { species, cells, size }: CompartmentLayout,
  { bound }: Sides,
  { membranes }: CompartmentDomain,
): Float64Array {
  const y = new Float64Array(size);
  for (const [k, { compartment, amount, free, volume, pressure }] of cells.entries()) {
    const { extent, contains, binding, name: own } = compartment;
    if (extent.kind === "filtrate") {
      // as what it comes from: from there Newton's method finds the root with the flow outward
      const [feed] = membranes.flatMap(({ between }) =>
        between.includes(own) ? between.filter((n) => n !== own) : [],
      );
      const held = cells.find((cell) => cell.compartment.name === feed)?.compartment.contains ?? {};
      for (const [i, { name }] of species.entries()) if (free[i] >= 0) y[free[i]] = atStart(held[name]);
    }
    if (extent.kind !== "finite") continue;
    const solvent = extent.volume - extent.solids;
    for (const [i, { name }] of species.entries()) {
      const held = contains[name];
      const c = held?.kind === "number" ? held.value : 0;
      if (free[i] >= 0) y[free[i]] = c;
      if (amount[i] >= 0) y[amount[i]] = solvent * (c + (binding[name] === undefined ? 0 : bound(k, i, c)[0]));
    }
    if (volume >= 0) y[volume] = extent.volume;
    if (pressure >= 0 && compartment.pressure.kind === "number") y[pressure] = compartment.pressure.value;
  }
  return y;
}

/** R T near room temperature [J mol^-1]: the size of a pressure in a solution, by its concentration. */
const PRESSURE_OF_CONCENTRATION = 2500;

/**
 * Size of each component: of an amount, all of the species that compartments hold, or what the largest would hold of
 * the highest concentration anywhere; a volume at the start; R T c of the highest concentration for a pressure; RT/F.
 */
export function sizesOf({ species, cells, size, mass }: CompartmentLayout, start: Float64Array): Float64Array {
  const sizes = new Float64Array(size).fill(1);
  const volumes = cells.map(({ compartment: { extent } }) => (extent.kind === "finite" ? extent.volume : 0));
  const largest = Math.max(...volumes) || 1;
  const highest = species.map(({ name }) =>
    Math.max(...cells.map(({ compartment }) => atStart(compartment.contains[name]))),
  );
  const anywhere = Math.max(...highest) || 1;
  for (const [k, { amount, free, volume, pressure }] of cells.entries()) {
    for (let i = 0; i < amount.length; i++) {
      const c = highest[i] || anywhere;
      if (amount[i] >= 0) sizes[amount[i]] = Math.max(c * ((volumes[k] as number) || largest), start[amount[i]]);
      if (free[i] >= 0) sizes[free[i]] = c;
    }
    if (volume >= 0) sizes[volume] = (volumes[k] as number) || largest;
    if (pressure >= 0) sizes[pressure] = PRESSURE_OF_CONCENTRATION * anywhere;
  }
  for (let i = 0; i < size; i++)
    if (!(sizes[i] > 0)) throw new Error(`Bug: component ${i} (mass ${mass[i]}) has no size.`);
  return sizes;
}

/**
 * The charge that loads a membrane is a small difference of large amounts, of ions of both signs: rounding of those is
 * what the potential cannot be told closer than. All that is anywhere counts, since what is kept to rounding is the sum
 * over compartments; and potentials that hang together share the least of their capacities.
 */
export function roundingsOf(
  { cells, size }: CompartmentLayout,
  capacities: readonly LoadedCell[],
  sizes: Float64Array,
  charges: readonly number[],
): Float64Array {
  const roundings = new Float64Array(size);
  let ions = 0;
  for (const { amount } of cells)
    for (let i = 0; i < charges.length; i++) if (amount[i] >= 0) ions += Math.abs(charges[i]) * sizes[amount[i]];
  const least = Math.min(...capacities.flatMap(({ terms }) => terms.map(({ capacity }) => capacity)));
  for (const { at } of capacities) roundings[at] = (Number.EPSILON * ions) / least;
  return roundings;
}

function atStart(held: CellLayout["compartment"]["contains"][string] | undefined): number {
  if (held === undefined) return 0;
  return Math.abs(held.kind === "number" ? held.value : evaluate(held, { name: () => 0 }));
}
