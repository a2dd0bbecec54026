/**
 * The steady state of flat layers with pores and with linear carriers at their walls and faces: fins in series.
 *
 *     G a'' = k² a / G,   G = ε D K,   k = √(G A_w P K),   J = -G a'
 *     Y_left = (Y_right + k tanh m L) / (1 + (Y_right / k) tanh m L),   m = k / G
 *
 * J = Y a - Z is what goes to the right at an activity a; carriers at a face add A P K to Y. Without carriers the layers are
 * resistances L / ε D K in series.
 *
 * @module
 */

import type { Profile, When } from "#levels/contract.ts";
import { isLinearCarrier } from "#model/carrier.ts";
import type { Measure, Place } from "#model/measure.ts";
import type { Boundary, BoundaryCondition, LayeredDomain, Model, Species } from "#model/model.ts";
import { hasPores, porousIn, type Uptake, uptakesOf } from "#model/uptake.ts";
import { exp, tanh } from "#numerics/elementary.ts";
import { constantValue } from "#potential/constant-value.ts";
import { firstFailure, type Law, type NotThis, type Recognition } from "./law.ts";

const NAME = "steady state of porous layers with linear carriers (fins in series)";

/** A layer with cells: its numbers per area of the whole cross-section. */
interface Fin {
  readonly kind: "fin";
  readonly layer: string;
  readonly from: number;
  readonly thickness: number;
  /** K of the medium [1]. */
  readonly partition: number;
  /** G = ε D K [m^2 s^-1]. */
  readonly conductivity: number;
  /** k [m s^-1]; 0 without carriers at the walls. */
  readonly k: number;
}

/** Carriers at a face: they take s a - g. */
interface Surface {
  readonly kind: "surface";
  readonly sink: number;
  readonly gain: number;
}

/** A membrane: P. */
interface Barrier {
  readonly kind: "barrier";
  readonly permeability: number;
}

type Part = Fin | Surface | Barrier;

/** Layers in a row as this law sees them, or why it is not theirs. */
export function partsOf(model: Model, species: Species): readonly Part[] | { because: string; change: string } {
  const { domain } = model;
  if (domain?.kind !== "layers" || domain.geometry !== "slab")
    return { because: "the domain is no row of flat layers", change: "use geometry: slab" };
  if (species.terms.length > 0 || species.drift !== undefined)
    return { because: "a potential or a drift carries the species", change: "leave it out" };
  if (model.sources.some((source) => source.species === species.name))
    return { because: "there is a source without carriers", change: "leave it out" };
  const parts: Part[] = [];
  let x = domain.start;
  for (const layer of domain.layers) {
    if (layer.thickness === 0) {
      parts.push({ kind: "barrier", permeability: layer.membrane?.[species.name] ?? 0 });
      continue;
    }
    const read = partsOfLayer(model, species, layer, x);
    if ("because" in read) return read;
    parts.push(...read);
    x += layer.thickness;
  }
  return parts;
}

function partsOfLayer(
  model: Model,
  species: Species,
  { name, medium, thickness }: LayeredDomain["layers"][number],
  from: number,
): readonly Part[] | { because: string; change: string } {
  const inside = species.media.find((one) => one.medium === medium || one.medium === "");
  const [D, K] = [constantValue(inside?.diffusivity), constantValue(inside?.partition)];
  if (D === undefined || K === undefined)
    return { because: `D or K is no constant in ${name}`, change: "give constants" };
  const own = uptakesOf(model, species).filter(({ layer }) => layer === name);
  if (own.some(({ at, behind }) => at === "walls" && behind !== 0))
    return { because: "something is behind the walls", change: "leave out behind:" };
  let walls = 0;
  for (const one of own) if (one.at === "walls") walls += one.area * permeabilityOf(one) * K;
  const conductivity = (porousIn(model, medium)?.porosity ?? 1) * D * K;
  const surface = (side: "left" | "right"): readonly Surface[] =>
    own
      .filter(({ at }) => at === side)
      .map((one) => {
        const P = one.area * permeabilityOf(one);
        return { kind: "surface", sink: P * K, gain: P * one.behind };
      });
  const fin: Fin = {
    kind: "fin",
    layer: name,
    from,
    thickness,
    partition: K,
    conductivity,
    k: Math.sqrt(conductivity * walls),
  };
  return [...surface("left"), fin, ...surface("right")];
}

function permeabilityOf({ law }: Uptake): number {
  return law.kind === "linear" ? law.permeability : Number.NaN;
}

/** J = Y a - Z to the right of a place; with Y infinite a = Z. */
interface Beyond {
  readonly Y: number;
  readonly Z: number;
}

function beforePart(part: Part, { Y, Z }: Beyond): Beyond {
  if (part.kind === "surface") return { Y: Y + part.sink, Z: Z + part.gain };
  if (part.kind === "barrier") {
    const P = part.permeability;
    if (Y === Number.POSITIVE_INFINITY) return { Y: P, Z: P * Z };
    return { Y: P === 0 ? 0 : (P * Y) / (P + Y), Z: P === 0 ? 0 : (P * Z) / (P + Y) };
  }
  const { k, conductivity: G, thickness: L } = part;
  const isHeld = Y === Number.POSITIVE_INFINITY;
  if (k === 0) {
    const g = G / L;
    return isHeld ? { Y: g, Z: g * Z } : { Y: Y / (1 + Y / g), Z: Z / (1 + Y / g) };
  }
  const t = tanh((k / G) * L);
  const { cosh, sinh, scale } = scaled(part, L);
  if (isHeld) return { Y: k / t, Z: (k * Z * scale) / sinh };
  return { Y: (Y + k * t) / (1 + (Y / k) * t), Z: (Z * scale) / (cosh + (Y / k) * sinh) };
}

/** cosh m d, sinh m d and 1, all times e^{-m L}. */
function scaled({ k, conductivity, thickness }: Fin, d: number): { cosh: number; sinh: number; scale: number } {
  const m = k / conductivity;
  const [rising, falling] = [exp(m * (d - thickness)), exp(-m * (d + thickness))];
  return { cosh: 0.5 * (rising + falling), sinh: 0.5 * (rising - falling), scale: exp(-m * thickness) };
}

/** Activity and flux at a distance d into a fin with a at its left and the given law beyond its right. */
function withinFin(fin: Fin, a: number, { Y, Z }: Beyond, d: number): { a: number; J: number } {
  const { k, conductivity: G, thickness: L } = fin;
  const isHeld = Y === Number.POSITIVE_INFINITY;
  if (k === 0) {
    const J = isHeld ? (G / L) * (a - Z) : (Y * a - Z) / (1 + (Y * L) / G);
    return { a: a - (J * d) / G, J };
  }
  const [whole, ahead, here] = [scaled(fin, L), scaled(fin, L - d), scaled(fin, d)];
  if (isHeld)
    return {
      a: (a * ahead.sinh + Z * here.sinh) / whole.sinh,
      J: (k * (a * ahead.cosh - Z * here.cosh)) / whole.sinh,
    };
  const total = whole.cosh + (Y / k) * whole.sinh;
  return {
    a: (a * (ahead.cosh + (Y / k) * ahead.sinh) + (Z / k) * here.sinh) / total,
    J: (k * a * (ahead.sinh + (Y / k) * ahead.cosh) - Z * here.cosh) / total,
  };
}

interface Solved {
  readonly parts: readonly Part[];
  /** Activity at the left of each part, and at the right end of the last one. */
  readonly activities: readonly number[];
  /** What is beyond the left of each part, and beyond the last one. */
  readonly beyond: readonly Beyond[];
}

/** Recognises such layers between ends that fix a steady state. */
export function recogniseCarrierStack(model: Model, species: Species): Recognition {
  const failure = whyNot(model, species);
  if (failure !== undefined) return failure;
  const parts = partsOf(model, species);
  if ("because" in parts) return { kind: "not-this", form: NAME, met: 2, ...parts };
  const condition = (end: "left" | "right"): BoundaryCondition =>
    model.boundaries.find((one: Boundary) => one.species === species.name && one.end === end)?.condition ?? {
      kind: "no-flux",
    };
  const [left, right] = [condition("left"), condition("right")];
  const known = ["no-flux", "concentration", "absorbing", "robin", "flux"];
  const fixes = (kind: string) => kind === "concentration" || kind === "absorbing" || kind === "robin";
  const isTaken = parts.some((part) => (part.kind === "fin" ? part.k > 0 : part.kind === "surface" && part.sink > 0));
  const other = firstFailure(
    NAME,
    [
      [known.includes(left.kind) && known.includes(right.kind), "an end is a bath or periodic", "use a concentration"],
      [fixes(left.kind) || fixes(right.kind) || isTaken, "nothing fixes a steady state", "hold a concentration"],
    ],
    3,
  );
  if (other !== undefined) return other;
  let solved: Solved | undefined;
  const state = (): Solved => {
    solved ??= solvedParts(parts, left, right);
    return solved;
  };
  return lawOf(model, species, state);
}

function whyNot(model: Model, species: Species): NotThis | undefined {
  const uptakes = uptakesOf(model, species);
  return firstFailure(NAME, [
    [uptakes.length > 0 || hasPores(model), "there are neither carriers nor pores", "add carriers: or media:"],
    [
      uptakes.every(({ law }) => isLinearCarrier(law)),
      "a carrier fills up",
      "use carriers with law: linear, or the levels continuum and master",
    ],
  ]);
}

function lawOf(model: Model, species: Species, state: () => Solved): Law {
  const read = (measure: Measure, when: When): number | undefined => {
    if (when !== "steady") return undefined;
    if (measure.name === "uptake") return uptakeOf(model, species, state(), measure);
    const found = atPlace(state(), measure.place);
    if (found === undefined) return undefined;
    if (measure.name === "flux") return found.J;
    if (measure.name === "activity") return found.a;
    return measure.name === "c" ? found.a * found.partition : undefined;
  };
  return {
    kind: "law",
    name: NAME,
    formula: "Y_left = (Y_right + k tanh m L) / (1 + (Y_right / k) tanh m L), k = sqrt(eps D A_w P), J = Y a",
    source: "D. R. Harper and W. B. Brown, NACA Report 158 (1922)",
    describes: { kind: "continuum" },
    read,
    profile: (when) => (when === "steady" ? curve(species, state()) : undefined),
  };
}

function solvedParts(parts: readonly Part[], left: BoundaryCondition, right: BoundaryCondition): Solved {
  const beyond: Beyond[] = [endLaw(right, lastPartition(parts))];
  for (const part of [...parts].reverse()) beyond.unshift(beforePart(part, beyond[0] as Beyond));
  const first = beyond[0] as Beyond;
  const activities = [leftActivity(left, parts, first)];
  for (const [i, part] of parts.entries()) {
    const a = activities[i] as number;
    const after = beyond[i + 1] as Beyond;
    if (part.kind === "fin") activities.push(withinFin(part, a, after, part.thickness).a);
    else if (part.kind === "surface") activities.push(a);
    else {
      const { Y, Z } = beyond[i] as Beyond;
      activities.push(part.permeability === 0 ? 0 : a - (Y * a - Z) / part.permeability);
    }
  }
  return { parts, activities, beyond };
}

function lastPartition(parts: readonly Part[]): number {
  return parts.findLast((part) => part.kind === "fin")?.partition ?? 1;
}

function endLaw(condition: BoundaryCondition, K: number): Beyond {
  switch (condition.kind) {
    case "concentration":
      return { Y: Number.POSITIVE_INFINITY, Z: condition.concentration / K };
    case "absorbing":
      return { Y: Number.POSITIVE_INFINITY, Z: 0 };
    case "robin":
      return { Y: condition.permeability, Z: condition.permeability * condition.concentration };
    case "flux":
      return { Y: 0, Z: condition.flux };
    default:
      return { Y: 0, Z: 0 };
  }
}

function leftActivity(condition: BoundaryCondition, parts: readonly Part[], { Y, Z }: Beyond): number {
  switch (condition.kind) {
    case "concentration":
      return condition.concentration / (parts.find((part) => part.kind === "fin")?.partition ?? 1);
    case "absorbing":
      return 0;
    case "robin":
      return (condition.permeability * condition.concentration + Z) / (condition.permeability + Y);
    case "flux":
      return (condition.flux + Z) / Y;
    default:
      return Z / Y;
  }
}

interface Local {
  readonly a: number;
  /** Flux in the direction of +x [mol m^-2 s^-1]. */
  readonly J: number;
  readonly partition: number;
}

/** Activity and flux at a place: at an end and at the face of a layer just inside it. */
function atPlace(solved: Solved, place: Place | undefined): Local | undefined {
  const { parts } = solved;
  if (place?.kind === "end") {
    const index = place.end === "left" ? 0 : parts.length;
    const fin = place.end === "left" ? parts.find((p) => p.kind === "fin") : parts.findLast((p) => p.kind === "fin");
    return fin?.kind === "fin" ? { ...fluxAt(solved, index), partition: fin.partition } : undefined;
  }
  if (place?.kind === "layer-face") {
    const index = parts.findIndex((part) => part.kind === "fin" && part.layer === place.layer);
    const fin = parts[index];
    if (fin?.kind !== "fin") return undefined;
    return inFin(solved, index, fin, place.side === "left" ? 0 : fin.thickness);
  }
  if (place?.kind === "point") {
    const [x = Number.NaN] = place.at;
    const index = parts.findIndex(
      (part) => part.kind === "fin" && x >= part.from && x <= part.from + part.thickness * (1 + 1e-15),
    );
    const fin = parts[index];
    return fin?.kind === "fin" ? inFin(solved, index, fin, Math.min(x - fin.from, fin.thickness)) : undefined;
  }
  return undefined;
}

function inFin({ activities, beyond }: Solved, index: number, fin: Fin, d: number): Local {
  const found = withinFin(fin, activities[index] as number, beyond[index + 1] as Beyond, d);
  return { ...found, partition: fin.partition };
}

/** At the left of a part, or beyond the last: what passes there. */
function fluxAt(solved: Solved, index: number): { a: number; J: number } {
  const { activities, beyond, parts } = solved;
  const a = activities[index] as number;
  const { Y, Z } = beyond[index] as Beyond;
  if (Y < Number.POSITIVE_INFINITY) return { a, J: Y * a - Z };
  const last = parts[index - 1];
  return last?.kind === "fin" ? inFin(solved, index - 1, last, last.thickness) : { a, J: Number.NaN };
}

/** What carriers take: at walls what enters a layer less what leaves it, in proportion to their areas. */
function uptakeOf(model: Model, species: Species, solved: Solved, { source }: Measure): number | undefined {
  let sum = 0;
  for (const one of uptakesOf(model, species)) {
    if (source !== undefined && one.name !== source) continue;
    const P = one.area * permeabilityOf(one);
    const index = solved.parts.findIndex((part) => part.kind === "fin" && part.layer === one.layer);
    const fin = solved.parts[index];
    if (fin?.kind !== "fin") return undefined;
    const [before, after] = [inFin(solved, index, fin, 0), inFin(solved, index, fin, fin.thickness)];
    if (one.at === "walls") sum += (before.J - after.J) * ((P * fin.partition * fin.conductivity) / (fin.k * fin.k));
    else sum += P * ((one.at === "left" ? before : after).a * fin.partition - one.behind);
  }
  return sum;
}

const POINTS = 101;

function curve(species: Species, solved: Solved): Profile {
  const places = solved.parts.flatMap((part, index) =>
    part.kind === "fin"
      ? Array.from({ length: POINTS }, (_, i) => ({ part, index, d: (part.thickness * i) / (POINTS - 1) }))
      : [],
  );
  return {
    species: species.name,
    when: "steady",
    quantity: "concentration",
    coordinate: Float64Array.from(places, ({ part, d }) => part.from + d),
    values: Float64Array.from(places, ({ part, index, d }) => inFin(solved, index, part, d).a * part.partition),
  };
}
