/**
 * Whether cells are too wide for the force or drift in them: hops then spread walkers by more than D does.
 *
 *     variance per time = 2 D (Pe/2) coth(Pe/2),    Pe = |Δu - v h / D| over a cell
 *
 * Steady fluxes and equilibria are exact at any Pe; what happens in time is not.
 *
 * @module
 */

import type { Network } from "#generator/network.ts";
import { exp } from "#numerics/elementary.ts";

/** Slope over a cell from which on it is told [kT]: the spread is five times that of D. */
const STEEP = 10;

/** Words for the steepest cell of a network; undefined if none is too steep. */
export function pecletWarning({ mesh, landscape, species }: Network): string | undefined {
  const { leftPotential, rightPotential, leftVelocity, rightVelocity, leftDiffusivity, rightDiffusivity } = landscape;
  let [steepest, width] = [0, 0];
  for (let i = 0; i < mesh.cellCount; i++) {
    const drift =
      (leftVelocity[i] * (mesh.center[i] - mesh.edge[i])) / leftDiffusivity[i] +
      (rightVelocity[i] * (mesh.edge[i + 1] - mesh.center[i])) / rightDiffusivity[i];
    const slope = Math.abs(rightPotential[i] - leftPotential[i] - drift);
    if (slope <= steepest) continue;
    steepest = slope;
    width = mesh.edge[i + 1] - mesh.edge[i];
  }
  if (!(steepest > STEEP)) return undefined;
  const decay = exp(-steepest);
  const spread = ((steepest / 2) * (1 + decay)) / (1 - decay);
  return `the force or drift on ${species} is worth ${steepest.toPrecision(3)} kT over a cell of ${width.toPrecision(3)} m: in time hops spread it there ${spread.toPrecision(3)} times as much as D does, while steady fluxes and equilibria stay right. Use more cells, or the level langevin`;
}
