/**
 * The Cahn-Hilliard problem: a conserved field c that flows down its chemical potential, which knows of gradients.
 *
 *     F[c] = ∫ f(c) + (κ/2) |∇c|² dV
 *     μ    = δF/δc = f'(c) - κ ∇²c
 *     ∂c/∂t = ∇·( M(c) ∇μ )
 *
 * Periodic, or with walls where the normal parts of ∇c and ∇μ vanish. The amount ∫ c dV never changes and F never
 * increases: dF/dt = -∫ M |∇μ|² dV. Units are the caller's: with c in [c], f in [f], lengths in [L], times in [T], κ is in
 * [f L² c^-2] and M in [c² L² f^-1 T^-1].
 *
 * @see J. W. Cahn and J. E. Hilliard, J. Chem. Phys. 28, 258 (1958), doi:10.1063/1.1744102 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import { cellCount, type PhaseGrid } from "./phase-grid.ts";

/** The free-energy density of a homogeneous system with its derivatives, where it is defined. */
export interface HomogeneousEnergy {
  /** f(c) [f]. */
  density(c: number): number;
  /** f'(c) [f/c]. */
  potential(c: number): number;
  /** f''(c) [f/c²]. */
  curvature(c: number): number;
  /** Ends of the open interval in which c must stay [c]; absent: none, as for a polynomial. */
  readonly low?: number;
  readonly high?: number;
}

/**
 * How fast c flows in a gradient of μ: a constant, or a function of c with its derivative. It must not be negative where c
 * may go: D c (1 - c) needs an f that is defined between 0 and 1 alone.
 */
export type PhaseMobility =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "by-composition"; value(c: number): number; slope(c: number): number };

/** A problem of phase separation without its start. */
export interface PhaseField {
  readonly grid: PhaseGrid;
  readonly energy: HomogeneousEnergy;
  /** κ > 0: what a gradient costs [f L² c^-2]. */
  readonly gradientCoefficient: number;
  readonly mobility: PhaseMobility;
  /**
   * Order in h of the differences: 2 (absent), or 4, for a constant mobility and no closed cells. The fourth order takes c
   * as values at cell centres, which differ from averages over cells by O(h²).
   */
  readonly order?: 2 | 4;
}

/** @throws DomainError if the problem has no meaning, or a start that does not lie in the interval of f */
export function requirePhaseField(problem: PhaseField, start: Float64Array): void {
  const { grid, energy, gradientCoefficient, mobility, order = 2 } = problem;
  const { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = energy;
  if (start.length !== cellCount(grid))
    throw new DomainError("start", start.length, `a start has one value for each of ${cellCount(grid)} cells`);
  if (!(gradientCoefficient > 0 && Number.isFinite(gradientCoefficient)))
    throw new DomainError("gradient coefficient", gradientCoefficient, "a gradient must cost energy: κ > 0");
  if (mobility.kind === "constant" && !(mobility.value > 0 && Number.isFinite(mobility.value)))
    throw new DomainError("mobility", mobility.value, "a mobility is positive");
  if (order === 4 && (mobility.kind !== "constant" || grid.open))
    throw new DomainError("order", order, "differences of order 4 need a constant mobility and no closed cells");
  for (let i = 0; i < start.length; i++) {
    if (grid.open && grid.open[i] === 0) continue;
    if (!(start[i] > low && start[i] < high && Number.isFinite(start[i])))
      throw new DomainError(`c of cell ${i} at the start`, start[i], `it must lie inside ${low} to ${high}`);
    if (mobility.kind === "by-composition" && !(mobility.value(start[i]) >= 0))
      throw new DomainError(
        "mobility",
        mobility.value(start[i]),
        `a mobility is not negative; at c = ${start[i]} it is`,
      );
  }
}
