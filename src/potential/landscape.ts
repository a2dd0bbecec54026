/**
 * The landscape of one species on a mesh: its reduced excess potential u and its diffusivity, at the nodes and just
 * inside both faces of every cell.
 *
 *     u(x) = V(x) / k_B T - ln K(x),    K by medium and, within a medium, by position.
 *
 * Values on both sides of a face are kept apart, so that a jump of K stays a jump.
 *
 * @module
 */

import type { Mesh } from "#mesh/mesh.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { LayeredDomain, Model, Species, SpeciesInMedium } from "#model/model.ts";
import { log } from "#numerics/elementary.ts";
import { BOLTZMANN } from "#units/constants.ts";
import { DomainError } from "#units/domain-error.ts";
import type { CellField } from "#units/flavour.ts";
import { positionScope } from "./position-scope.ts";

export interface Landscape {
  /** Reduced excess potential u at the node, and just inside the left and right face of each cell [1]. */
  readonly potential: CellField;
  readonly leftPotential: CellField;
  readonly rightPotential: CellField;
  /** Diffusion coefficient of the left and right half of each cell [m^2 s^-1]. */
  readonly leftDiffusivity: CellField;
  readonly rightDiffusivity: CellField;
  /** Velocity of the carrying medium in each half [m s^-1]. */
  readonly leftVelocity: CellField;
  readonly rightVelocity: CellField;
}

/**
 * The landscape of a species on a mesh.
 *
 * @throws DomainError if a partition coefficient or diffusivity is not positive somewhere, or a potential stands
 * without a temperature.
 */
export function landscapeOf(model: Model, species: Species, mesh: Mesh): Landscape {
  const n = mesh.cellCount;
  const left = Float64Array.from({ length: n }, (_, i) => mesh.edge[i]);
  const right = Float64Array.from({ length: n }, (_, i) => mesh.edge[i + 1]);
  const leftMiddle = Float64Array.from({ length: n }, (_, i) => 0.5 * (mesh.edge[i] + mesh.center[i]));
  const rightMiddle = Float64Array.from({ length: n }, (_, i) => 0.5 * (mesh.edge[i + 1] + mesh.center[i]));
  const center = Float64Array.from(mesh.center as Float64Array);
  const media = mediumOfCells(model, species, mesh);
  const byMedium = (positions: Float64Array, of: (medium: SpeciesInMedium) => Expression): Float64Array => {
    const out = new Float64Array(n);
    const scope = positionScope(model, positions);
    for (const medium of new Set(media)) {
      const values = fieldOf(of(medium), n, scope);
      for (let i = 0; i < n; i++) if (media[i] === medium) out[i] = values[i];
    }
    return out;
  };
  const potentialAt = (positions: Float64Array): Float64Array => {
    const u = byMedium(positions, (medium) => medium.partition);
    for (let i = 0; i < n; i++) {
      if (!(u[i] > 0)) throw new DomainError("K", u[i], "a partition coefficient must be positive [1]");
      u[i] = -log(u[i]);
    }
    addEnergies(u, model, species, positions);
    return u;
  };
  const diffusivityAt = (positions: Float64Array): Float64Array => {
    const D = byMedium(positions, (medium) => medium.diffusivity);
    for (const value of D)
      if (!(value > 0)) throw new DomainError("D", value, "a diffusion coefficient must be positive [m^2 s^-1]");
    return D;
  };
  const velocityAt = (positions: Float64Array): Float64Array =>
    species.drift ? fieldOf(species.drift, n, positionScope(model, positions)) : new Float64Array(n);
  return {
    potential: potentialAt(center),
    leftPotential: potentialAt(left),
    rightPotential: potentialAt(right),
    leftDiffusivity: diffusivityAt(leftMiddle),
    rightDiffusivity: diffusivityAt(rightMiddle),
    leftVelocity: velocityAt(leftMiddle),
    rightVelocity: velocityAt(rightMiddle),
  };
}

/** Whether D, K or a potential of the species varies within a medium: then cells had better be equal. */
export function variesWithinMedia(species: Species): boolean {
  const isConstant = (expression: Expression): boolean => expression.kind === "number";
  return (
    species.terms.length > 0 ||
    species.media.some((medium) => !isConstant(medium.diffusivity) || !isConstant(medium.partition))
  );
}

function addEnergies(u: Float64Array, model: Model, species: Species, positions: Float64Array): void {
  if (species.terms.length === 0) return;
  if (model.temperature === undefined)
    throw new DomainError("temperature", Number.NaN, "a potential needs the temperature of the model [K]");
  const thermal = BOLTZMANN * model.temperature;
  for (const term of species.terms) {
    const energy = fieldOf(term.energy, u.length, positionScope(model, positions));
    for (let i = 0; i < u.length; i++) u[i] += energy[i] / thermal;
  }
}

/** What a species finds in each cell: the entry of the medium there. */
export function mediumOfCells(model: Model, species: Species, mesh: Mesh): SpeciesInMedium[] {
  const find = (name: string): SpeciesInMedium => {
    const found =
      species.media.find((medium) => medium.medium === name) ?? (name === "" ? species.media[0] : undefined);
    const anywhere = species.media.find((medium) => medium.medium === "");
    const medium = found ?? anywhere;
    if (!medium) throw new Error(`species ${species.name} has no entry for the medium ${name}`);
    return medium;
  };
  const domain = model.domain;
  if (domain?.kind !== "layers") return new Array<SpeciesInMedium>(mesh.cellCount).fill(find(""));
  const byLayer = (domain as LayeredDomain).layers.map((layer) =>
    layer.thickness > 0 ? find(layer.medium) : undefined,
  );
  return Array.from(mesh.layer, (index) => byLayer[index] as SpeciesInMedium);
}
