/**
 * Whether a state of compartments is an equilibrium, or one in which something goes on flowing.
 *
 *     a e^{-u/2} = a' e^{u/2},   u = z F (φ' - φ) / RT        of each species, wherever one can pass
 *     J_v = 0                                                through each membrane
 *
 * Pumps and carriers of one direction are driven from outside: with one of them a state can stand still, and is no
 * equilibrium all the same.
 *
 * @module
 */

import type { CompartmentDomain, Membrane } from "#model/compartments.ts";
import { exp } from "#numerics/elementary.ts";
import type { CompartmentSystem } from "./compartment-system.ts";
import type { SideState } from "./pathway-flow.ts";

/**
 * What counts as no difference between two sides, relative to them, and to the most of a species anywhere, now or at
 * the start [1].
 */
const SAME = 1e-6;
const NONE = 1e-9;

/** What goes on flowing at a state, or is driven, in words; undefined at an equilibrium. */
export function whatFlows(
  system: CompartmentSystem,
  { membranes }: CompartmentDomain,
  time: number,
  y: Float64Array,
): string | undefined {
  const { layout, sides } = system;
  const statesAt = (state: Float64Array) =>
    layout.cells.map((_, k) => {
      const side = sides.make();
      sides.fill(side, k, time, state);
      return side;
    });
  const states = statesAt(y);
  const everywhere = [...states, ...statesAt(system.start)];
  const sideOf = (name: string) =>
    states[layout.cells.findIndex(({ compartment }) => compartment.name === name)] as SideState;
  for (const [m, membrane] of membranes.entries()) {
    const driven = whatDrives(membrane);
    if (driven !== undefined) return driven;
    const [from, to] = membrane.between.map(sideOf) as [SideState, SideState];
    for (const [i, { name, charge = 0 }] of layout.species.entries()) {
      if (!passesBothWays(membrane, name)) continue;
      const lift = charge === 0 ? 1 : exp(0.5 * charge * (to.potential - from.potential));
      const [near, far] = [from.activity[i] / lift, to.activity[i] * lift];
      const most = Math.max(...everywhere.map(({ activity }) => activity[i]));
      if (!(Math.abs(near - far) <= SAME * Math.max(near, far) + NONE * most))
        return `${name} flows through ${membrane.name}`;
    }
    const conductivity = membrane.pathways.reduce((sum, path) => sum + path.conductivity, 0);
    if (conductivity === 0) continue;
    const pressures = pressureIn(from) + pressureIn(to);
    if (!(Math.abs(system.flowsOf(m, time, y).volume) <= SAME * conductivity * pressures))
      return `water flows through ${membrane.name}`;
  }
  return undefined;
}

function whatDrives({ name, pumps, carriers }: Membrane): string | undefined {
  const pump = pumps.find(({ rate }) => !(rate.kind === "number" && rate.value === 0));
  if (pump !== undefined) return `pump ${pump.name} of ${name} works`;
  const carrier = carriers.find(({ law }) => law.kind === "michaelis-menten" || law.kind === "pump");
  return carrier && `carrier ${carrier.name} of ${name} takes ${carrier.species} in one direction alone`;
}

/** Whether a species passes by itself, without the water. */
function passesBothWays({ pathways, carriers }: Membrane, species: string): boolean {
  return (
    pathways.some(({ solutes }) => {
      const { permeability = 0, conductance = 0 } = solutes[species] ?? {};
      return permeability > 0 || conductance > 0;
    }) || carriers.some((carrier) => carrier.species === species)
  );
}

/** Size of the pressures in a compartment [Pa]. */
function pressureIn({ pressure, osmotic }: SideState): number {
  return osmotic.reduce((sum, one) => sum + Math.abs(one), Math.abs(pressure));
}
