/**
 * The concentration in the cells of a grid at the start.
 *
 * @module
 */

import { AXES, pointsInCells } from "#mesh/grid-mesh.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Model, Species } from "#model/model.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { gridScope } from "#potential/grid-scope.ts";
import { DomainError } from "#units/domain-error.ts";
import { type GridNetwork, strideOf } from "./grid-network.ts";

/**
 * c of each cell [mol m^-3, or probability density], 0 where the species cannot be. A point start is shared between the
 * nearest open cells so that its mean is exact away from walls; in a cylinder it is a ring. An equilibrium is that of the
 * amount in the cells, c ∝ e^{-u}.
 */
export function gridStart(model: Model, species: Species, network: GridNetwork): Float64Array {
  const { mesh, media, equilibrium } = network;
  const { initial } = species;
  switch (initial.kind) {
    case "concentration": {
      const c = fieldOf(initial.concentration, mesh.size, gridScope(model, pointsInCells(mesh)));
      for (let i = 0; i < mesh.size; i++) {
        if (!media.isOpen[i]) c[i] = 0;
        else if (!(c[i] >= 0))
          throw new DomainError(`initial ${species.name}`, c[i], "a concentration cannot be negative");
      }
      return c;
    }
    case "point":
      return atPoint(network, species, initial.at, initial.amount);
    case "equilibrium": {
      const total = sumOf(equilibrium.map((w, i) => w * mesh.volume[i]));
      return equilibrium.map((w) => (w * initial.amount) / total);
    }
    default:
      return initial satisfies never;
  }
}

function atPoint({ mesh, media }: GridNetwork, species: Species, at: readonly number[], amount: number): Float64Array {
  const { shape, center, edge, width } = mesh;
  let places: readonly { readonly cell: number; readonly share: number }[] = [{ cell: 0, share: 1 }];
  for (const axis of AXES.slice(0, mesh.names.length)) {
    const n = shape.cells[axis];
    const x = at[axis];
    if (!(x >= edge[axis][0] - 1e-9 * width[axis] && x <= edge[axis][n] + 1e-9 * width[axis]))
      throw new DomainError("initial position", x, `the grid goes from ${edge[axis][0]} m to ${edge[axis][n]} m`);
    const s = (x - center[axis][0]) / width[axis];
    const low = Math.floor(s);
    const periodic = shape.periodic[axis];
    const index = (k: number) => (periodic ? (k + n) % n : Math.min(Math.max(k, 0), n - 1));
    const stride = strideOf(shape.cells, axis);
    places = places.flatMap(({ cell, share }) => [
      { cell: cell + stride * index(low), share: share * (1 - (s - low)) },
      { cell: cell + stride * index(low + 1), share: share * (s - low) },
    ]);
  }
  const open = places.filter(({ cell, share }) => media.isOpen[cell] && share > 0);
  const total = open.reduce((sum, { share }) => sum + share, 0);
  if (!(total > 0))
    throw new DomainError(`initial ${species.name}`, Number.NaN, "it starts in a medium that is impenetrable for it");
  const c = new Float64Array(mesh.size);
  for (const { cell, share } of open) c[cell] += (amount * share) / (total * mesh.volume[cell]);
  return c;
}
