/**
 * The slab that a rectangle or box is along one of its axes: where nothing couples the axes, the law of the whole is the
 * product of the laws of the slabs.
 *
 * @module
 */

import type { Expression } from "#model/expression/expression.ts";
import { namesIn, substitute } from "#model/expression/walk-tree.ts";
import { type GridDomain, type Initial, type Model, SIDE_NAMES, type Species } from "#model/model.ts";
import { constantValue } from "#potential/constant-value.ts";

const NOWHERE = { offset: 0, length: 0 };

/** A term, drift or start along one axis as a function of x. */
function alongX(e: Expression, name: string): Expression {
  return name === "x" ? e : substitute(e, new Map([[name, { kind: "name", name: "x", range: NOWHERE }]]));
}

/** The model of a slab along an axis, with the start given; linear sources stand along the first axis only. */
export function axisModel(model: Model, species: Species, { axes }: GridDomain, axis: number, initial: Initial): Model {
  const { name, from, size } = axes[axis];
  const { media, terms, driftAlong, drift: first, ...rest } = species;
  const drift = axis === 0 ? first : driftAlong?.[axis - 1];
  const start: Initial =
    initial.kind === "concentration"
      ? { kind: "concentration", concentration: alongX(initial.concentration, name) }
      : initial;
  const own: Species = {
    ...rest,
    measure: "amount",
    media: media.map((medium) => ({ ...medium, medium: "" })),
    terms: terms
      .filter(({ energy }) => namesIn(energy).has(name))
      .map((term) => ({ ...term, energy: alongX(term.energy, name) })),
    ...(drift === undefined ? {} : { drift: alongX(drift, name) }),
    initial: start,
  };
  const sides = SIDE_NAMES.slice(2 * axis, 2 * axis + 2);
  return {
    ...model,
    species: [own],
    domain: {
      kind: "layers",
      geometry: "slab",
      start: from,
      layers: [{ name: "domain", medium: "", thickness: size }],
    },
    boundaries: model.boundaries
      .filter((one) => one.species === species.name && sides.includes(one.end))
      .map((one) => ({ ...one, end: one.end === sides[0] ? ("left" as const) : ("right" as const) })),
    sources:
      axis === 0
        ? model.sources.filter((source) => source.species === species.name).map((source) => ({ ...source, layer: "" }))
        : [],
  };
}

/** Why the axes of a model are not independent, in words; undefined if they are. */
export function whyCoupled(model: Model, species: Species, { axes, media: painted }: GridDomain): string | undefined {
  const names = axes.map(({ name }) => name);
  const isOf = (e: Expression, axis: number) =>
    [...namesIn(e)].every((name) => name === names[axis] || !isCoordinate(name));
  const [medium] = species.media;
  if (species.media.length !== 1 || medium === undefined) return "there are several media";
  if (painted.some((one) => one.medium !== medium.medium)) return "a medium that it cannot enter stands in its way";
  if (constantValue(medium.diffusivity) === undefined || constantValue(medium.partition) === undefined)
    return "D or K varies";
  if (
    species.terms.some(
      ({ energy }) => names.filter((name) => namesIn(energy).has(name)).length > 1 || namesIn(energy).has("r"),
    )
  )
    return "a potential depends on more than one coordinate; if it is a sum, give its parts as terms of their own";
  const drifts = [species.drift, ...(species.driftAlong ?? [])];
  if (drifts.some((drift, axis) => drift !== undefined && !isOf(drift, axis)))
    return "a drift depends on another coordinate than its own";
  if (model.sources.some((source) => source.species === species.name && source.law.kind !== "linear"))
    return "a source does not depend on what is there";
  return undefined;
}

function isCoordinate(name: string): boolean {
  return name === "x" || name === "y" || name === "z" || name === "r";
}
