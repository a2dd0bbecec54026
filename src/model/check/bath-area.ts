/**
 * The area that baths stand on: a slab has one, which is the same at both of its ends.
 *
 * @module
 */

import { complain, type Draft } from "#model/draft.ts";
import type { ModelFile } from "#model/schema/model-file.ts";
import { formatPath, type Path } from "#model/yaml-node.ts";
import { dimension } from "#units/dimension.ts";
import { type DomainDraft, sidesOf } from "./domain.ts";
import { positiveAt } from "./quantity.ts";

type EndsFile = Exclude<NonNullable<ModelFile["boundary"]>, string>;

/** Two areas closer than this fraction are one: the rounding of what is typed [1]. */
const SAME_AREA = 1e-9;

/** What is said of an area beside a wall whose geometry gives it. */
const GIVEN_BY_RADIUS = {
  sphere: "a volume alone: the radius gives the area of a sphere",
  cylinder: "a volume per length of the cylinder alone: the radius gives its area",
} as const;

/** Complains of areas where the geometry gives them, and of ends of a slab with different ones: that would make matter. */
export function refuseAreas(draft: Draft, boundary: EndsFile, domain: DomainDraft): void {
  if (domain.kind === "grid") return;
  const geometry = domain.kind === "layers" ? domain.geometry : "slab";
  let first: { readonly area: number; readonly text: string | number; readonly where: string } | undefined;
  for (const { path, text, isLone } of areasOf(boundary, domain)) {
    if (isLone)
      complain(
        draft,
        path,
        {
          code: "one-of",
          found: "an area without a compartment",
          expected: "compartment: beside it, or area: in {bath: {volume: 1 mL, area: 1 cm^2, concentration: 0 mM}}",
        },
        "key",
      );
    else if (geometry !== "slab")
      complain(
        draft,
        path,
        { code: "one-of", found: `an area at the end of a ${geometry}`, expected: GIVEN_BY_RADIUS[geometry] },
        "key",
      );
    const isRefused = draft.issues.some((issue) => issue.path === formatPath(path, draft.root));
    const area = isRefused ? undefined : positiveAt(draft, path, text, dimension("m^2"), "an area");
    if (area === undefined) continue;
    first ??= { area, text, where: path.slice(0, -1).join(".") };
    if (Math.abs(area - first.area) <= SAME_AREA * area) continue;
    complain(draft, path, {
      code: "one-of",
      found: `an area of ${text} in a slab whose area is ${first.text} at ${first.where}`,
      expected: "one area for the whole slab",
      because: "What leaves one bath per area arrives in the other per the same area, or matter would be made.",
      fix: String(first.text),
    });
  }
}

/** Every area at the ends of a domain, with its place; `isLone` if nothing stands on it. */
function areasOf(
  boundary: EndsFile,
  domain: DomainDraft,
): readonly { readonly path: Path; readonly text: string | number; readonly isLone: boolean }[] {
  return [...sidesOf(domain).keys()].flatMap((word) => {
    const end = boundary[word as "left" | "right" | "inner" | "outer"] ?? {};
    const { area, compartment } = end;
    const own =
      area === undefined ? [] : [{ path: ["boundary", word, "area"], text: area, isLone: compartment === undefined }];
    const baths = Object.entries(end).flatMap(([species, condition]) => {
      if (typeof condition !== "object" || condition.bath?.area === undefined) return [];
      const path = ["boundary", word, species, "bath", "area"];
      return [{ path, text: condition.bath.area, isLone: false }];
    });
    return [...own, ...baths];
  });
}
