/**
 * States that compartments can have, and the volume at which one bursts.
 *
 * @module
 */

import type { CompartmentSystem } from "#generator/compartments/compartment-system.ts";
import type { CompartmentDomain } from "#model/compartments.ts";

/** Whether every compartment holds nothing negative and has some solvent left. */
export function holdsMatter({ layout }: CompartmentSystem, y: Float64Array): boolean {
  return layout.cells.every(({ compartment: { extent }, amount, volume }) => {
    if (extent.kind !== "finite") return true;
    if (volume >= 0 && !(y[volume] > extent.solids)) return false;
    return amount.every((at) => at < 0 || y[at] >= 0);
  });
}

/** When compartments burst: the smallest relative distance to the volume at which one does. */
export interface BoundaryOfUse {
  margin(time: number, y: Float64Array): number;
  /** The compartment that is nearest to bursting. */
  nameOf(y: Float64Array): string;
  /** Those that burst, each with the volume at which it does and where its own stands in the state. */
  readonly fragile: readonly { readonly name: string; readonly volume: number; readonly at: number }[];
}

/** Undefined if no compartment bursts. */
export function boundaryOfUse({ layout }: CompartmentSystem): BoundaryOfUse | undefined {
  const fragile = layout.cells.flatMap(({ compartment: { name, extent }, volume }) =>
    extent.kind === "finite" && extent.bursts !== undefined && volume >= 0 ? [{ name, volume, at: extent.bursts }] : [],
  );
  if (fragile.length === 0) return undefined;
  const margins = (y: Float64Array) => fragile.map(({ volume, at }) => 1 - y[volume] / at);
  return {
    fragile,
    margin: (_, y) => Math.min(...margins(y)),
    nameOf(y) {
      const all = margins(y);
      return fragile[all.indexOf(Math.min(...all))]?.name ?? "";
    },
  };
}

/** The filtrate from which water flows back, if there is one: what passed a membrane and was carried away is gone. */
export function whatFlowsBack(
  system: CompartmentSystem,
  { membranes }: CompartmentDomain,
  time: number,
  y: Float64Array,
): string | undefined {
  const filtrates = system.layout.cells.flatMap(({ compartment: { name, extent } }) =>
    extent.kind === "filtrate" ? [name] : [],
  );
  return filtrates.find((name) => {
    let inflow = 0;
    for (const [m, { between, area }] of membranes.entries())
      if (between.includes(name)) inflow += (between[1] === name ? area : -area) * system.flowsOf(m, time, y).volume;
    return !(inflow > 0);
  });
}
