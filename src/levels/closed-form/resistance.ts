/**
 * Resistances and contents between two points of a stack, by quadrature or closed form.
 *
 *     R(a, b) = int_a^b dx / (D W A),    M(a, b) = int_a^b W A dx,    W = K e^{-V/kT} e^{phi}
 *
 * phi = int v/D dx from the left end turns a drift into a tilt of W. A membrane face adds 1 / (P A), a Robin end too.
 *
 * @see J. Crank, The Mathematics of Diffusion, 2nd ed., Oxford (1975), sections 3.3 and 12.2 (not opened)
 * @module
 */

import type { Place } from "#model/measure.ts";
import type { End } from "#model/model.ts";
import { exp, expm1, log1p } from "#numerics/elementary.ts";
import { integrate } from "#numerics/quadrature.ts";
import { areaAt, type Element, type Piece, type Stack, volumeBetween } from "./stack.ts";
import { driftExponent, resistanceBetween } from "./varying-piece.ts";

/** int dx / (D W A) over a part of a piece, phi counted from the left side of the piece [s mol-free]. */
export function pieceResistance(piece: Piece, a: number, b: number): number {
  const { uniform, geometry, from, to } = piece;
  if (a === b) return 0;
  if (uniform === undefined) return resistanceBetween(piece, a, b);
  const { diffusivity: D, weightLeft: W, carrying } = uniform;
  const slope = carrying / D;
  const length = a === from && b === to ? piece.thickness : b - a;
  if (geometry === "slab") {
    const start = exp(-slope * (a - from)) / (D * W);
    return slope === 0 ? length * start : (-expm1(-slope * length) / slope) * start;
  }
  if (slope !== 0) return resistanceBetween(piece, a, b);
  if (geometry === "cylinder") return log1p(length / a) / (2 * Math.PI * D * W);
  return length / (4 * Math.PI * a * b * D * W);
}

/** Rise of ln W from which on a content is counted from its heavy side. */
const STEEP = 300;

/** int W A dx over a part of a piece, phi counted from the left side of the piece. */
export function pieceContent(piece: Piece, a: number, b: number): number {
  const { uniform, geometry, from } = piece;
  if (a === b) return 0;
  if (uniform !== undefined) {
    const slope = uniform.carrying / uniform.diffusivity;
    if (slope === 0) return uniform.weightLeft * volumeBetween(geometry, a, b);
    // Steeply up, e^{slope (b - a)} may be no number though the weight on the right is one: counted from there.
    if (geometry === "slab" && slope * (b - from) > STEEP)
      return (exp(piece.logWeight(from) + slope * (b - from)) * -expm1(-slope * (b - a))) / slope;
    if (geometry === "slab") return (uniform.weightLeft * exp(slope * (a - from)) * expm1(slope * (b - a))) / slope;
  }
  return integrate((x) => piece.weight(x) * exp(driftExponent(piece, from, x)) * areaAt(geometry, x), a, b);
}

/** 1 / (P A) of a film at an end: 0 at a held concentration, infinite where nothing passes. */
export function endResistance(stack: Stack, end: End): number {
  const condition = stack[end];
  const { elements, geometry } = stack;
  const x = end === "left" ? elements[0].from : elements[elements.length - 1].to;
  switch (condition.kind) {
    case "concentration":
    case "absorbing":
      return 0;
    case "robin":
      return 1 / (condition.permeability * areaAt(geometry, x));
    default:
      return Number.POSITIVE_INFINITY;
  }
}

/** Resistance of an element across, without drift. */
export function elementResistance(element: Element): number {
  return element.kind === "face"
    ? 1 / (element.permeability * areaAt(element.geometry, element.from))
    : pieceResistance(element, element.from, element.to);
}

/**
 * Resistance of a layer or of the whole domain [s m^-1]: drop of activity per flux through the outer end of the whole
 * domain, so that resistances of layers add. A film at an end belongs to the whole, as its drop is that from bath to
 * bath. undefined with a drift or sources, where flux is not proportional to the drop.
 */
export function resistanceOfLayer(stack: Stack, place: Place | undefined): number | undefined {
  if (place?.kind !== "layer" && place?.kind !== "all") return undefined;
  const { elements, geometry } = stack;
  const inside = elements.filter(({ layer }) => place.kind === "all" || layer === place.layer);
  const driven = inside.some(
    (e) => e.kind === "piece" && (e.drift.constant !== 0 || e.decay !== 0 || e.production !== 0),
  );
  const core = inside.some((e) => geometry !== "slab" && e.from === 0);
  if (inside.length === 0 || driven || core) return undefined;
  const area = areaAt(geometry, elements[elements.length - 1].to);
  const films = place.kind === "all" ? filmResistance(stack, "left") + filmResistance(stack, "right") : 0;
  return area * (films + inside.reduce((sum, element) => sum + elementResistance(element), 0));
}

function filmResistance(stack: Stack, end: End): number {
  return stack[end].kind === "robin" ? endResistance(stack, end) : 0;
}
