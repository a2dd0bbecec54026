/**
 * The theory of Flory and Huggins: chains of N2 segments in a solvent of molecules of N1 segments, on a lattice.
 *
 *     f = (s/N2) ln s + ((1-s)/N1) ln(1-s) + χ s (1-s)            per site, s the volume fraction of the chains
 *     ln γ = (1 - N2/N1)(1-s) + χ N2 (1-s)^2
 *     -ln a1 = -ln(1-s) - (1 - N1/N2) s - χ N1 s^2
 *     Γ = 1 - s + (N2/N1) s - 2 χ N2 s (1-s) = N2 s (1-s) f''
 *
 * γ = 1 for the pure melt. Splits in two phases above χ = (1/sqrt(N1) + 1/sqrt(N2))^2 / 2. A theory of mean field: poor
 * for coils so dilute that they do not overlap.
 *
 * @see P. J. Flory, J. Chem. Phys. 10, 51 (1942), doi:10.1063/1.1723621 (not opened)
 * @see M. L. Huggins, J. Phys. Chem. 46, 151 (1942), doi:10.1021/j150415a018 (not opened)
 * @module
 */

import { log, log1p } from "#numerics/elementary.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Activity } from "./activity.ts";
import { FRACTION, requireWithin } from "./composition.ts";
import { entropyTerm } from "./free-energy.ts";

/** A polymer in a solvent, or in another polymer. */
export interface PolymerSolution {
  /** Segments N2 of a chain of the solute, in units of one site [1]. */
  readonly segments: number;
  /** Segments N1 of a molecule of the solvent [1]; 1 unless given. */
  readonly solventSegments?: number;
  /** Interaction χ of a segment of one kind with those of the other [1]. */
  readonly interaction: number;
}

/**
 * The activity of the polymer by its volume fraction [1].
 *
 * @throws DomainError unless the numbers of segments are positive and χ is finite.
 */
export function floryHugginsActivity({ segments, solventSegments = 1, interaction }: PolymerSolution): Activity {
  for (const n of [segments, solventSegments])
    if (!(n > 0 && n < Number.POSITIVE_INFINITY))
      throw new DomainError("segments", n, "a molecule has a positive number of segments [1]");
  if (!Number.isFinite(interaction))
    throw new DomainError("interaction", interaction, "an interaction is a finite number [1]");
  const ratio = segments / solventSegments;
  const pull = interaction * segments;
  const check = (s: number): number => requireWithin(FRACTION, "volume-fraction", s);
  return {
    scale: "volume-fraction",
    heldFixed: "pressure",
    domain: FRACTION,
    trusted: FRACTION,
    particles: 1,
    lnGamma: (s) => (1 - check(s)) * (1 - ratio + pull * (1 - s)),
    dLnGamma: (s) => ratio - 1 - 2 * pull * (1 - check(s)),
    thermodynamicFactor: (s) => 1 - check(s) + ratio * s - 2 * pull * s * (1 - s),
    osmoticCoefficient: (s) => 1 + ratio * logarithmRest(check(s)) - pull * s,
    freeEnergy: {
      lowest: 0,
      highest: 1,
      value: (s) => entropyTerm(s) / segments + entropyTerm(1 - s) / solventSegments + interaction * s * (1 - s),
      slope: (s) => (log(s) + 1) / segments - (log1p(-s) + 1) / solventSegments + interaction * (1 - 2 * s),
      curvature: (s) => 1 / (segments * s) + 1 / (solventSegments * (1 - s)) - 2 * interaction,
    },
  };
}

/** -(ln(1 - s) + s) / s = s/2 + s^2/3 + ..., which loses its digits for small s if taken as it stands. */
function logarithmRest(s: number): number {
  if (s > 0.05) return -(log1p(-s) + s) / s;
  let sum = 0;
  for (let k = 14; k >= 2; k--) sum = (sum + 1 / k) * s;
  return sum;
}
