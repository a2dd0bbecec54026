/**
 * Electric potentials of compartments: which may be given, and what the others follow from.
 *
 * @module
 */

import type { Compartment, CompartmentDomain, Membrane } from "#model/compartments.ts";
import { complain, type Draft } from "#model/draft.ts";
import type { Model, Species } from "#model/model.ts";
import { FARADAY } from "#units/constants.ts";
import { carriesCharge, joinedBy } from "./joined-compartments.ts";
import { heldAt } from "./neutral-compartments.ts";

/** A potential that no membrane holds at the start [V]. */
const MOST = 10;

/** Complains of potentials that do not fit what the compartments hold and what is between them. */
export function refusePotentials(
  draft: Draft,
  { compartments, membranes }: CompartmentDomain,
  species: readonly Species[],
  field: Model["field"],
): void {
  const carrying = membranes.filter((membrane) => carriesCharge(membrane, species));
  for (const group of joinedBy(compartments, carrying)) {
    if (field === "electroneutral") refuseChargingClamps(draft, group);
    if (field === "poisson") refuseFloating(draft, group, carrying);
  }
  if (field === "poisson") for (const one of compartments) refuseOvercharged(draft, one, membranes, species);
  if (field === "poisson") return;
  for (const { name, capacitance } of membranes)
    if (capacitance !== undefined)
      complain(
        draft,
        ["membranes", name, "capacitance"],
        {
          code: "one-of",
          found: `a capacitance of ${name} ${field === undefined ? "without field" : `with field: ${field}`}`,
          expected: "field: poisson, where charges load membranes, or no capacitance",
        },
        "key",
      );
}

/** A finite compartment between two given potentials gains charge without end; one given alone is only the zero. */
function refuseChargingClamps(draft: Draft, group: readonly Compartment[]): void {
  const clamped = group.filter(({ electricPotential }) => electricPotential !== undefined);
  if (clamped.length < 2) return;
  const finite = clamped.filter(({ extent }) => extent.kind === "finite");
  const others = finite.length === clamped.length ? finite.slice(1) : finite;
  const [zero] = clamped.filter((one) => !others.includes(one));
  for (const { name } of others)
    complain(
      draft,
      ["compartments", name, "electric-potential"],
      {
        code: "one-of",
        found: `a potential of ${name}, which has a volume, beside that of ${zero?.name}`,
        expected: `no electric-potential of ${name}, which follows from its ions; or volume: infinite, a cell whose inside is replaced by a pipette`,
        because: "Current would flow between the two, and charge the compartment without end.",
      },
      "key",
    );
}

/** A potential that is free needs capacitances on the way to one that is given. */
function refuseFloating(draft: Draft, group: readonly Compartment[], membranes: readonly Membrane[]): void {
  if (group.length < 2) return;
  const clamped = group.filter(({ electricPotential }) => electricPotential !== undefined);
  const zero = group.find(({ extent }) => extent.kind === "infinite") ?? group[0];
  const held = new Set((clamped.length > 0 ? clamped : [zero]).flatMap((one) => (one === undefined ? [] : [one.name])));
  const loaded = membranes.filter(({ capacitance }) => capacitance !== undefined);
  for (const joined of joinedBy(group, loaded)) {
    if (joined.some(({ name }) => held.has(name))) continue;
    const names = joined.map(({ name }) => name);
    const way = membranes.find(
      ({ between, capacitance }) => capacitance === undefined && between.some((name) => names.includes(name)),
    );
    complain(
      draft,
      ["membranes", way?.name ?? ""],
      {
        code: "missing-key",
        found: `no capacitance on the way from ${names.join(" and ")} to a potential that is given or zero`,
        expected: "capacitance: of this membrane, or field: electroneutral",
        because: "With field: poisson a potential is the charge over the capacitance that it loads.",
        fix: "capacitance: 1 uF/cm^2",
      },
      "key",
    );
  }
}

/** Charges at the start, over the capacitance around them, make no potential that a membrane could not hold. */
function refuseOvercharged(
  draft: Draft,
  { name, extent, contains }: Compartment,
  membranes: readonly Membrane[],
  species: readonly Species[],
): void {
  if (extent.kind !== "finite") return;
  let capacitance = 0;
  for (const one of membranes) if (one.between.includes(name)) capacitance += one.area * (one.capacitance ?? 0);
  let density = 0;
  for (const { name: ion, charge = 0 } of species) {
    const held = contains[ion];
    if (held !== undefined) density += charge * heldAt(held, 0);
  }
  const potential = (FARADAY * density * (extent.volume - extent.solids)) / capacitance;
  if (capacitance === 0 || !(Math.abs(potential) > MOST)) return;
  complain(
    draft,
    ["compartments", name, "contains"],
    {
      code: "not-neutral",
      found: `charges in ${name} that add up to ${Number(density.toPrecision(6))} mM, which would load its membranes to ${Number(potential.toPrecision(3))} V`,
      expected: `charges that make at most ${MOST} V, or balance for one of the ions`,
    },
    "key",
  );
}
