/**
 * A front that D ∝ c^m drives from a wall of held concentration into nothing, until it meets the far end.
 *
 *     c = c_s f(x / sqrt(D_s t)),    depth = ξ_f sqrt(D_s t),    J = j c_s sqrt(D_s / t),    N = 2 J t
 *
 * @see R. E. Pattle, Q. J. Mech. Appl. Math. 12, 407 (1959), doi:10.1093/qjmam/12.4.407 (not opened)
 * @module
 */

import type { When } from "#levels/contract.ts";
import { compositionDiffusivity } from "#model/composition-diffusivity.ts";
import { molesPerVolume } from "#model/composition-scale.ts";
import { evaluate } from "#model/expression/evaluate.ts";
import type { Measure } from "#model/measure.ts";
import type { BoundaryCondition, End, Model, Species } from "#model/model.ts";
import { log } from "#numerics/elementary.ts";
import { type PowerLawFront, powerLawFront } from "#physics/power-law-front.ts";
import { firstFailure, type Recognition } from "./law.ts";

const NAME = "front of D that grows with a power of c";

/** A wall and what lies before it. */
interface Wall {
  readonly end: End;
  readonly at: number;
  /** Where nothing more is; infinite on a half line. */
  readonly reach: number;
  readonly concentration: number;
}

/** Recognises a wall that fills an empty half line, or a slab until the far side is reached. */
export function recogniseMixtureFront(model: Model, species: Species): Recognition {
  const { name, terms, drift, activity, media, initial } = species;
  const wall = wallOf(model, species);
  const [medium] = media;
  const law = medium && powerOf(species, model, wall?.concentration ?? 1);
  const failure = firstFailure(NAME, [
    [
      wall !== undefined,
      "no wall of held concentration bounds a half line or a slab",
      "hold a concentration at one end",
    ],
    [law !== undefined, "D is no power of the concentration", `write D: 1e-14 m^2/s * ${name} / (1 M)`],
    [activity === undefined, "it has an activity", "leave out mu:"],
    [terms.length === 0 && drift === undefined, "a potential or a drift acts on it", "leave it out"],
    [media.length === 1 && medium?.partition.kind === "number", "the medium changes", "use one medium"],
    [!model.sources.some((source) => source.species === name), "there is a source", "leave it out"],
    [
      initial.kind === "concentration" && initial.concentration.kind === "number" && initial.concentration.value === 0,
      "something is there at the start",
      "start with nothing",
    ],
  ]);
  if (failure !== undefined || wall === undefined || law === undefined)
    return failure ?? { kind: "not-this", form: NAME, met: 0, because: "it has no wall", change: "use a half line" };
  const front = powerLawFront(law.power);
  const problem = { wall, front, D: law.D, moles: molesPerVolume(species) };
  return {
    kind: "law",
    name: NAME,
    formula: `c = c_s f(x / sqrt(D_s t)), (f^m f')' = -(xi/2) f', m = ${law.power}, front at ${front.position.toPrecision(11)} sqrt(D_s t)`,
    source: "R. E. Pattle, Q. J. Mech. Appl. Math. 12, 407 (1959), doi:10.1093/qjmam/12.4.407",
    describes: { kind: "continuum" },
    read: (measure, when) => read(problem, measure, when),
  };
}

/** D_s and m of D = D_s (c / c_s)^m at c_s = c; undefined if D is none. */
export function powerOf(
  species: Species,
  model: Model,
  c: number,
): { readonly D: number; readonly power: number } | undefined {
  const [medium] = species.media;
  const { value, slope, variesInSpace, margin } = compositionDiffusivity(species, medium, model.temperature);
  if (slope === undefined || variesInSpace || margin > 0) return undefined;
  const D = (s: number): number => evaluate(value, { name: (one) => (one === species.name ? s : undefined) });
  const power = log(D(c) / D(0.5 * c)) / Math.LN2;
  const rounded = Math.round(power * 1e9) / 1e9;
  const fits = [0.3, 0.7, 0.9].every((part) => Math.abs(log(D(part * c) / D(c)) - rounded * log(part)) < 1e-12);
  return fits && rounded > 0 && rounded <= 8 && D(c) > 0 ? { D: D(c), power: rounded } : undefined;
}

function wallOf({ domain, boundaries }: Model, { name }: Species): Wall | undefined {
  const at = (end: End): BoundaryCondition =>
    boundaries.find((one) => one.end === end && one.species === name)?.condition ?? { kind: "no-flux" };
  const isEmpty = (condition: BoundaryCondition): boolean =>
    condition.kind === "no-flux" ||
    condition.kind === "absorbing" ||
    (condition.kind === "concentration" && condition.concentration === 0);
  let sides: readonly [left: number | undefined, right: number | undefined] = [undefined, undefined];
  if (domain?.kind === "free" && domain.geometry === "line") sides = [domain.from, domain.to];
  else if (
    domain?.kind === "layers" &&
    domain.geometry === "slab" &&
    domain.layers.every((layer) => layer.thickness > 0)
  ) {
    const length = domain.layers.reduce((sum, { thickness }) => sum + thickness, 0);
    sides = [domain.start, domain.start + length];
  } else return undefined;
  for (const end of ["left", "right"] as const) {
    const [near, far] = end === "left" ? sides : [sides[1], sides[0]];
    const condition = at(end);
    if (near === undefined || condition.kind !== "concentration" || !(condition.concentration > 0)) continue;
    if (far !== undefined && !isEmpty(at(end === "left" ? "right" : "left"))) return undefined;
    const reach = far === undefined ? Number.POSITIVE_INFINITY : Math.abs(far - near);
    return { end, at: near, reach, concentration: condition.concentration };
  }
  return undefined;
}

interface Problem {
  readonly wall: Wall;
  readonly front: PowerLawFront;
  readonly D: number;
  readonly moles: number;
}

function read({ wall, front, D, moles }: Problem, { name, place }: Measure, when: When): number | undefined {
  if (typeof when !== "number" || !(when > 0)) return undefined;
  const width = Math.sqrt(D * when);
  if (front.position * width > wall.reach) return undefined;
  const entered = 2 * front.flux * wall.concentration * width * moles;
  const atWall = place?.kind === "end" && place.end === wall.end;
  const atFar = place?.kind === "end" && place.end !== wall.end;
  const inward = wall.end === "left" ? 1 : -1;
  switch (name) {
    case "front_depth":
      return front.position * width;
    case "flux":
      if (atFar) return 0;
      return atWall ? (inward * entered) / (2 * when) : undefined;
    case "amount":
      return place === undefined || place.kind === "all" ? entered : undefined;
    case "amount_permeated":
      if (atFar) return 0;
      return atWall ? -entered : undefined;
    case "c":
      if (atWall) return wall.concentration;
      if (atFar) return 0;
      if (place?.kind !== "point") return undefined;
      return wall.concentration * front.profile((inward * ((place.at[0] as number) - wall.at)) / width);
    default:
      return undefined;
  }
}
