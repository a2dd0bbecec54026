/**
 * The share of each cell in which a condition on the position holds.
 *
 * @module
 */

import type { Mesh } from "#mesh/mesh.ts";
import { fieldOf } from "#model/expression/evaluate-field.ts";
import type { Expression } from "#model/expression/expression.ts";
import type { Model } from "#model/model.ts";
import { positionScope } from "#potential/position-scope.ts";
import type { CellField } from "#units/flavour.ts";

/** Points at which a condition is looked at in each cell; the share is right to half of one of them. */
const POINTS = 64;

/** Share of each cell in which the condition holds, between 0 and 1. */
export function conditionShares(model: Model, mesh: Mesh, condition: Expression): CellField {
  const points = new Float64Array(mesh.cellCount * POINTS);
  for (let i = 0; i < mesh.cellCount; i++) {
    const width = mesh.edge[i + 1] - mesh.edge[i];
    for (let k = 0; k < POINTS; k++) points[i * POINTS + k] = mesh.edge[i] + ((k + 0.5) / POINTS) * width;
  }
  const holds = fieldOf(condition, points.length, positionScope(model, points));
  const shares: CellField = new Float64Array(mesh.cellCount);
  for (let i = 0; i < shares.length; i++) {
    let count = 0;
    for (let k = 0; k < POINTS; k++) count += holds[i * POINTS + k];
    shares[i] = count / POINTS;
  }
  return shares;
}
