/**
 * Where species live: unbounded space, layers, grids of two and three dimensions, rows of sites, stirred compartments.
 *
 * @module
 */

import type { Length, Velocity } from "#units/flavour.ts";
import type { CompartmentDomain } from "./compartments.ts";
import type { Expression } from "./expression/expression.ts";

export type Domain = SpatialDomain | CompartmentDomain;

/** A domain in which species diffuse. */
export type SpatialDomain = FreeDomain | LayeredDomain | LatticeDomain | GridDomain;

/** Unbounded space; a line may end at `from` or `to` (then a boundary condition stands there). */
export interface FreeDomain {
  readonly kind: "free";
  readonly geometry: "line" | "plane" | "space";
  readonly dimensions: 1 | 2 | 3;
  /** Left end of a half-line [m]. */
  readonly from?: Length;
  /** Right end of a half-line [m]. */
  readonly to?: Length;
  /** Where grids look; they let nothing out of it. */
  readonly resolve?: { readonly from: Length; readonly to: Length };
  readonly cells?: number;
}

/** Layers from left to right, or from the inner to the outer radius. */
export interface LayeredDomain {
  readonly kind: "layers";
  readonly geometry: "slab" | "cylinder" | "sphere";
  /** Coordinate of the left end (0 in a slab unless `from:` is given), or inner radius [m]. */
  readonly start: Length;
  readonly layers: readonly Layer[];
}

export interface Layer {
  readonly name: string;
  readonly medium: string;
  /** 0 for a membrane face. */
  readonly thickness: Length;
  readonly cells?: number;
  /** Concentration of fixed charges in units of F, with their sign [mol m^-3]. */
  readonly fixedCharge?: number;
  /** Permeability of a layer without thickness, by species [m s^-1]; a species not named does not pass. */
  readonly membrane?: Readonly<Record<string, Velocity>>;
}

/** A row of `sites` lattice sites 0, l, 2l ... of the walk law; at a wall a move that would leave is not made. */
export interface LatticeDomain {
  readonly kind: "lattice";
  readonly sites: number;
  readonly spacing: Length;
}

/**
 * A rectangle, a box, or a cylinder of finite length in which nothing depends on the angle. Amounts are per length in a
 * rectangle, and whole in a box and a cylinder.
 */
export interface GridDomain {
  readonly kind: "grid";
  readonly geometry: "rectangle" | "box" | "cylinder";
  /** The coordinates: x and y, or x, y and z, or r and z. */
  readonly axes: readonly GridAxis[];
  /** What fills the domain, painted in this order, one over the other; the first one everywhere. */
  readonly media: readonly PaintedMedium[];
}

/** One coordinate of a rectangle, box or cylinder. */
export interface GridAxis {
  readonly name: "x" | "y" | "z" | "r";
  readonly from: Length;
  readonly size: Length;
  readonly cells?: number;
}

/** A medium where a condition on the coordinates holds; without one it is everywhere. */
export interface PaintedMedium {
  readonly medium: string;
  readonly where?: Expression;
}

export const END_NAMES = ["left", "right"] as const;
/** left is the inner end and right the outer end of a cylinder or sphere. */
export type End = (typeof END_NAMES)[number];

/** The sides of a grid, two for each axis: inner, outer, bottom and top of a cylinder are the first four. */
export const SIDE_NAMES = ["left", "right", "bottom", "top", "front", "back"] as const;
export type Side = (typeof SIDE_NAMES)[number];
