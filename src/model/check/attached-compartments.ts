/**
 * Compartments at the ends of a domain: a layered stack between stirred, finite solutions, as in a permeation assay.
 *
 *     boundary: {left: {compartment: donor, area: 0.3 cm^2}, right: {compartment: acceptor, area: 0.3 cm^2}}
 *
 * Each is a finite bath of every species at that end, or held where its volume is infinite.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import type { End } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import { type DomainDraft, endsOf } from "./domain.ts";
import { claimName } from "./names.ts";
import { refuseUnknownSpecies } from "./species.ts";

type EndWord = "left" | "right" | "inner" | "outer";

/** The compartment at each end, by name. */
export type AttachedCompartments = { readonly [E in End]?: string };

/**
 * The file that is meant where membranes stand beside a domain, which is reported: with the domain if the file says
 * what is at its ends, or else with the membranes, so that the mistake is said once.
 */
export function withoutMembranesOfDomain(draft: Draft, file: ModelFile): ModelFile {
  const { domain, membranes, boundary } = file;
  if (domain === undefined || membranes === undefined) return file;
  complain(
    draft,
    ["membranes"],
    {
      code: "one-of",
      found: "membranes beside a domain",
      expected:
        "a layer without thickness, {name: wall, membrane: {drug: {P: 1e-6 m/s}}}, or compartments without a domain",
    },
    "key",
  );
  const { domain: _domain, ...stirred } = file;
  const { membranes: _membranes, ...spatial } = file;
  return boundary === undefined ? stirred : spatial;
}

/** Which compartment is at which end; complains of what does not fit. */
export function readAttached(
  draft: Draft,
  file: ModelFile,
  domain: DomainDraft | undefined,
): AttachedCompartments | undefined {
  const { compartments, boundary } = file;
  if (file.domain === undefined || compartments === undefined) return undefined;
  if (domain === undefined || domain.kind === "grid") return undefined;
  const attached: { [E in End]?: string } = {};
  const names = Object.keys(compartments ?? {});
  for (const name of names) claimName(draft, ["compartments", name], name, "a compartment", "key");
  for (const [word, end] of endsOf(domain)) {
    const given = typeof boundary === "object" ? boundary[word as EndWord] : undefined;
    if (given?.compartment === undefined) continue;
    const path = ["boundary", word, "compartment"];
    if (!names.includes(given.compartment)) {
      complain(draft, path, {
        code: "unknown-compartment",
        found: `"${given.compartment}", which is no compartment`,
        expected: names.length === 0 ? "a name under compartments:, of which the file has none" : listed(names),
        fix: nearestName(given.compartment, names),
      });
      continue;
    }
    if (Object.values(attached).includes(given.compartment)) {
      complain(draft, path, {
        code: "one-of",
        found: `${given.compartment} at both ends`,
        expected: "one compartment at each end",
      });
      continue;
    }
    attached[end] = given.compartment;
    if (needsArea(domain) && given.area === undefined && compartments?.[given.compartment]?.volume !== "infinite")
      complain(
        draft,
        ["boundary", word],
        {
          code: "missing-key",
          found: `${given.compartment} at an end of a slab of no area`,
          expected: "area: beside compartment:, of the slab that it touches",
          fix: "area: 1 cm^2",
        },
        "key",
      );
  }
  for (const name of names) {
    refuseOtherKeys(draft, name, compartments?.[name]);
    if (!Object.values(attached).includes(name) && draft.issues.length === 0)
      complain(
        draft,
        ["compartments", name],
        {
          code: "one-of",
          found: `${name}, which is at no end of the domain`,
          expected: `boundary: {left: {compartment: ${name}, area: 1 cm^2}}`,
        },
        "key",
      );
  }
  return attached;
}

/** Amounts in a slab are per area, and a compartment has a volume. */
function needsArea(domain: DomainDraft): boolean {
  return domain.kind === "layers" && domain.geometry === "slab";
}

function refuseOtherKeys(
  draft: Draft,
  name: string,
  compartment: NonNullable<ModelFile["compartments"]>[string] | undefined,
): void {
  refuseUnknownSpecies(draft, ["compartments", name, "contains"], Object.keys(compartment?.contains ?? {}));
  for (const key of Object.keys(compartment ?? {}))
    if (key !== "volume" && key !== "contains")
      complain(
        draft,
        ["compartments", name, key],
        {
          code: "one-of",
          found: `${key} of a compartment at the end of a domain`,
          expected: "volume and contains: its wall is rigid and no water flows through layers",
        },
        "key",
      );
}

/** The conditions that a compartment at an end means for each species, as if the file had written them. */
export function conditionsOfCompartment(
  { compartments = {} }: ModelFile,
  { compartment, area }: { readonly compartment?: string | undefined; readonly area?: string | number | undefined },
  species: readonly string[],
  domain: DomainDraft,
): Readonly<Record<string, AttachedCondition>> {
  const found = compartment === undefined ? undefined : compartments[compartment];
  if (found === undefined) return {};
  const { volume, contains = {} } = found;
  if (volume !== "infinite" && area === undefined && needsArea(domain)) return {};
  return Object.fromEntries(
    species.map((name) => {
      const concentration = contains[name] ?? "0 mM";
      if (volume === "infinite") return [name, { concentration }];
      return [name, { bath: { volume, concentration, ...(area === undefined ? {} : { area }) } }];
    }),
  );
}

type AttachedCondition =
  | { readonly concentration: string | number }
  | {
      readonly bath: {
        readonly volume: string | number;
        readonly concentration: string | number;
        readonly area?: string | number;
      };
    };
