/**
 * `sources:`: where a species is made or used up.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import type { Source } from "#model/model.ts";
import { hasOwnLaw } from "#model/own-law.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { Uptake } from "#model/uptake.ts";
import type { Path } from "#model/yaml-node.ts";
import { dimension } from "#units/dimension.ts";
import { scaleOfSpecies } from "./composition.ts";
import type { DomainDraft } from "./domain.ts";
import { quantityAt } from "./quantity.ts";
import { unknownSpecies } from "./species.ts";
import { readUptake, refuseBothSides, type SourceFile, type UptakeContext } from "./uptakes.ts";

/** Sources in volumes, and carriers that take species up. */
export interface SourcesPart {
  readonly sources: readonly Source[];
  readonly uptakes?: readonly Uptake[];
}

/** The sources that are right. */
export function readSources(
  draft: Draft,
  file: ModelFile,
  domain: DomainDraft | undefined,
  context: UptakeContext,
): SourcesPart {
  const { species } = context.declarations;
  const layers =
    domain?.kind === "layers"
      ? domain.layers.filter(({ membrane }) => membrane === undefined).map(({ name }) => name)
      : domain?.kind === "grid"
        ? domain.media.map(({ medium }) => medium).filter((medium) => medium !== "")
        : [];
  const uptakes: (Uptake & { readonly path: Path })[] = [];
  const sources = (file.sources ?? []).flatMap((source, i): Source[] => {
    const path = ["sources", i];
    const { name, at = "all", law, rate: written } = source;
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
    if (isOfCarrier(source)) {
      const uptake = readUptake(draft, path, source, one, context);
      if (uptake === undefined) for (const name of [source.name, uptakeOf(source.species)]) draft.tainted.add(name);
      else uptakes.push({ ...uptake, path });
      return [];
    }
    refuseCarrierKeys(draft, path, source);
    if (law === undefined || written === undefined) {
      complain(
        draft,
        path,
        {
          code: "missing-key",
          found: `a source without ${law === undefined ? "law" : "rate"}`,
          expected: "law: and rate:, or carrier:",
          fix: "law: linear, rate: -0.1 1/s",
        },
        "key",
      );
      return [];
    }
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
      written,
      dimension(law === "linear" ? "s^-1" : `${scaleOfSpecies(one ?? { measure: "amount" }).counted} m^-3 s^-1`),
      "the rate",
    );
    if (one === undefined || rate === undefined) return [];
    return [{ name, species: source.species, layer: at === "all" ? "" : at, law: { kind: law, rate } }];
  });
  refuseBothSides(draft, uptakes, context.declarations);
  return {
    sources,
    ...(uptakes.length === 0 ? {} : { uptakes: uptakes.map(({ path: _, ...uptake }) => uptake) }),
  };
}

/** Under this name is tainted what carriers take of a species, all together. */
export function uptakeOf(species: string): string {
  return `uptake(${species})`;
}

function isOfCarrier(source: SourceFile): source is SourceFile & { readonly carrier: string } {
  return source.carrier !== undefined;
}

function refuseCarrierKeys(draft: Draft, path: Path, source: SourceFile): void {
  for (const key of ["area", "behind"] as const)
    if (source[key] !== undefined)
      complain(
        draft,
        [...path, key],
        {
          code: "one-of",
          found: `${key} without carrier`,
          expected: "carrier: of carriers:, instead of law: and rate:",
        },
        "key",
      );
}
