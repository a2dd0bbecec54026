/**
 * The electric potential of a constant field: straight from end to end.
 *
 *     φ(x) = φ_left + (φ_right - φ_left) (x - x_left) / L
 *
 * Each charge then has an energy z e φ(x) of the place alone, which is a term of its potential like any other: every
 * level carries it, and whoever asks for the electric potential needs no level.
 *
 * @module
 */

import { ELEMENTARY_CHARGE } from "#units/constants.ts";
import { type Dimension, dimension } from "#units/dimension.ts";
import type { Declarations } from "./declared.ts";
import type { Expression } from "./expression/expression.ts";
import { partsOf, withParts } from "./expression/walk-tree.ts";
import type { Place } from "./measure.ts";
import { measureOf } from "./measure-of-call.ts";
import type { LayeredDomain, PotentialTerm } from "./model.ts";

/** The electric potential at both ends of a slab [V]. */
export interface EndPotentials {
  readonly left: number;
  readonly right: number;
}

/** The energy z e φ(x) of a charge number z [J]. */
export function linearPotentialTerm(
  charge: number,
  domain: LayeredDomain,
  { left, right }: EndPotentials,
): PotentialTerm {
  const slope = (charge * ELEMENTARY_CHARGE * (right - left)) / thicknessOf(domain);
  const first = charge * ELEMENTARY_CHARGE * left - slope * domain.start;
  const range = { offset: 0, length: 0 };
  const number = (value: number, of: Dimension): Expression => ({ kind: "number", value, dimension: of, range });
  if (slope === 0) return { kind: "potential", energy: number(first, dimension("J")) };
  const x: Expression = { kind: "name", name: "x", range };
  const product: Expression = {
    kind: "binary",
    operator: "*",
    left: number(slope, dimension("J m^-1")),
    right: x,
    range,
  };
  return {
    kind: "potential",
    energy:
      first === 0
        ? product
        : { kind: "binary", operator: "+", left: number(first, dimension("J")), right: product, range },
  };
}

/** The tree with electric_potential(PLACE) of a constant field replaced by numbers; the same tree in other fields. */
export function withLinearPotential(e: Expression, model: Declarations): Expression {
  const { field, domain, electricPotentials } = model;
  const { left, right } = electricPotentials ?? {};
  if (field !== "constant-field" || domain?.kind !== "layers" || left === undefined || right === undefined) return e;
  if (e.kind === "call" && e.name === "electric_potential") {
    const share = shareAt(measureOf(e, model).place, domain);
    return { kind: "number", value: left + (right - left) * share, dimension: dimension("V"), range: e.range };
  }
  return withParts(
    e,
    partsOf(e).map((part) => withLinearPotential(part, model)),
  );
}

/** How far a place is on the way from the left end to the right one [1]. */
function shareAt(place: Place | undefined, domain: LayeredDomain): number {
  switch (place?.kind) {
    case "end":
      return place.end === "left" ? 0 : 1;
    case "layer-face": {
      const index = domain.layers.findIndex(({ name }) => name === place.layer);
      const before = domain.layers.slice(0, place.side === "left" ? index : index + 1);
      return before.reduce((sum, { thickness }) => sum + thickness, 0) / thicknessOf(domain);
    }
    case "point":
      return ((place.at[0] ?? Number.NaN) - domain.start) / thicknessOf(domain);
    default:
      return Number.NaN;
  }
}

function thicknessOf({ layers }: LayeredDomain): number {
  return layers.reduce((sum, { thickness }) => sum + thickness, 0);
}
