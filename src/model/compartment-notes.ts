/**
 * Remarks on stirred compartments: where potentials and pressures count from, what a rigid wall does, what K and the
 * signs of pumps mean.
 *
 * @module
 */

import { givesPotential } from "./charge-paths.ts";
import { joinedBy, passesWater } from "./check/joined-compartments.ts";
import { movesInWords } from "./compartment-explanation.ts";
import type { Compartment, CompartmentDomain } from "./compartments.ts";
import type { Model } from "./model.ts";

/** The remarks, one sentence each; none on a model without compartments. */
export function compartmentNotes(model: Pick<Model, "species" | "domain" | "field">): readonly string[] {
  const { domain } = model;
  if (domain?.kind !== "compartments") return [];
  const zeros = zeroPotentials(model, domain);
  return [
    ...(zeros.length === 0
      ? []
      : [`${listed(zeros)} ${zeros.length > 1 ? "are" : "is"} at zero electric potential; the others follow from it.`]),
    ...pressureNotes(domain),
    ...domain.compartments.flatMap(partitionNotes),
    ...domain.membranes.flatMap(({ name, between, pumps }) =>
      pumps.map(
        (pump) =>
          `${pump.name} of ${name} moves ${movesInWords(pump, between)} at each turn: from the first side to the second where a number is positive.`,
      ),
    ),
  ];
}

/**
 * The compartments whose potential is zero by convention: of each group that charges join and in which none is clamped,
 * the first bath, or the first compartment.
 */
export function zeroPotentials(
  { species, field }: Pick<Model, "species" | "field">,
  { compartments, membranes }: CompartmentDomain,
): readonly string[] {
  if (field !== "electroneutral" && field !== "poisson") return [];
  const groups = joinedBy(
    compartments,
    membranes.filter((one) => givesPotential(one, { species, field })),
  );
  return groups.flatMap((group) => {
    if (group.length < 2 || group.some(({ electricPotential }) => electricPotential !== undefined)) return [];
    const inOrder = compartments.filter((one) => group.includes(one));
    const zero = inOrder.find(({ extent }) => extent.kind === "infinite") ?? inOrder[0];
    return zero === undefined ? [] : [zero.name];
  });
}

function pressureNotes({ compartments, membranes }: CompartmentDomain): readonly string[] {
  return joinedBy(compartments, membranes.filter(passesWater)).flatMap((group) => {
    if (group.length < 2) return [];
    const rigid = compartments.filter((one) => group.includes(one) && isRigid(one));
    const given = rigid.length < group.length ? undefined : (rigid.find((one) => one.givesPressure) ?? rigid[0]);
    const following = rigid.filter((one) => one !== given).map(({ name }) => name);
    return [
      ...(given === undefined
        ? []
        : [`All that water joins to ${given.name} is rigid: ${given.name} keeps its pressure, and the others follow.`]),
      ...following.map(
        (name) =>
          `${name} is rigid: its pressure takes up the difference; with wall: flexible its volume follows instead.`,
      ),
    ];
  });
}

function isRigid({ extent }: Compartment): boolean {
  return extent.kind === "finite" && extent.wall.kind === "rigid";
}

function partitionNotes({ name, partition }: Compartment): readonly string[] {
  const species = Object.keys(partition);
  return species.length === 0
    ? []
    : [
        `K = c / c_reference in ${name}: at equilibrium ${listed(species)} ${species.length > 1 ? "are" : "is"} K times as concentrated there as where K is 1.`,
      ];
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
