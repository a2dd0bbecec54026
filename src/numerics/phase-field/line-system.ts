/**
 * The linear systems of an implicit step on a line of cells, solved directly: a band of width 2 or, in fourth order, 6.
 *
 * On a ring the cells are numbered 0, n-1, 1, n-2, ..., so that neighbours stay near each other and the band closes: it is
 * twice as wide then.
 *
 * @module
 */

import { addToBanded, factorBanded, makeBandedMatrix, solveBanded } from "./banded-elimination.ts";
import { LAPLACIAN_WEIGHTS } from "./difference-operators.ts";
import { cellBeyond } from "./phase-grid.ts";
import type { SpatialOperators } from "./spatial-operators.ts";
import type { StageSystem } from "./stage-system.ts";

/** The systems of a problem with one axis. */
export function lineSystem({ problem, fillPotential }: SpatialOperators, size: number): StageSystem {
  const { grid, energy, gradientCoefficient: kappa, mobility, order = 2 } = problem;
  const [axis] = grid.axes;
  const { open } = grid;
  const weights = LAPLACIAN_WEIGHTS[order].map((weight) => weight / (axis.spacing * axis.spacing));
  const reach = weights.length;
  const isRing = axis.ends === "periodic";
  const width = Math.min(size - 1, (isRing ? 4 : 2) * reach);
  const matrix = makeBandedMatrix(size, width);
  const place = Int32Array.from({ length: size }, (_, i) => (isRing ? Math.min(2 * i, 2 * (size - 1 - i) + 1) : i));
  /** Cell d on from i at i (2 reach + 1) + d + reach; the cell itself where there is a wall of a closed cell. */
  const steps = 2 * reach + 1;
  const beyond = Int32Array.from({ length: size * steps }, (_, e) => {
    const i = Math.floor(e / steps);
    const j = cellBeyond(axis, i, (e % steps) - reach);
    return open && !(open[i] && open[j]) ? i : j;
  });
  const make = () => new Float64Array(size);
  const [curvature, potential, m, slope, ordered] = [make(), make(), make(), make(), make()];
  let isSingular = false;

  /** Adds value times row j of the operator f'' - κ L to row i. */
  const addInner = (i: number, j: number, value: number): void => {
    addToBanded(matrix, place[i], place[j], value * curvature[j]);
    for (let d = -reach; d <= reach; d++) {
      if (d === 0) continue;
      const coefficient = value * kappa * weights[Math.abs(d) - 1];
      addToBanded(matrix, place[i], place[j], coefficient);
      addToBanded(matrix, place[i], place[beyond[j * steps + d + reach]], -coefficient);
    }
  };

  return {
    isDirect: true,
    prepare(s, c) {
      for (let i = 0; i < size; i++) {
        curvature[i] = energy.curvature(c[i]);
        m[i] = mobility.kind === "constant" ? mobility.value : mobility.value(c[i]);
        slope[i] = mobility.kind === "constant" ? 0 : mobility.slope(c[i]);
      }
      if (mobility.kind !== "constant") fillPotential(potential, c);
      matrix.entries.fill(0);
      for (let i = 0; i < size; i++) {
        addToBanded(matrix, place[i], place[i], 1);
        for (let d = -reach; d <= reach; d++) {
          const j = beyond[i * steps + d + reach];
          if (j === i) continue;
          const weight = weights[Math.abs(d) - 1];
          const conductance = ((m[i] + m[j]) / 2) * weight;
          addInner(i, j, -s * conductance);
          addInner(i, i, s * conductance);
          if (mobility.kind === "constant") continue;
          const drive = (s / 2) * weight * (potential[j] - potential[i]);
          addToBanded(matrix, place[i], place[i], -drive * slope[i]);
          addToBanded(matrix, place[i], place[j], -drive * slope[j]);
        }
      }
      isSingular = !factorBanded(matrix);
    },
    approximate(r) {
      if (isSingular) {
        r.fill(Number.NaN);
        return;
      }
      for (let i = 0; i < size; i++) ordered[place[i]] = r[i];
      solveBanded(matrix, ordered);
      for (let i = 0; i < size; i++) r[i] = ordered[place[i]];
    },
    improve(delta, first) {
      delta.set(first);
      return 0;
    },
  };
}
