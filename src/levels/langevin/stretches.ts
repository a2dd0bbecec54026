/**
 * The line on which a species moves, as stretches of one medium each, with what stands between and at the ends.
 *
 * Neighbouring layers of one medium make one stretch. A layer without thickness is a membrane face; membranes in a row,
 * or before a wall that lets out, add their resistances. A medium in which the species has no entry is a wall.
 *
 * @module
 */

import { Refusal } from "#levels/ensemble/refusal.ts";
import type {
  BoundaryCondition,
  End,
  FreeDomain,
  Layer,
  LayeredDomain,
  Model,
  Species,
  SpeciesInMedium,
} from "#model/model.ts";
import type { Length, Velocity } from "#units/flavour.ts";
import { type MediumLaw, mediumLaw } from "./medium-law.ts";

/** What bounds a stretch on one side. */
export type Surface =
  /** Nothing: the stretch goes on without end. */
  | { readonly kind: "open" }
  /** A wall that lets out with permeability P: 0 reflects, Infinity absorbs [m s^-1]. */
  | { readonly kind: "wall"; readonly permeability: Velocity }
  /** Another medium, and nothing that resists. */
  | { readonly kind: "partition" }
  /** A membrane of permeability P between activities [m s^-1]. */
  | { readonly kind: "membrane"; readonly permeability: Velocity };

/** A stretch of one medium. */
export interface Stretch {
  readonly law: MediumLaw;
  /** Left end, or -Infinity [m]. */
  readonly from: Length;
  /** Right end, or Infinity [m]. */
  readonly to: Length;
  readonly left: Surface;
  readonly right: Surface;
}

/**
 * The stretches of a model for a species, from left to right.
 *
 * @throws Refusal if this level cannot carry the domain or a boundary.
 */
export function stretchesOf(model: Model, species: Species): Stretch[] {
  const domain = model.domain;
  if (domain === undefined) throw new Refusal("the model has no domain", "add domain: {geometry: line}");
  if (domain.kind === "lattice")
    throw new Refusal("Langevin dynamics moves on a line, not on a lattice", "use the levels walk or master");
  if (domain.kind === "compartments")
    throw new Refusal("stirred compartments have no positions", "use the level compartments");
  if (domain.kind === "grid") throw new Refusal(`this equation has no ${domain.geometry}`, "use a slab");
  return domain.kind === "free" ? freeStretches(domain, model, species) : layeredStretches(domain, model, species);
}

function freeStretches(domain: FreeDomain, model: Model, species: Species): Stretch[] {
  const end = (at: Length | undefined, side: End): Surface =>
    at === undefined
      ? { kind: "open" }
      : { kind: "wall", permeability: permeabilityOf(conditionAt(model, species, side)) };
  return [
    {
      law: lawIn("", model, species) ?? missingMedium(species, ""),
      from: domain.from ?? Number.NEGATIVE_INFINITY,
      to: domain.to ?? Number.POSITIVE_INFINITY,
      left: end(domain.from, "left"),
      right: end(domain.to, "right"),
    },
  ];
}

function layeredStretches(domain: LayeredDomain, model: Model, species: Species): Stretch[] {
  if (domain.geometry !== "slab")
    throw new Refusal(
      `the exact steps at a plane do not hold at the curved surfaces of a ${domain.geometry}`,
      "use geometry: slab, or another level",
    );
  const stretches: Stretch[] = [];
  let position: number = domain.start;
  let surface: Surface = wallAt(model, species, "left");
  for (const layer of domain.layers) {
    const from = position;
    position += layer.thickness;
    if (layer.thickness === 0) {
      surface = inSeries(surface, membraneOf(layer, species));
      setRight(stretches, surface);
      continue;
    }
    const law = lawIn(layer.medium, model, species);
    const last = stretches.at(-1);
    if (law === undefined) {
      surface = { kind: "wall", permeability: 0 };
      setRight(stretches, surface);
    } else if (
      last !== undefined &&
      surface.kind === "partition" &&
      last.law.medium === law.medium &&
      last.to === from
    ) {
      stretches[stretches.length - 1] = { ...last, to: position };
    } else {
      stretches.push({ law, from, to: position, left: surface, right: { kind: "partition" } });
      surface = { kind: "partition" };
    }
  }
  const last = stretches.at(-1);
  if (last === undefined) throw missingMediumError(species, domain.layers[0]?.medium ?? "");
  if (last.to === position) setRight(stretches, inSeries(surface, wallAt(model, species, "right")));
  if (stretches.some(({ left }) => left.kind === "membrane") && species.drift !== undefined)
    throw new Refusal(
      "drift through a membrane face is not defined by its permeability alone",
      "leave out drift:, or write the membrane as a layer with a thickness",
    );
  return stretches;
}

/** The last stretch ends at this surface. */
function setRight(stretches: Stretch[], surface: Surface): void {
  const last = stretches.at(-1);
  if (last !== undefined) stretches[stretches.length - 1] = { ...last, right: surface };
}

/** Two surfaces at one place: resistances 1/P add, a partition resists nothing. */
function inSeries(first: Surface, second: Surface): Surface {
  if (first.kind === "partition" || first.kind === "open") return second;
  if (second.kind === "partition" || second.kind === "open") return first;
  const [p, q] = [first.permeability, second.permeability];
  const permeability = p === 0 || q === 0 ? 0 : 1 / (1 / p + 1 / q);
  return { kind: first.kind === "wall" || second.kind === "wall" ? "wall" : "membrane", permeability };
}

function membraneOf(layer: Layer, { name }: Species): Surface {
  const permeability = layer.membrane !== undefined && Object.hasOwn(layer.membrane, name) ? layer.membrane[name] : 0;
  return permeability > 0 ? { kind: "membrane", permeability } : { kind: "wall", permeability: 0 };
}

function wallAt(model: Model, species: Species, end: End): Surface {
  return { kind: "wall", permeability: permeabilityOf(conditionAt(model, species, end)) };
}

/** The condition at an end; no flux where the file says nothing. */
export function conditionAt(model: Model, { name }: Species, end: End): BoundaryCondition {
  return (
    model.boundaries.find((boundary) => boundary.end === end && boundary.species === name)?.condition ?? {
      kind: "no-flux",
    }
  );
}

function permeabilityOf(condition: BoundaryCondition): Velocity {
  switch (condition.kind) {
    case "no-flux":
      return 0;
    case "absorbing":
      return Number.POSITIVE_INFINITY;
    case "robin":
      if (condition.concentration === 0) return condition.permeability;
      throw new Refusal(
        "a bath that gives off walkers has no fixed number of them",
        "set the concentration of robin to 0",
      );
    case "periodic":
      throw new Refusal("positions on a ring have no mean", "use the levels walk, master or continuum");
    default:
      throw new Refusal(
        `a ${condition.kind} boundary lets walkers in, and this level follows a fixed number of them`,
        "use no-flux, absorbing or robin at concentration 0, or another level",
      );
  }
}

function lawIn(name: string, model: Model, species: Species): MediumLaw | undefined {
  const entry: SpeciesInMedium | undefined =
    species.media.find(({ medium }) => medium === name) ??
    species.media.find(({ medium }) => medium === "") ??
    (name === "" ? species.media[0] : undefined);
  return entry && mediumLaw(model, species, entry);
}

function missingMedium(species: Species, medium: string): never {
  throw missingMediumError(species, medium);
}

function missingMediumError(species: Species, medium: string): Refusal {
  return new Refusal(`${species.name} has no diffusion coefficient in ${medium || "the domain"}`, `give D for it`);
}
