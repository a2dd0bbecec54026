/**
 * What a species meets in the cells of a grid: its medium, D, the reduced potential and the drift, at any place in each cell.
 *
 * A cell is of the medium at its centre, so a slanted edge between two media is a staircase; where one of them is
 * impenetrable, cells and faces have open shares instead (open-shares.ts). Values are those of the medium of the cell wherever
 * they are taken in it, so that a jump of K stands on a face and is never smeared.
 *
 * @module
 */

import { type GridMesh, type GridPoints, pointsInCells } from "#mesh/grid-mesh.ts";
import { type FieldScope, fieldOf } from "#model/expression/evaluate-field.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { GridDomain, Model, Species, SpeciesInMedium } from "#model/model.ts";
import { log } from "#numerics/elementary.ts";
import { BOLTZMANN } from "#units/constants.ts";
import { DomainError } from "#units/domain-error.ts";
import { gridScope } from "./grid-scope.ts";
import { type OpenShares, openShares } from "./open-shares.ts";

/** The media of a grid as one species sees them. */
export interface GridMedia {
  /** Names of the media, each once. */
  readonly names: readonly string[];
  /** Index of the medium of each cell. */
  readonly of: Int32Array;
  /** D and K in each medium; undefined where the species cannot be. */
  readonly inMedium: readonly (SpeciesInMedium | undefined)[];
  /** 1 for each cell in which the species can be. */
  readonly isOpen: Uint8Array;
  /** Open shares of cells and faces, where an impenetrable medium cuts some. */
  readonly shares?: OpenShares;
}

/** The media of the cells. */
export function gridMedia(model: Model, species: Species, domain: GridDomain, mesh: GridMesh): GridMedia {
  const names = [...new Set(domain.media.map(({ medium }) => medium))];
  const of = new Int32Array(mesh.size);
  const scope = gridScope(model, pointsInCells(mesh));
  for (const { medium, where } of domain.media) {
    const index = names.indexOf(medium);
    if (where === undefined) {
      of.fill(index);
      continue;
    }
    const holds = fieldOf(where, mesh.size, scope);
    for (let i = 0; i < mesh.size; i++) if (holds[i] !== 0) of[i] = index;
  }
  const inMedium = names.map((name) => species.media.find(({ medium }) => medium === name));
  const isMediumOpen = (index: number) => inMedium[index] !== undefined;
  const shares = inMedium.includes(undefined)
    ? openShares(model, domain, mesh, { of, isOpen: isMediumOpen }, names)
    : undefined;
  if (shares === undefined)
    return { names, of, inMedium, isOpen: Uint8Array.from(of, (index) => (isMediumOpen(index) ? 1 : 0)) };
  const whole = of.map((index, i) => (shares.medium[i] >= 0 ? shares.medium[i] : index));
  return { names, of: whole, inMedium, isOpen: Uint8Array.from(shares.cell, (share) => (share > 0 ? 1 : 0)), shares };
}

/** A property of the medium of each cell at some points, 0 where the species cannot be. */
function byMedium(
  { inMedium, of }: GridMedia,
  scope: FieldScope,
  property: (medium: SpeciesInMedium) => Expression,
): Float64Array {
  const out = new Float64Array(of.length);
  for (const [index, medium] of inMedium.entries()) {
    if (medium === undefined) continue;
    const e = property(medium);
    if (e.kind === "number") {
      for (let i = 0; i < out.length; i++) if (of[i] === index) out[i] = e.value;
      continue;
    }
    const values = fieldOf(e, out.length, scope);
    for (let i = 0; i < out.length; i++) if (of[i] === index) out[i] = values[i];
  }
  return out;
}

/** D at some points of the open cells [m^2 s^-1]. @throws DomainError if it is not positive somewhere */
export function gridDiffusivity(model: Model, media: GridMedia, points: GridPoints): Float64Array {
  const D = byMedium(media, gridScope(model, points), (medium) => medium.diffusivity);
  for (let i = 0; i < D.length; i++)
    if (media.isOpen[i] && !(D[i] > 0 && D[i] < Number.POSITIVE_INFINITY))
      throw new DomainError("D", D[i], "a diffusion coefficient must be positive [m^2 s^-1]");
  return D;
}

/** Reduced potential u = V / kT - ln K at some points of the open cells [1]. @throws DomainError if K is not positive */
export function gridPotential(model: Model, species: Species, media: GridMedia, points: GridPoints): Float64Array {
  const scope = gridScope(model, points);
  const u = byMedium(media, scope, (medium) => medium.partition);
  for (let i = 0; i < u.length; i++) {
    if (!media.isOpen[i]) continue;
    if (!(u[i] > 0)) throw new DomainError("K", u[i], "a partition coefficient must be positive [1]");
    u[i] = -log(u[i]);
  }
  if (species.terms.length === 0) return u;
  if (model.temperature === undefined)
    throw new DomainError("temperature", Number.NaN, "a potential needs the temperature of the model [K]");
  const thermal = BOLTZMANN * model.temperature;
  for (const { energy } of species.terms) {
    const V = fieldOf(energy, u.length, scope);
    for (let i = 0; i < u.length; i++) if (media.isOpen[i]) u[i] += V[i] / thermal;
  }
  return u;
}

/** Drift velocity along an axis at some points [m s^-1]; undefined where there is none. */
export function gridDrift(model: Model, species: Species, axis: number, points: GridPoints): Float64Array | undefined {
  const along = axis === 0 ? species.drift : species.driftAlong?.[axis - 1];
  if (along === undefined || (along.kind === "number" && along.value === 0)) return undefined;
  const [column] = points.values();
  return fieldOf(along, column?.length ?? 0, gridScope(model, points));
}
