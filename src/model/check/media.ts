/**
 * `media:` as far as a medium is porous: how much of it is fluid, how winding its ways are, how much wall it has.
 *
 * @module
 */

import { complain, type Draft, listed } from "#model/draft.ts";
import type { Expression } from "#model/expression/expression.ts";
import { nearestName } from "#model/expression/nearest-name.ts";
import { simplify } from "#model/expression/simplify.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import type { PorousMedium } from "#model/uptake.ts";
import type { Path } from "#model/yaml-node.ts";
import { DIMENSIONLESS, dimension } from "#units/dimension.ts";
import type { DomainDraft } from "./domain.ts";
import { numberExpression, positiveAt, quantityWithin } from "./quantity.ts";

/** The porous media of a file, by name; none if it declares none. */
export type PorousMedia = Readonly<Record<string, PorousMedium>>;

/** The porous media that are right. */
export function readPorousMedia(draft: Draft, file: ModelFile, domain: DomainDraft | undefined): PorousMedia {
  const read: Record<string, PorousMedium> = {};
  for (const [name, value] of Object.entries(file.media ?? {})) {
    const { porosity = 1, tortuosity = 1, "wall-area": wallArea } = value;
    const keys = (["porosity", "tortuosity", "wall-area"] as const).filter((key) => value[key] !== undefined);
    const [first] = keys;
    if (first === undefined) continue;
    const path: Path = ["media", name];
    if (!isInLayers(draft, path, name, domain)) continue;
    const share = quantityWithin(draft, [...path, "porosity"], porosity, {
      of: DIMENSIONLESS,
      holds: (x) => x > 0 && x <= 1,
      expected: "a share of the volume above 0 and at most 1",
    });
    const winding = quantityWithin(draft, [...path, "tortuosity"], tortuosity, {
      of: DIMENSIONLESS,
      holds: (x) => x >= 1,
      expected: "a factor of at least 1, by which D is divided",
    });
    const area =
      wallArea === undefined
        ? undefined
        : positiveAt(draft, [...path, "wall-area"], wallArea, dimension("m^-1"), "an area of wall in a volume");
    if (share === undefined || winding === undefined || (wallArea !== undefined && area === undefined)) {
      draft.tainted.add(`media.${name}`);
      continue;
    }
    read[name] = { porosity: share, tortuosity: winding, ...(area === undefined ? {} : { wallArea: area }) };
  }
  return read;
}

/** Pores stand in layers, whose volumes and cross-sections they share with what is solid. */
function isInLayers(draft: Draft, path: Path, name: string, domain: DomainDraft | undefined): boolean {
  if (domain === undefined || draft.tainted.has("domain")) return false;
  if (domain.kind !== "layers") {
    complain(
      draft,
      path,
      {
        code: "one-of",
        found: "a porous medium outside of layers",
        expected: "geometry: slab, cylinder or sphere with layers:; elsewhere the effective D",
      },
      "key",
    );
    return false;
  }
  const media = [...new Set(domain.layers.flatMap((layer) => (layer.membrane === undefined ? [layer.medium] : [])))];
  if (media.includes(name)) return true;
  const named = media.filter((medium) => medium !== "");
  complain(
    draft,
    path,
    {
      code: "unknown-medium",
      found: `"${name}", which is no medium of the domain`,
      expected: named.length === 0 ? `medium: ${name} in a layer of the domain` : listed(named),
      fix: nearestName(name, named),
    },
    "key",
  );
  return false;
}

/** D in the fluid of a medium: times what hinders the species there, over the tortuosity; undefined, and reported, if wrong. */
export function inPores(
  draft: Draft,
  path: Path,
  diffusivity: Expression,
  { hindrance, tortuosity }: { readonly hindrance: string | number | undefined; readonly tortuosity: number },
): Expression | undefined {
  const factor =
    hindrance === undefined
      ? 1
      : quantityWithin(draft, path, hindrance, {
          of: DIMENSIONLESS,
          holds: (x) => x > 0 && x <= 1,
          expected: "a factor on D above 0 and at most 1",
        });
  if (factor === undefined) return undefined;
  if (factor === 1 && tortuosity === 1) return diffusivity;
  const { range } = diffusivity;
  return simplify({
    kind: "binary",
    operator: "*",
    left: numberExpression(factor / tortuosity),
    right: diffusivity,
    range,
  });
}
