/**
 * A Cahn-Hilliard problem on its grid: the chemical potential, the rate of change, the energy and how it changes.
 *
 *     μ_i     = f'(c_i) - κ (L c)_i
 *     dc_i/dt = (∇·M ∇μ)_i
 *     F       = V Σ_i f(c_i) - (κ/2) c_i (L c)_i
 *
 * μ is the derivative of F by c_i over V, so F falls along every exact course of the equations on the grid, on any grid.
 *
 * @module
 */

import { sumOf } from "#numerics/compensated-sum.ts";
import { type DifferenceOperators, differenceOperators } from "./difference-operators.ts";
import type { PhaseField } from "./phase-field.ts";
import { cellVolume, openCount } from "./phase-grid.ts";

/** A problem with its operators and room to work. */
export interface SpatialOperators extends DifferenceOperators {
  readonly problem: PhaseField;
  /** Mean of a field over the open cells. */
  meanOf(field: Float64Array): number;
  /** out = μ. */
  fillPotential(out: Float64Array, c: Float64Array): void;
  /** out = ∇·(M ∇μ). */
  fillRate(out: Float64Array, c: Float64Array): void;
  /** F [f L^d]. */
  energyOf(c: Float64Array): number;
  /** F(to) - F(from) and how far rounding may have moved it. */
  energyChange(from: Float64Array, to: Float64Array): EnergyChange;
}

/**
 * A change of energy, Σ_i V (c_i' - c_i) times the mean of μ_i on the straight way between: exact to rounding for an f of
 * degree up to six, and with a sign that can be trusted where both energies agree in all digits [f L^d].
 */
export interface EnergyChange {
  readonly change: number;
  /** What rounding may make of no change at all: ten times that of one product, all signs alike. */
  readonly rounding: number;
}

/** Nodes and weights of Gauss' rule of three points on 0 to 1. */
const SIDE = Math.sqrt(0.15);

/** The operators of a problem. */
export function spatialOperators(problem: PhaseField, size: number): SpatialOperators {
  const { grid, energy, gradientCoefficient: kappa, mobility, order = 2 } = problem;
  const { open } = grid;
  const differences = differenceOperators(grid, order);
  const volume = cellVolume(grid);
  const [mu, curved, m] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const count = openCount(grid);
  /** κ times the largest weight of a cell in its own Laplacian. */
  const steepest = grid.axes.reduce((sum, { spacing }) => sum + (2 * kappa) / (spacing * spacing), 0);

  /** Where cells are closed, what they hold takes no part. */
  const blank = (field: Float64Array): void => {
    if (open) for (let i = 0; i < size; i++) if (!open[i]) field[i] = 0;
  };
  const fillPotential = (out: Float64Array, c: Float64Array): void => {
    differences.fillLaplacian(curved, c);
    for (let i = 0; i < size; i++) out[i] = energy.potential(c[i]) - kappa * curved[i];
  };
  const meanOf = (field: Float64Array): number => {
    if (!open) return sumOf(field) / count;
    mu.set(field);
    blank(mu);
    return sumOf(mu) / count;
  };

  return {
    ...differences,
    problem,
    meanOf,
    fillPotential,
    fillRate(out, c) {
      fillPotential(mu, c);
      if (mobility.kind === "constant") {
        differences.fillLaplacian(out, mu);
        for (let i = 0; i < size; i++) out[i] *= mobility.value;
        return;
      }
      for (let i = 0; i < size; i++) m[i] = mobility.value(c[i]);
      differences.fillDivergence(out, m, mu);
    },
    energyOf(c) {
      const mean = meanOf(c);
      differences.fillLaplacian(curved, c);
      for (let i = 0; i < size; i++) mu[i] = energy.density(c[i]) - (kappa / 2) * (c[i] - mean) * curved[i];
      blank(mu);
      return volume * sumOf(mu);
    },
    energyChange(from, to) {
      for (let i = 0; i < size; i++) m[i] = (from[i] + to[i]) / 2;
      differences.fillLaplacian(curved, m);
      for (let i = 0; i < size; i++) {
        const half = to[i] - m[i];
        const aside = 2 * SIDE * half;
        mu[i] = -kappa * curved[i];
        mu[i] +=
          (5 * (energy.potential(m[i] - aside) + energy.potential(m[i] + aside)) + 8 * energy.potential(m[i])) / 18;
      }
      blank(mu);
      const level = sumOf(mu) / count;
      let moved = 0;
      let largest = 0;
      for (let i = 0; i < size; i++) {
        if (open && !open[i]) continue;
        largest = Math.max(largest, Math.abs(mu[i]) + steepest * Math.abs(m[i]));
        moved += Math.abs(to[i] - from[i]);
        mu[i] = (mu[i] - level) * (to[i] - from[i]);
      }
      return { change: volume * sumOf(mu), rounding: 10 * Number.EPSILON * volume * largest * moved };
    },
  };
}
