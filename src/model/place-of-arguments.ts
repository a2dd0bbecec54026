/**
 * The place that the arguments of a measure name: an end, a side, a layer or its face, a bath, a compartment, a
 * membrane, a point, or the whole.
 *
 * @module
 */

import { dimension, sameDimension } from "#units/dimension.ts";
import { complain } from "./call-fault.ts";
import { axesOf } from "./check/amounts.ts";
import { sidesOf } from "./check/domain.ts";
import type { Declarations } from "./declared.ts";
import { dimensionOf } from "./expression/dimension-of.ts";
import { evaluate } from "./expression/evaluate.ts";
import type { Expression } from "./expression/expression.ts";
import type { Place } from "./measure.ts";
import { allPlaces, layersOf, namedEnds } from "./place-words.ts";

/** The place that arguments name; undefined if they name none. */
export function placeOf(rest: readonly Expression[], model: Declarations): Place | undefined {
  const [first] = rest as [Expression];
  if (first.kind !== "name") return pointOf(rest, model);
  if (rest.length > 1) return undefined;
  if (first.name === "all") return { kind: "all" };
  const { domain } = model;
  if (domain?.kind === "compartments") {
    if (domain.compartments.some(({ name }) => name === first.name))
      return { kind: "compartment", compartment: first.name };
    const isMembrane = domain.membranes.some(({ name }) => name === first.name);
    return isMembrane ? { kind: "membrane", membrane: first.name } : undefined;
  }
  if (domain?.kind === "grid") {
    const side = sidesOf(domain).get(first.name);
    if (side !== undefined) return { kind: "side", side };
    const axis = domain.axes.findIndex(({ name }) => name === first.name);
    if (axis >= 0) return { kind: "axis", axis };
    const isMedium = domain.media.some(({ medium }) => medium === first.name);
    return isMedium ? { kind: "layer", layer: first.name } : undefined;
  }
  const ends = namedEnds(model);
  const end = ends.get(first.name);
  if (end !== undefined) return { kind: "end", end };
  const [head, tail] = first.name.split(".") as [string, string | undefined];
  for (const attached of ["left", "right"] as const)
    if (model.attached?.[attached] === first.name) return { kind: "bath", end: attached };
  const bathEnd = ends.get(head);
  if (bathEnd !== undefined && tail === "bath") return { kind: "bath", end: bathEnd };
  const layer = layersOf(model).find(({ name }) => name === head);
  if (layer === undefined) return undefined;
  if (tail === undefined) return { kind: "layer", layer: head };
  const side =
    tail === "left" || tail === "inner" ? "left" : tail === "right" || tail === "outer" ? "right" : undefined;
  return side === undefined || layer.membrane !== undefined ? undefined : { kind: "layer-face", layer: head, side };
}

function pointOf(rest: readonly Expression[], model: Declarations): Place | undefined {
  const isGrid = model.domain?.kind === "grid";
  const most = model.domain?.kind === "layers" ? 1 : isGrid ? model.domain.axes.length : axesOf(model.domain);
  if (rest.length > most || (isGrid && rest.length < most)) return undefined;
  const at = rest.map((e) => {
    const its = dimensionOf(e, { name: () => undefined, unknownName: () => `a place: ${allPlaces(model)}` });
    if (!sameDimension(its, dimension("m")))
      throw complain(e, "a place that is no length", "a coordinate, such as 2 um");
    return evaluate(e, { name: () => undefined });
  });
  return { kind: "point", at };
}
