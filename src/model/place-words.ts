/**
 * Places in the words of a geometry: as the arguments of a measure, and as a list of what a measure can take.
 *
 * @module
 */

import { dimension } from "#units/dimension.ts";
import { endsOf, sidesOf } from "./check/domain.ts";
import type { Declarations } from "./declared.ts";
import type { Expression } from "./expression/expression.ts";
import type { Place } from "./measure.ts";
import type { PlaceRule } from "./measure-places.ts";
import type { Side } from "./model.ts";

/** A place as arguments, in the words of the geometry. */
export function writtenPlace(place: Place, model: Declarations): readonly Expression[] {
  const range = { offset: 0, length: 0 };
  const word = (name: string): readonly Expression[] => [{ kind: "name", name, range }];
  const { domain } = model;
  const ends = new Map<Side, string>(
    domain === undefined ? [] : [...sidesOf(domain)].map(([name, end]) => [end, name]),
  );
  switch (place.kind) {
    case "all":
      return word("all");
    case "end":
      return word(ends.get(place.end) ?? place.end);
    case "side":
      return word(ends.get(place.side) ?? place.side);
    case "axis":
      return word(domain?.kind === "grid" ? (domain.axes[place.axis]?.name ?? "x") : "x");
    case "bath":
      return word(`${ends.get(place.end) ?? place.end}.bath`);
    case "layer":
      return word(place.layer);
    case "compartment":
      return word(place.compartment);
    case "membrane":
      return word(place.membrane);
    case "layer-face":
      return word(`${place.layer}.${place.side}`);
    case "point":
      return place.at.map((value) => ({ kind: "number", value, dimension: dimension("m"), range }));
  }
}

/** What a measure can be taken at: "a place: left, right, a coordinate such as 2 um". */
export function placesInWords({ kinds }: PlaceRule, model: Declarations): string {
  return `a place: ${kinds.flatMap((kind) => wordsFor(kind, model)).join(", ")}`;
}

function wordsFor(kind: Place["kind"], model: Declarations): readonly string[] {
  const { domain } = model;
  const ends = [...namedEnds(model)];
  const layers = layersOf(model);
  switch (kind) {
    case "all":
      return ["all"];
    case "end":
      return ends.map(([name]) => name);
    case "side":
      return domain?.kind === "grid" ? [...sidesOf(domain).keys()] : [];
    case "axis":
      return domain?.kind === "grid" ? domain.axes.map(({ name }) => name) : [];
    case "bath": {
      const baths = model.boundaries.filter(({ condition }) => condition.kind === "bath").map(({ end }) => end);
      return ends.filter(([, end]) => baths.includes(end)).map(([name]) => `${name}.bath`);
    }
    case "layer":
      return domain?.kind === "grid"
        ? [...new Set(domain.media.map(({ medium }) => medium))].filter((medium) => medium !== "")
        : layers.map(({ name }) => name);
    case "compartment":
      return domain?.kind === "compartments" ? domain.compartments.map(({ name }) => name) : [];
    case "membrane":
      return domain?.kind === "compartments" ? domain.membranes.map(({ name }) => name) : [];
    case "layer-face":
      return layers
        .filter(({ membrane }) => membrane === undefined)
        .flatMap(({ name }) => [`${name}.left`, `${name}.right`]);
    case "point":
      return [
        domain?.kind === "grid"
          ? `a point such as ${domain.axes.map(() => "2 um").join(", ")}`
          : "a coordinate such as 2 um",
      ];
  }
}

/** Every place of a model, in words. */
export function allPlaces(model: Declarations): string {
  return placesInWords({ kinds: ["all", "end", "side", "bath", "layer", "layer-face", "point"] }, model).replace(
    "a place: ",
    "",
  );
}

/** The ends of a domain that is no grid, by the words of its geometry. */
export function namedEnds({ domain }: Declarations): ReadonlyMap<string, "left" | "right"> {
  return domain === undefined || domain.kind === "grid" ? new Map() : endsOf(domain);
}

/** The layers of a domain; none where it has no layers. */
export function layersOf({ domain }: Declarations) {
  return domain?.kind === "layers" ? domain.layers : [];
}
