/**
 * Which compartments hang together, and which species come to be in each.
 *
 * @module
 */

import type { Compartment, Membrane } from "#model/compartments.ts";
import type { Species } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";

type MembraneFile = NonNullable<ModelFile["membranes"]>[string];

/** The compartments in groups that the membranes join; one that nothing touches is a group of its own. */
export function joinedBy(
  compartments: readonly Compartment[],
  membranes: readonly Membrane[],
): readonly (readonly Compartment[])[] {
  let groups: readonly (readonly Compartment[])[] = compartments.map((one) => [one]);
  for (const { between } of membranes) {
    const touched = groups.filter((group) => group.some(({ name }) => between.includes(name)));
    if (touched.length > 1) groups = [...groups.filter((group) => !touched.includes(group)), touched.flat()];
  }
  return groups;
}

/** Whether water passes a membrane. */
export function passesWater({ pathways }: Membrane): boolean {
  return pathways.some(({ conductivity }) => conductivity > 0);
}

/** Whether charges pass a membrane or load it. */
export function carriesCharge(
  { pathways, carriers, pumps, capacitance }: Membrane,
  species: readonly Species[],
): boolean {
  return (
    capacitance !== undefined ||
    species.some(
      ({ name, charge }) =>
        charge !== undefined &&
        (pathways.some(({ solutes }) => solutes[name] !== undefined) ||
          carriers.some((carrier) => carrier.species === name) ||
          pumps.some(({ turns }) => turns[name] !== undefined)),
    )
  );
}

/** Species that are in each compartment at the start or arrive there later; of a bath that nothing changes, what it holds. */
export function everPresent(
  { membranes = {} }: ModelFile,
  compartments: readonly Compartment[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const present = new Map(compartments.map(({ name, contains }) => [name, new Set(Object.keys(contains))]));
  const gains = new Set(compartments.flatMap(({ name, extent }) => (extent.kind === "infinite" ? [] : [name])));
  for (let changed = true; changed; ) {
    changed = false;
    for (const membrane of Object.values(membranes)) {
      const moved = movedBy(membrane);
      for (const [from, to] of [membrane.between, [...membrane.between].reverse()])
        for (const one of present.get(from ?? "") ?? []) {
          const there = gains.has(to ?? "") && moved.has(one) ? present.get(to ?? "") : undefined;
          if (there === undefined || there.has(one)) continue;
          there.add(one);
          changed = true;
        }
    }
  }
  return present;
}

/** Species that a membrane lets pass, carries or pumps, as the file says. */
function movedBy({ solutes = {}, pathways = [], carriers = [], pumps = [] }: MembraneFile): ReadonlySet<string> {
  const ways = [solutes, ...pathways.map((one) => one.solutes ?? {})];
  return new Set([
    ...ways.flatMap((way) => Object.keys(way).filter((name) => way[name] !== "impermeant")),
    ...carriers.map(({ species }) => species),
    ...pumps.flatMap(({ moves }) => Object.keys(moves)),
  ]);
}
