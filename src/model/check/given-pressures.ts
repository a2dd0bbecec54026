/**
 * Pressures of rigid compartments: where water comes in, the pressure is that which keeps the volume, and is not given.
 *
 * @module
 */

import type { Compartment, Membrane } from "#model/compartments.ts";
import { complain, type Draft, listed } from "#model/draft.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import { joinedBy, passesWater } from "./joined-compartments.ts";

/**
 * The rigid compartments whose pressure the file rightly gives: of a group that water joins and in which all are rigid,
 * so that only differences of pressure follow, one. Complains of all others that give one.
 */
export function readGivenPressures(
  draft: Draft,
  { compartments: written = {} }: ModelFile,
  compartments: readonly Compartment[],
  membranes: readonly Membrane[],
): ReadonlySet<string> {
  const given = new Set<string>();
  for (const group of joinedBy(compartments, membranes.filter(passesWater))) {
    if (group.length === 1) continue;
    const giving = group.filter((one) => isRigid(one) && written[one.name]?.pressure !== undefined);
    const holder = group.find((one) => !isRigid(one));
    const [first] = giving;
    if (holder === undefined && giving.length < 2) {
      if (first !== undefined) given.add(first.name);
      continue;
    }
    for (const { name } of holder === undefined ? giving.slice(1) : giving)
      complain(
        draft,
        ["compartments", name, "pressure"],
        {
          code: "one-of",
          found:
            holder === undefined
              ? `a pressure of ${name} beside that of ${first?.name}, which water joins to it`
              : `a pressure of ${name}, which is rigid and which water reaches`,
          expected:
            holder === undefined
              ? `a pressure in one of ${listed(group.map((one) => one.name))}`
              : "no pressure, which follows; or wall: flexible, where it is given; or wall: {elastic: 1 MPa}, where it is that at the start",
          because: "The pressure behind a rigid wall is the one at which as much water leaves as comes in.",
        },
        "key",
      );
  }
  return given;
}

function isRigid({ extent }: Compartment): boolean {
  return extent.kind === "finite" && extent.wall.kind === "rigid";
}
