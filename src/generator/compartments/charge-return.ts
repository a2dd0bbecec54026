/**
 * What moves charge that nothing could return.
 *
 * Where charges may not pile up, a pump that moves charge makes a potential, at which as much flows back. That takes
 * ions that feel the potential on some way between the two sides; a clamp takes up any current.
 *
 * @module
 */

import { feelsField, isTwoWay } from "#model/charge-paths.ts";
import type { CompartmentDomain, Membrane } from "#model/compartments.ts";
import type { Model, Species } from "#model/model.ts";

/** The first pump or carrier that moves charge where nothing can return it, in words; undefined if there is none. */
export function chargeWithoutReturn(
  { species, field }: Pick<Model, "species" | "field">,
  { compartments, membranes }: CompartmentDomain,
): string | undefined {
  if (field !== "electroneutral") return undefined;
  const groups = joinedGroups(
    compartments.map(({ name }) => name),
    membranes.filter((membrane) => feelsField(membrane, species)),
  );
  const clamped = new Set(
    compartments.flatMap(({ name, electricPotential }) => (electricPotential === undefined ? [] : [groups.get(name)])),
  );
  for (const membrane of membranes) {
    const [a, b] = membrane.between.map((name) => groups.get(name));
    if (a === b || (clamped.has(a) && clamped.has(b))) continue;
    const mover = chargeMover(membrane, species);
    if (mover !== undefined) return `nothing can balance the charge that ${mover} moves through ${membrane.name}`;
  }
  return undefined;
}

function chargeMover({ pumps, carriers }: Membrane, species: readonly Species[]): string | undefined {
  const chargeOf = (name: string) => species.find((one) => one.name === name)?.charge ?? 0;
  const pump = pumps.find(
    ({ turns }) => Object.entries(turns).reduce((sum, [name, number]) => sum + number * chargeOf(name), 0) !== 0,
  );
  return pump?.name ?? carriers.find((one) => !isTwoWay(one.law.kind) && chargeOf(one.species) !== 0)?.name;
}

/** The number of the group of each compartment, of those that membranes join. */
export function joinedGroups(
  names: readonly string[],
  membranes: readonly Pick<Membrane, "between">[],
): ReadonlyMap<string, number> {
  const group = new Map(names.map((name, i) => [name, i]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const { between } of membranes) {
      const [a = 0, b = 0] = between.map((name) => group.get(name));
      if (a === b) continue;
      for (const name of between) group.set(name, Math.min(a, b));
      changed = true;
    }
  }
  return group;
}
