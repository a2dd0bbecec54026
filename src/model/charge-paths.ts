/**
 * Which membranes let charge pass by the field, and so join the potentials on their two sides.
 *
 * @module
 */

import type { Membrane } from "./compartments.ts";
import type { Model, Species } from "./model.ts";

/** Whether the potentials on both sides follow from the charges that pass a membrane, or that load it. */
export function givesPotential(membrane: Membrane, { species, field }: Pick<Model, "species" | "field">): boolean {
  return (field === "poisson" && membrane.capacitance !== undefined) || feelsField(membrane, species);
}

/** Whether an ion passes at a rate that follows the potential. */
export function feelsField({ pathways, carriers }: Membrane, species: readonly Species[]): boolean {
  return species.some(({ name, charge = 0 }) => {
    if (charge === 0) return false;
    const passes = pathways.some(({ solutes }) => {
      const { permeability = 0, conductance = 0 } = solutes[name] ?? {};
      return permeability > 0 || conductance > 0;
    });
    return passes || carriers.some(({ species: carried, law }) => carried === name && isTwoWay(law.kind));
  });
}

/** Whether a carrier runs both ways, so that an ion on it follows the potential. */
export function isTwoWay(law: Membrane["carriers"][number]["law"]["kind"]): boolean {
  return law === "facilitated" || law === "linear";
}
