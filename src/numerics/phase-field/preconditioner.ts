/**
 * Operators near 1 - s J that are cheap to invert: J with one mobility and one curvature f'' for all cells,
 *
 *     1 - s M L (f'' - κ L)
 *
 * @module
 */

import { makeGridTransform, transformField, undoTransform } from "./axis-transform.ts";
import { cycleHelmholtz, makeHelmholtzGrids } from "./helmholtz-multigrid.ts";
import type { SpatialOperators } from "./spatial-operators.ts";

/** A fixed linear map between two calls of `prepare`. */
export interface Preconditioner {
  /** For a step s, f'' in the cells and a mobility. */
  prepare(step: number, curvature: Float64Array, mobility: number): void;
  /** Replaces a field by what it was made from. */
  apply(field: Float64Array): void;
}

/** For a grid of open cells: exact for a uniform composition. */
export function transformPreconditioner({ problem }: SpatialOperators): Preconditioner {
  const { grid, gradientCoefficient: kappa, order = 2 } = problem;
  const transform = makeGridTransform(grid, order);
  const { size, eigenvalues } = transform;
  const inverse = new Float64Array(size);
  return {
    prepare(step, curvature, mobility) {
      const reach = step * mobility;
      // below this, waves of some length would be divided by little or by less than nothing
      const middle = Math.max(middleOf(curvature), -Math.sqrt(kappa / reach));
      for (let k = 0; k < size; k++)
        inverse[k] = 1 / (size * (1 + reach * eigenvalues[k] * (middle + kappa * eigenvalues[k])));
    },
    apply(field) {
      transformField(transform, field);
      for (let k = 0; k < size; k++) field[k] *= inverse[k];
      undoTransform(transform, field);
    },
  };
}

/** For a grid with closed cells: two factors 1 - τ L, each undone by one cycle of a multigrid. */
export function maskedPreconditioner({ problem }: SpatialOperators): Preconditioner {
  const { grid, gradientCoefficient: kappa } = problem;
  const grids = makeHelmholtzGrids(grid);
  let taus = [0, 0];
  return {
    prepare(step, curvature, mobility) {
      const reach = step * mobility;
      // τ_1 + τ_2 = s M f'', τ_1 τ_2 = s M κ: real from this curvature on
      const middle = Math.max(middleOf(curvature), 2 * Math.sqrt(kappa / reach));
      const half = (reach * middle) / 2;
      const aside = Math.sqrt(Math.max(0, half * half - reach * kappa));
      taus = [half + aside, (reach * kappa) / (half + aside)];
    },
    apply(field) {
      for (const tau of taus) cycleHelmholtz(grids, tau, field);
    },
  };
}

/** The mean, which does not care for a few cells of steep curvature. */
function middleOf(curvature: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < curvature.length; i++) sum += curvature[i];
  return sum / curvature.length;
}
