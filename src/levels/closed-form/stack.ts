/**
 * A layered domain as exact laws see it: pieces on which every coefficient is smooth, faces between them, two ends.
 *
 * A layer is cut where an expression jumps or bends (`if`, `step`, `abs`, comparisons) and where a point source lies.
 * On each piece c = W a with the activity a = c e^{V/kT} / K, continuous everywhere but at membrane faces, and
 *
 *     W = K e^{-V/kT},    I = A [ -D W da/dx + v c ].
 *
 * @module
 */

import type { Expression } from "#model/expression/expression.ts";
import type { Boundary, BoundaryCondition, End, Layer, LayeredDomain, Model, Species } from "#model/model.ts";
import { exp, log } from "#numerics/elementary.ts";
import { BOLTZMANN } from "#units/constants.ts";
import { breakpointsOf } from "./breakpoints.ts";
import { type Coefficient, coefficientOf, constantCoefficient, sumOfCoefficients } from "./coefficient.ts";

/** Slab, cylinder or sphere. */
export type Geometry = LayeredDomain["geometry"];

/** A part of a layer on which all coefficients are smooth. */
export interface Piece {
  readonly kind: "piece";
  readonly layer: string;
  readonly geometry: Geometry;
  readonly from: number;
  readonly to: number;
  /** to - from as the layer states it: a film of nanometres far from the origin keeps its digits [m]. */
  readonly thickness: number;
  /** D(x) [m^2 s^-1]. */
  readonly diffusivity: Coefficient;
  /** W = K e^{-V/kT} [1]. */
  weight(x: number): number;
  /** ln W, finite where W is too small or too large for a number [1]. */
  logWeight(x: number): number;
  /** v(x) [m s^-1]. */
  readonly drift: Coefficient;
  /** Linear consumption k [s^-1]; negative produces. */
  readonly decay: number;
  /** Zero-order production S [mol m^-3 s^-1]. */
  readonly production: number;
  /** Concentration at the start [mol m^-3]; undefined if it is not an expression. */
  readonly initial: Coefficient | undefined;
  /** The numbers of a piece with constant D, v and slope of ln W; undefined if they vary. */
  readonly uniform: UniformPiece | undefined;
}

/** Constant coefficients of a piece. */
export interface UniformPiece {
  /** D [m^2 s^-1]. */
  readonly diffusivity: number;
  /** W at the left and right side [1]. */
  readonly weightLeft: number;
  readonly weightRight: number;
  /** Velocity v + D dlnW/dx with which concentration is carried [m s^-1]. */
  readonly carrying: number;
}

/** A face without thickness that lets P [m s^-1] through; 0 blocks. */
export interface Face {
  readonly kind: "face";
  readonly layer: string;
  readonly geometry: Geometry;
  readonly from: number;
  readonly to: number;
  readonly permeability: number;
}

/** What a stack is made of. */
export type Element = Piece | Face;

/** The layered domain of one species. */
export interface Stack {
  readonly geometry: Geometry;
  /** In order, from left to right or from the inner to the outer radius. */
  readonly elements: readonly Element[];
  readonly left: BoundaryCondition;
  readonly right: BoundaryCondition;
  /** A point source: where, and how much (per area in a slab). */
  readonly point: { readonly at: number; readonly amount: number } | undefined;
}

/** Area of the surface at x: 1 in a slab, 2 pi r per length in a cylinder, 4 pi r^2 in a sphere. */
export function areaAt(geometry: Geometry, x: number): number {
  if (geometry === "slab") return 1;
  return geometry === "cylinder" ? 2 * Math.PI * x : 4 * Math.PI * x * x;
}

/** Volume between two coordinates. */
export function volumeBetween(geometry: Geometry, from: number, to: number): number {
  if (geometry === "slab") return to - from;
  if (geometry === "cylinder") return Math.PI * (to - from) * (to + from);
  return (4 / 3) * Math.PI * (to - from) * (to * to + to * from + from * from);
}

/** Whether a line without ends and without a potential may stand as layers that go on for ever. */
export interface StackOptions {
  readonly unbounded?: boolean;
}

/** The stack of a species, or in words why there is none. */
export function stackOf(model: Model, species: Species, { unbounded = false }: StackOptions = {}): Stack | string {
  const domain = layersOf(model, species, unbounded);
  if (typeof domain === "string") return domain;
  if (species.walk !== undefined) return `${species.name} walks by a step law`;
  const { geometry, start } = domain;
  const point =
    species.initial.kind === "point" ? { at: species.initial.at[0] ?? 0, amount: species.initial.amount } : undefined;
  const elements: Element[] = [];
  let x = start;
  for (const layer of domain.layers) {
    const to = domain.end ?? x + layer.thickness;
    elements.push(...elementsOf(model, species, { layer, geometry, from: x, to, whole: true }, point?.at));
    x = to;
  }
  if (point !== undefined && (point.at < start || point.at > x)) return "the point source lies outside the layers";
  const condition = (end: End) => conditionAt(model.boundaries, species.name, end);
  return { geometry, elements, left: condition("left"), right: condition("right"), point };
}

function conditionAt(boundaries: readonly Boundary[], species: string, end: End): BoundaryCondition {
  return boundaries.find((b) => b.species === species && b.end === end)?.condition ?? { kind: "no-flux" };
}

/** Layers; of a line without ends, the right end is stated (it is not start plus thickness). */
interface Layers extends LayeredDomain {
  readonly end?: number;
}

/** The layers of the domain; a line between two ends, or confined by a potential, is one layer. */
function layersOf(model: Model, species: Species, unbounded: boolean): Layers | string {
  const { domain } = model;
  if (domain === undefined) return "there is no domain";
  if (domain.kind === "layers") return domain;
  if (domain.kind === "lattice") return "the domain is a lattice";
  if (domain.kind === "compartments") return "compartments are stirred";
  if (domain.kind === "grid" || domain.dimensions !== 1) return `the domain is a ${domain.geometry}`;
  const medium = species.media[0]?.medium ?? "";
  const endless = unbounded && species.terms.length === 0;
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = domain;
  const bounds = endless ? { from, to } : boundsOf(model, species, domain.from, domain.to);
  if (bounds === undefined) return "the line has no ends and no potential that confines";
  return {
    kind: "layers",
    geometry: "slab",
    start: bounds.from,
    end: bounds.to,
    layers: [{ name: "domain", medium, thickness: bounds.to - bounds.from }],
  };
}

/** Ends of a line: as given, or where the Boltzmann factor has fallen below e^-60 of its maximum. */
function boundsOf(
  model: Model,
  species: Species,
  from: number | undefined,
  to: number | undefined,
): { readonly from: number; readonly to: number } | undefined {
  if (from !== undefined && to !== undefined) return { from, to };
  if (species.terms.length === 0 || model.temperature === undefined) return undefined;
  const energy = sumOfCoefficients(species.terms.map((term) => coefficientOf(term.energy, model)));
  const thermal = BOLTZMANN * model.temperature;
  const origin = from ?? to ?? 0;
  // Distances from 1 pm to 1 km, twenty to a decade.
  const distances = Array.from({ length: 301 }, (_, i) => exp((i * 0.05 - 12) * Math.LN10));
  const places = [
    ...(from === undefined ? distances.map((d) => origin - d).reverse() : []),
    origin,
    ...(to === undefined ? distances.map((d) => origin + d) : []),
  ];
  const levels = places.map((x) => energy.at(x) / thermal);
  const lowest = levels.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const first = levels.findIndex((u) => u - lowest < 60);
  const last = levels.findLastIndex((u) => u - lowest < 60);
  if (first < 0 || (from === undefined && first === 0) || (to === undefined && last === places.length - 1))
    return undefined;
  return { from: from ?? places[first - 1], to: to ?? places[last + 1] };
}

interface Span {
  readonly layer: Layer;
  readonly geometry: Geometry;
  readonly from: number;
  readonly to: number;
  /** Whether the span is the whole layer. */
  readonly whole: boolean;
}

function elementsOf(model: Model, species: Species, span: Span, source: number | undefined): Element[] {
  const { layer, geometry, from, to } = span;
  if (layer.thickness === 0)
    return [{ kind: "face", layer: layer.name, geometry, from, to, permeability: layer.membrane?.[species.name] ?? 0 }];
  const medium = species.media.find((m) => m.medium === layer.medium);
  if (medium === undefined) return [{ kind: "face", layer: layer.name, geometry, from, to, permeability: 0 }];
  const { initial } = species;
  const expressions: Expression[] = [
    medium.diffusivity,
    medium.partition,
    ...species.terms.map((term) => term.energy),
    ...(species.drift === undefined ? [] : [species.drift]),
    ...(initial.kind === "concentration" ? [initial.concentration] : []),
  ];
  const cuts = new Set<number>([from, to]);
  for (const e of expressions)
    for (const x of breakpointsOf(e, model, { from, to })) if (x > from && x < to) cuts.add(x);
  if (source !== undefined && source > from && source < to) cuts.add(source);
  const edges = [...cuts].sort((a, b) => a - b);
  return edges
    .slice(1)
    .map((end, i) => pieceOf(model, species, medium, { ...span, from: edges[i], to: end, whole: edges.length === 2 }));
}

function pieceOf(model: Model, species: Species, medium: Species["media"][number], span: Span): Piece {
  const { layer, geometry, from, to } = span;
  const on = (e: Expression) => constantWhereFlat(coefficientOf(e, model), from, to);
  const diffusivity = on(medium.diffusivity);
  const partition = on(medium.partition);
  const energy = sumOfCoefficients(species.terms.map((term) => on(term.energy)));
  const thermal = model.temperature === undefined ? Number.NaN : BOLTZMANN * model.temperature;
  const drift = species.drift === undefined ? constantCoefficient(0) : on(species.drift);
  const reduced = (x: number) => (species.terms.length === 0 ? 0 : energy.at(x) / thermal);
  const weight = (x: number) => partition.at(x) * exp(-reduced(x));
  const logWeight = (x: number) => log(partition.at(x)) - reduced(x);
  // Slope of ln W.
  const tilt = (x: number) =>
    partition.slope(x) / partition.at(x) - (species.terms.length === 0 ? 0 : energy.slope(x) / thermal);
  const laws = model.sources.filter(
    (source) => source.species === species.name && (source.layer === "" || source.layer === layer.name),
  );
  const rateOf = (kind: string) =>
    laws.reduce((sum, { law }) => (law.kind === kind && law.rate !== 0 ? sum + law.rate : sum), 0);
  const { initial } = species;
  const slope = commonValue(tilt, from, to);
  const D = diffusivity.constant;
  const v = drift.constant;
  return {
    kind: "piece",
    layer: layer.name,
    geometry,
    from,
    to,
    thickness: span.whole ? layer.thickness : to - from,
    diffusivity,
    weight,
    logWeight,
    drift,
    decay: -rateOf("linear"),
    production: rateOf("zero-order"),
    initial: initial.kind === "concentration" ? on(initial.concentration) : undefined,
    uniform:
      D === undefined || v === undefined || slope === undefined
        ? undefined
        : { diffusivity: D, weightLeft: weight(from), weightRight: weight(to), carrying: v + D * slope },
  };
}

/** Interior points at which a smooth function is compared with itself; not equally spaced. */
const PROBES = [0.013, 0.147, 0.291, 0.428, 0.577, 0.712, 0.841, 0.979] as const;

/** Points inside a piece; where it goes on for ever, from 1 pm to 1 km beyond its end. */
function probesOn(from: number, to: number): readonly number[] {
  if (Number.isFinite(to - from)) return PROBES.map((part) => from + part * (to - from));
  const [near, away] = Number.isFinite(from) ? [from, 1] : Number.isFinite(to) ? [to, -1] : [0, 1];
  return PROBES.map((part) => near + away * exp((part * 15 - 12) * Math.LN10));
}

/** A coefficient that is one number on a piece, though its form depends on the coordinate. */
function constantWhereFlat(coefficient: Coefficient, from: number, to: number): Coefficient {
  if (coefficient.constant !== undefined) return coefficient;
  const probes = probesOn(from, to);
  const values = probes.map((x) => coefficient.at(x));
  const flat = values.every((value) => value === values[0]) && probes.every((x) => coefficient.slope(x) === 0);
  return flat ? constantCoefficient(values[0]) : coefficient;
}

/** The value of a function that is the same at every probe, to rounding. */
function commonValue(f: (x: number) => number, from: number, to: number): number | undefined {
  const values = probesOn(from, to).map(f);
  const largest = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const spread = values.reduce((a, b) => Math.max(a, Math.abs(b - values[0])), 0);
  return spread <= 1e-12 * largest ? values[0] : undefined;
}
