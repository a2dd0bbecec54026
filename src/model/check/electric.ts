/**
 * `field:`, `media:` and the electric potential at the ends: what charged species feel of each other.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import { type End, FIELD_CLOSURES, type Model, type Species } from "#model/model.ts";
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
