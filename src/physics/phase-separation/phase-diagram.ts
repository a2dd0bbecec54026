/**
 * Which compositions are one phase, which may split, and which must.
 *
 *     stable       outside all tie lines
 *     metastable   inside a tie line, f'' >= 0: needs a nucleus
 *     spinodal     f'' < 0: any small wave grows
 *
 * The equilibrium free energy is the lower convex hull of f. Its straight parts are the tie lines; a convex branch that
 * lies above the tangent of its neighbours is no phase at equilibrium, though metastable.
 *
 * @see J. W. Cahn and J. E. Hilliard, J. Chem. Phys. 28, 258 (1958), doi:10.1063/1.1744102 (not opened)
 * @module
 */

import type { CompositionInterval } from "#physics/activity/composition.ts";
import type { FreeEnergy } from "#physics/activity/free-energy.ts";
import { concaveIntervals } from "./spinodal.ts";
import { commonTangent, type TieLine } from "./tie-line.ts";

/** The phases of a mixture at one temperature, in rising composition. */
export interface PhaseDiagram {
  /** Intervals in which f'' < 0 [unit of composition]. */
  readonly spinodals: readonly CompositionInterval[];
  /** Pairs of coexisting phases [unit of composition]. */
  readonly tieLines: readonly TieLine[];
}

/** What becomes of a homogeneous mixture. */
export type Stability = "stable" | "metastable" | "spinodal";

/**
 * The spinodals and tie lines of a free energy [unit of its composition].
 *
 * @throws NumericalFailure if a common tangent is not found.
 */
export function phaseDiagram(energy: FreeEnergy): PhaseDiagram {
  const spinodals = concaveIntervals(energy);
  const branches: CompositionInterval[] = [];
  const tieLines: TieLine[] = [];
  for (let i = 0; i <= spinodals.length; i++) {
    const branch = {
      lowest: i === 0 ? energy.lowest : spinodals[i - 1].highest,
      highest: i === spinodals.length ? energy.highest : spinodals[i].lowest,
    };
    while (branches.length > 0) {
      const tangent = commonTangent(energy, branches[branches.length - 1], branch);
      const previous = tieLines[tieLines.length - 1];
      // Tangents of a convex hull steepen to the right; where this one does not, the branch between lies above the hull.
      if (previous !== undefined && previous.slope >= tangent.slope) {
        tieLines.pop();
        branches.pop();
        continue;
      }
      tieLines.push(tangent);
      break;
    }
    branches.push(branch);
  }
  return { spinodals, tieLines };
}

/** What becomes of a homogeneous mixture of a composition [unit of the diagram]. */
export function stabilityAt({ spinodals, tieLines }: PhaseDiagram, composition: number): Stability {
  const inside = ({ lowest, highest }: CompositionInterval): boolean => composition > lowest && composition < highest;
  if (spinodals.some(inside)) return "spinodal";
  return tieLines.some(inside) ? "metastable" : "stable";
}
