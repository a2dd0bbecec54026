/**
 * The amounts in the nodes of a network at the start.
 *
 * @module
 */

import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Model, Species } from "#model/model.ts";
import { sumOf } from "#numerics/compensated-sum.ts";
import { exp } from "#numerics/elementary.ts";
import { positionScope } from "#potential/position-scope.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Network } from "./network.ts";

/**
 * Amount in each node [mol per area, per length or whole; or probability]. A point start is shared between the two
 * nearest nodes so that its mean coordinate is exact; in a cylinder or sphere it is spread over the shell of its radius.
 * An equilibrium is that of the amount in the cells, n ∝ V e^{-u}. Baths hold what they declare, whatever the start.
 */
export function initialAmounts(model: Model, species: Species, network: Network): Float64Array {
  const { mesh, size } = network;
  const amounts = new Float64Array(size);
  const { initial } = species;
  switch (initial.kind) {
    case "concentration": {
      const c = fieldOf(initial.concentration, mesh.cellCount, positionScope(model, mesh.center));
      for (let i = 0; i < mesh.cellCount; i++) {
        if (!(c[i] >= 0)) throw new DomainError(`initial ${species.name}`, c[i], "a concentration cannot be negative");
        amounts[i + 1] = c[i] * mesh.volume[i];
      }
      break;
    }
    case "point":
      placePoint(amounts, network, startCoordinate(model, species) ?? 0, initial.amount);
      break;
    case "equilibrium":
      placeEquilibrium(amounts, network, initial.amount);
      break;
    default:
      initial satisfies never;
  }
  for (const [end, node] of [
    ["left", 0],
    ["right", size - 1],
  ] as const) {
    const { condition } = network.ends[end];
    if (condition.kind === "bath") amounts[node] += condition.volume * condition.concentration;
  }
  return amounts;
}

/** Coordinate along the mesh at which a point start lies [m]: 0 where the grid looks along the radius around it. */
export function startCoordinate({ domain }: Model, { initial }: Species): number | undefined {
  if (initial.kind !== "point") return undefined;
  return domain?.kind === "free" && domain.geometry !== "line" ? 0 : initial.at[0];
}

function placeEquilibrium(amounts: Float64Array, { mesh, landscape }: Network, amount: number): void {
  const { potential } = landscape;
  let lowest = Number.POSITIVE_INFINITY;
  for (const u of potential) lowest = Math.min(lowest, u);
  const weight = Float64Array.from({ length: mesh.cellCount }, (_, i) => mesh.volume[i] * exp(lowest - potential[i]));
  const total = sumOf(weight);
  for (let i = 0; i < mesh.cellCount; i++) amounts[i + 1] = amount * (weight[i] / total);
}

function placePoint(amounts: Float64Array, { mesh }: Network, x: number, amount: number): void {
  const { center, cellCount, edge } = mesh;
  if (!(x >= edge[0] && x <= edge[cellCount]))
    throw new DomainError("initial position", x, `the grid looks from ${edge[0]} m to ${edge[cellCount]} m`);
  let j = 0;
  while (j < cellCount && center[j] < x) j++;
  if (j === 0 || j === cellCount) {
    amounts[Math.min(j, cellCount - 1) + 1] += amount;
    return;
  }
  const share = (x - center[j - 1]) / (center[j] - center[j - 1]);
  amounts[j + 1] += amount * share;
  amounts[j] += amount * (1 - share);
}
