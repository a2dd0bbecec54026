/**
 * `sources:`: where a species is made or used up.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import type { Source, Species } from "#model/model.ts";
import { hasOwnLaw } from "#model/own-law.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import { dimension } from "#units/dimension.ts";
import { scaleOfSpecies } from "./composition.ts";
import type { DomainDraft } from "./domain.ts";
import { quantityAt } from "./quantity.ts";
import { unknownSpecies } from "./species.ts";

/** The sources that are right. */
export function readSources(
  draft: Draft,
  file: ModelFile,
  domain: DomainDraft | undefined,
  species: readonly Species[],
): readonly Source[] {
  const layers =
    domain?.kind === "layers"
      ? domain.layers.filter(({ membrane }) => membrane === undefined).map(({ name }) => name)
      : domain?.kind === "grid"
        ? domain.media.map(({ medium }) => medium).filter((medium) => medium !== "")
        : [];
  return (file.sources ?? []).flatMap((source, i) => {
    const path = ["sources", i];
    const { name, at = "all", law } = source;
    if (draft.tainted.has(source.species) || draft.tainted.has("species")) return [];
    const one = species.find((s) => s.name === source.species);
    if (one === undefined)
      complain(
        draft,
        [...path, "species"],
        unknownSpecies(
          source.species,
          species.map((s) => s.name),
        ),
      );
    if (at !== "all" && !layers.includes(at) && !draft.tainted.has("domain"))
      complain(draft, [...path, "at"], {
        code: "unknown-layer",
        found: `"${at}", which is no ${domain?.kind === "grid" ? "medium" : "layer"}`,
        expected: listed(["all", ...layers]),
        fix: nearestName(at, ["all", ...layers]),
      });
    const walks = one !== undefined && hasOwnLaw(one);
    if (walks || (one?.measure === "probability" && law === "zero-order"))
      complain(draft, [...path, "law"], {
        code: "needs-amount",
        found: `the law ${law} for a single walker`,
        expected: walks ? "no sources for a walk by steps" : "linear, or an amount in initial:",
      });
    const rate = quantityAt(
      draft,
      [...path, "rate"],
      source.rate,
      dimension(law === "linear" ? "s^-1" : `${scaleOfSpecies(one ?? { measure: "amount" }).counted} m^-3 s^-1`),
      "the rate",
    );
    if (one === undefined || rate === undefined) return [];
    return [{ name, species: source.species, layer: at === "all" ? "" : at, law: { kind: law, rate } }];
  });
}
