/**
 * `field:`, `media:` and the electric potential at the ends: what charged species feel of each other.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import { linearPotentialTerm } from "#model/linear-potential.ts";
import { type Boundary, type End, FIELD_CLOSURES, type LayeredDomain, type Model, type Species } from "#model/model.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import { dimension } from "#units/dimension.ts";
import { type DomainDraft, endsOf } from "./domain.ts";
import { quantityAt } from "./quantity.ts";

/** The electric part of a model. */
export type ElectricPart = Pick<Model, "field" | "permittivities" | "electricPotentials">;

/** Reads what makes the field, and complains where charges, field and potentials do not fit each other. */
export function readElectric(
  draft: Draft,
  file: ModelFile,
  domain: DomainDraft | undefined,
  species: readonly Species[],
  boundaries: readonly Boundary[],
): ElectricPart {
  const { field } = file;
  const charged = species.filter(({ charge }) => charge !== undefined);
  const [first] = charged;
  if (first !== undefined && field === undefined)
    complain(
      draft,
      ["species", first.name, "charge"],
      {
        code: "missing-key",
        found: "a charge without field",
        expected: `field: ${listed(FIELD_CLOSURES)}`,
        because:
          "Ions feel the field that all of them make: say whether it is solved for (poisson), follows from neutrality (electroneutral), is the same everywhere (constant-field), or is left out (none).",
        fix: "field: electroneutral",
      },
      "key",
    );
  if (field !== undefined && field !== "none" && draft.temperature === undefined)
    complain(
      draft,
      ["field"],
      {
        code: "needs-temperature",
        found: "an electric field without a temperature",
        expected: "temperature: in the file, since only the energy over kT matters",
        fix: "temperature: 25 degC",
      },
      "key",
    );
  const permittivities = readPermittivities(draft, file);
  if (field === "poisson") refuseUnknownPermittivity(draft, domain, permittivities);
  const electricPotentials = readPotentials(draft, file, domain);
  if (first !== undefined && field !== undefined && field !== "none" && domain !== undefined) {
    refuseMissingPotentials(draft, file, domain, field);
    if (field === "constant-field") refuseRaisedBaths(draft, domain, charged, boundaries, electricPotentials);
    if (field !== "constant-field" && domain.kind === "layers") refuseChargedBaths(draft, domain, charged, boundaries);
  }
  return {
    ...(field === undefined ? {} : { field }),
    ...(file.media === undefined ? {} : { permittivities }),
    ...(Object.keys(electricPotentials).length === 0 ? {} : { electricPotentials }),
  };
}

function readPermittivities(draft: Draft, { media = {} }: ModelFile): Readonly<Record<string, number>> {
  const read: Record<string, number> = {};
  for (const [name, { permittivity }] of Object.entries(media)) {
    if (permittivity === undefined) continue;
    if (permittivity > 0) read[name] = permittivity;
    else
      complain(draft, ["media", name, "permittivity"], {
        code: "out-of-range",
        found: String(permittivity),
        expected: "a relative permittivity above zero; water has 80, a lipid 2",
      });
  }
  return read;
}

/** Poisson's equation needs the permittivity of each medium through which it runs. */
function refuseUnknownPermittivity(
  draft: Draft,
  domain: DomainDraft | undefined,
  known: Readonly<Record<string, number>>,
): void {
  if (domain?.kind !== "layers") return;
  const media = new Set(domain.layers.filter(({ thickness }) => thickness > 0).map(({ medium }) => medium));
  for (const medium of media)
    if (known[medium] === undefined)
      complain(
        draft,
        ["field"],
        {
          code: "missing-key",
          found: medium === "" ? "field: poisson without media" : `no permittivity of ${medium}`,
          expected: "the relative permittivity of each medium under media:, and medium: in the domain",
          fix: `media: {${medium === "" ? "water" : medium}: {permittivity: 80}}`,
        },
        "key",
      );
}

function readPotentials(
  draft: Draft,
  { boundary }: ModelFile,
  domain: DomainDraft | undefined,
): { readonly [E in End]?: number } {
  if (typeof boundary !== "object" || domain === undefined || domain.kind === "grid") return {};
  const read: { [E in End]?: number } = {};
  for (const [word, end] of endsOf(domain)) {
    const text = boundary[word as End | "inner" | "outer"]?.["electric-potential"];
    if (text === undefined) continue;
    const value = quantityAt(draft, ["boundary", word, "electric-potential"], text, dimension("V"));
    if (value !== undefined) read[end] = value;
  }
  return read;
}

/** A field needs the potential of its ends: of both, or of one where an open circuit or an electrode says the other. */
function refuseMissingPotentials(
  draft: Draft,
  { boundary }: ModelFile,
  domain: DomainDraft,
  field: NonNullable<Model["field"]>,
): void {
  if (domain.kind !== "layers" || (field === "constant-field" && domain.geometry !== "slab")) {
    complain(
      draft,
      ["field"],
      {
        code: "one-of",
        found: `field: ${field} in the geometry ${domain.kind === "lattice" ? "lattice" : domain.geometry}`,
        expected: "geometry: slab, with the electric potential of its ends",
      },
      "key",
    );
    return;
  }
  const given = (word: string): boolean =>
    typeof boundary === "object" && boundary[word as End | "inner" | "outer"]?.["electric-potential"] !== undefined;
  const words = [...endsOf(domain).keys()];
  const missing = words.filter((word) => !given(word));
  const enough = field === "electroneutral" ? missing.length < words.length : missing.length === 0;
  if (enough) return;
  complain(
    draft,
    ["field"],
    {
      code: "missing-key",
      found: `field: ${field} without the electric potential of the ${missing.join(" and ")} end`,
      expected: `electric-potential: under boundary.${missing.join(" and boundary.")}`,
      because:
        field === "electroneutral"
          ? "Only differences matter, so one end has to say where zero is; without the other, no current flows."
          : "Only differences matter: one of them may be 0 mV.",
      fix: `boundary: {${missing.map((word) => `${word}: {electric-potential: 0 mV}`).join(", ")}}`,
    },
    "key",
  );
}

/** How far from neutral a bath may be, relative to its charges: the rounding of what is typed [1]. */
const NEUTRAL = 1e-9;

/** Baths are neutral: an imbalance would charge the model far more than anything could hold. */
function refuseChargedBaths(
  draft: Draft,
  domain: LayeredDomain,
  ions: readonly Species[],
  boundaries: readonly Boundary[],
): void {
  for (const [word, end] of endsOf(domain)) {
    const held = ions.map(({ name, charge = 0 }) => {
      const condition = boundaries.find((one) => one.end === end && one.species === name)?.condition;
      return condition?.kind === "concentration" ? charge * condition.concentration : undefined;
    });
    if (held.some((charge) => charge === undefined)) continue;
    const sum = held.reduce<number>((total, charge) => total + (charge ?? 0), 0);
    const size = held.reduce<number>((total, charge) => total + Math.abs(charge ?? 0), 0);
    if (Math.abs(sum) <= NEUTRAL * size) continue;
    complain(
      draft,
      ["boundary", word],
      {
        code: "not-neutral",
        found: `a bath whose charges add up to ${Number(sum.toPrecision(6))} mM: ${ions.map(({ name, charge = 0 }, k) => `${Number((held[k] ?? 0).toPrecision(6))} mM of ${name} (z = ${charge})`).join(", ")}`,
        expected: "concentrations whose charges add up to zero",
        because:
          "A bath with that charge would be at millions of volts; only within a few Debye lengths may charges stand alone.",
      },
      "key",
    );
  }
}

/** What lies beyond a film or a membrane is at zero: in a constant field it is the ends that are given a potential. */
function refuseRaisedBaths(
  draft: Draft,
  domain: DomainDraft,
  ions: readonly Species[],
  boundaries: readonly Boundary[],
  potentials: { readonly [E in End]?: number },
): void {
  if (domain.kind !== "layers") return;
  for (const [word, end] of endsOf(domain)) {
    const outermost = end === "left" ? domain.layers[0] : domain.layers.at(-1);
    const behind = ions.find(({ name }) => {
      const kind = boundaries.find((one) => one.end === end && one.species === name)?.condition.kind;
      return kind === "robin" || kind === "bath" || (outermost?.membrane !== undefined && kind === "concentration");
    });
    if (behind === undefined || (potentials[end] ?? 0) === 0) continue;
    complain(draft, ["boundary", word, "electric-potential"], {
      code: "one-of",
      found: `a potential at the end behind which ${behind.name} has a film, a membrane or a bath`,
      expected: "electric-potential: 0 mV at this end, and the difference at the other",
      because: "Only differences matter, and a bath behind a film is taken to be at zero.",
    });
  }
}

/** The species with the energy of their charge in a constant field among the terms of their potential. */
export function inConstantField(
  species: readonly Species[],
  domain: DomainDraft | undefined,
  { field, electricPotentials }: ElectricPart,
): readonly Species[] {
  const { left, right } = electricPotentials ?? {};
  if (field !== "constant-field" || domain?.kind !== "layers" || left === undefined || right === undefined)
    return species;
  return species.map((one) =>
    one.charge === undefined
      ? one
      : { ...one, terms: [...one.terms, linearPotentialTerm(one.charge, domain, { left, right })] },
  );
}
