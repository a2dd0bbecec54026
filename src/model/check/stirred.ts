/**
 * Compartments in place of a domain: species that have no gradients, only walls to cross.
 *
 * @module
 */

import type { Carrier } from "#model/carrier.ts";
import type { CompartmentDomain } from "#model/compartments.ts";
import { complain, type Draft } from "#model/draft.ts";
import type { Model, Species } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Path } from "#model/yaml-node.ts";
import { readCompartments } from "./compartments.ts";
import { refusePotentials } from "./given-potentials.ts";
import { readGivenPressures } from "./given-pressures.ts";
import { readMembranes } from "./membranes.ts";
import { refuseUnsteady } from "./standing-state.ts";

/** Whether the file has compartments and no domain, so that its species are stirred. */
export function isStirred({ domain, compartments, membranes }: ModelFile): boolean {
  return domain === undefined && (compartments !== undefined || membranes !== undefined);
}

/** The compartments and membranes of a file that has no domain; undefined without them. */
export function readStirred(
  draft: Draft,
  file: ModelFile,
  species: readonly Species[],
  { field, carriers }: { readonly field?: Model["field"] | undefined; readonly carriers: readonly Carrier[] },
): CompartmentDomain | undefined {
  if (!isStirred(file)) return undefined;
  for (const key of ["boundary", "initial", "sources"] as const)
    if (file[key] !== undefined)
      complain(
        draft,
        [key],
        {
          code: "one-of",
          found: `${key} of stirred compartments`,
          expected: key === "initial" ? "contains: in each compartment" : "membranes: between compartments",
        },
        "key",
      );
  if (field === "constant-field")
    complain(draft, ["field"], {
      code: "one-of",
      found: "field: constant-field of compartments",
      expected:
        "electroneutral: the potential across each membrane is that at which charges stay balanced; or poisson: charges load the capacitance of the membrane. Inside a membrane the field is constant in both",
    });
  const compartments = readCompartments(draft, file, species, field);
  const membranes = readMembranes(draft, file, { species, compartments, carriers });
  const domain: CompartmentDomain = { kind: "compartments", compartments, membranes };
  refuseUnsteady(draft, file, domain);
  const isWhole =
    compartments.length === Object.keys(file.compartments ?? {}).length &&
    membranes.length === Object.keys(file.membranes ?? {}).length;
  // what hangs together is known only where no part was refused
  if (!isWhole) return domain;
  const isUnloaded = field === "poisson" && refuseWithoutCapacitance(draft, membranes);
  if (!isUnloaded) refusePotentials(draft, domain, species, field);
  const given = readGivenPressures(draft, file, compartments, membranes);
  return {
    ...domain,
    compartments: compartments.map((one) => (given.has(one.name) ? { ...one, givesPressure: true } : one)),
  };
}

/** Charges make a potential by the capacitance of what they load; true, and reported, if there is none at all. */
function refuseWithoutCapacitance(draft: Draft, membranes: CompartmentDomain["membranes"]): boolean {
  if (membranes.length === 0 || membranes.some(({ capacitance }) => capacitance !== undefined)) return false;
  complain(
    draft,
    ["membranes"],
    {
      code: "missing-key",
      found: "field: poisson without a capacitance",
      expected: "capacitance: of the membranes, or field: electroneutral",
      fix: "capacitance: 1 uF/cm^2",
    },
    "key",
  );
  return true;
}

/** What moves a species through space has no meaning in a stirred compartment. */
const OF_SPACE = ["D", "K", "in", "walk", "motion", "drift", "inertia", "mobility"] as const;

/** Complains of what has no meaning for a stirred species; true if there is nothing. */
export function refuseMotion(draft: Draft, path: Path, value: NonNullable<ModelFile["species"]>[string]): boolean {
  const given = OF_SPACE.filter((key) => value[key] !== undefined);
  for (const key of given)
    complain(
      draft,
      [...path, key],
      {
        code: "one-of",
        found: `${key} of a species in stirred compartments`,
        expected:
          key === "D"
            ? "P: of the membranes; D has a meaning in a domain with layers"
            : "solutes: in the membranes, which say how it passes",
      },
      "key",
    );
  const { measure } = value;
  if (measure === undefined || measure === "concentration") return given.length === 0;
  complain(draft, [...path, "measure"], {
    code: "one-of",
    found: `measure: ${measure} of a species in stirred compartments`,
    expected:
      "concentrations, whose osmotic pressure may be any expression of them: {osmotic-pressure: ...} in mu, where molality(c, rho, V, S) is the molality of a concentration c",
  });
  return false;
}
