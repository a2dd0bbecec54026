/**
 * The linear systems of an implicit step: (1 - s J) δ = r, where J is what the rate ∇·(M ∇μ) changes by with c.
 *
 *     J δ = ∇·( M ∇(f'' δ - κ L δ) ) + ∇·( M' δ ∇μ )
 *
 * On a line directly; on a grid of open cells by GMRES with the transform that makes L diagonal, f'' and M at their
 * middle; with closed cells by GMRES with two cycles of a multigrid, (1 - τ_1 L)(1 - τ_2 L).
 *
 * @module
 */

import { makeKrylovRoom, searchKrylov } from "./generalised-residuals.ts";
import { lineSystem } from "./line-system.ts";
import { maskedPreconditioner, type Preconditioner, transformPreconditioner } from "./preconditioner.ts";
import type { SpatialOperators } from "./spatial-operators.ts";

/** Solves with the matrix of one step s and one composition c. */
export interface StageSystem {
  /** Makes ready for the step s [T] and the composition c. */
  prepare(step: number, c: Float64Array): void;
  /** Replaces a right side by a first, approximate solution; whether it is exact is known from `isDirect`. */
  approximate(r: Float64Array): void;
  readonly isDirect: boolean;
  /**
   * Writes into δ the solution whose approximation `first` is, with an error of about `goal` in root mean square. Returns
   * how many products with the matrix it took.
   */
  improve(delta: Float64Array, first: Float64Array, goal: number): number;
}

/** Directions that GMRES keeps, and how often it may start again. */
const DIRECTIONS = 30;
const ROUNDS = 4;

/** The systems of a problem. */
export function stageSystem(operators: SpatialOperators, size: number): StageSystem {
  const { grid } = operators.problem;
  if (grid.axes.length === 1) return lineSystem(operators, size);
  return krylovSystem(
    operators,
    size,
    grid.open ? maskedPreconditioner(operators) : transformPreconditioner(operators),
  );
}

function krylovSystem(operators: SpatialOperators, size: number, preconditioner: Preconditioner): StageSystem {
  const { problem, fillLaplacian, fillDivergence, fillPotential } = operators;
  const { energy, gradientCoefficient: kappa, mobility } = problem;
  const room = makeKrylovRoom(size, DIRECTIONS);
  const make = () => new Float64Array(size);
  const [curvature, potential, m, slope] = [make(), make(), make(), make()];
  const [inner, weighted, residual] = [make(), make(), make()];
  let s = 0;

  /** out = (1 - s J) x. */
  const apply = (out: Float64Array, x: Float64Array): void => {
    fillLaplacian(inner, x);
    for (let i = 0; i < size; i++) inner[i] = curvature[i] * x[i] - kappa * inner[i];
    if (mobility.kind === "constant") {
      fillLaplacian(out, inner);
      const factor = s * mobility.value;
      for (let i = 0; i < size; i++) out[i] = x[i] - factor * out[i];
      return;
    }
    fillDivergence(out, m, inner);
    for (let i = 0; i < size; i++) inner[i] = slope[i] * x[i];
    fillDivergence(weighted, inner, potential);
    for (let i = 0; i < size; i++) out[i] = x[i] - s * (out[i] + weighted[i]);
  };
  const preconditioned = (out: Float64Array, x: Float64Array): void => {
    apply(out, x);
    preconditioner.apply(out);
  };

  return {
    isDirect: false,
    prepare(step, c) {
      s = step;
      for (let i = 0; i < size; i++) curvature[i] = energy.curvature(c[i]);
      let mean = 0;
      if (mobility.kind === "constant") mean = mobility.value;
      else {
        for (let i = 0; i < size; i++) {
          m[i] = mobility.value(c[i]);
          slope[i] = mobility.slope(c[i]);
        }
        mean = operators.meanOf(m);
        fillPotential(potential, c);
      }
      preconditioner.prepare(s, curvature, mean);
    },
    approximate: (r) => preconditioner.apply(r),
    improve(delta, first, goal) {
      delta.fill(0);
      residual.set(first);
      let products = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const used = searchKrylov(room, preconditioned, delta, residual, goal * Math.sqrt(size));
        products += used;
        if (used < DIRECTIONS) break;
        preconditioned(residual, delta);
        products++;
        for (let i = 0; i < size; i++) residual[i] = first[i] - residual[i];
      }
      return products;
    },
  };
}
