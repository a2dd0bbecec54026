/**
 * The revised principle of Starling: in the steady state the flow itself fills the space behind the barrier.
 *
 *     J_v / L_p = ΔP - σ (π_p - π_g),    π_g = S π_p,    S = (1 - σ) / (1 - σ e^{-Pe}),    Pe = (1 - σ) J_v / P
 *               = ΔP - σ² π_p J_v / [ J_v + P B(Pe) ]
 *
 * π_p is the colloid osmotic pressure of the plasma, π_g that just behind the barrier, in proportion to what is filtered
 * (sieving). J_v is positive for every ΔP > 0: a steady state does not absorb, however large π_p is, and slow filtration
 * meets little osmotic pressure because its filtrate is hardly sieved.
 *
 * @see C. C. Michel and M. E. Phillips, J. Physiol. 388, 421 (1987) (not opened)
 * @see J. R. Levick and C. C. Michel, Cardiovasc. Res. 87, 198 (2010) (not opened)
 * @module
 */

import { rootIn } from "#numerics/root.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Unit, Velocity } from "#units/flavour.ts";
import { checkMembraneSolute, exchange, type MembraneSolute, membranePeclet } from "./patlak.ts";
import { observedSieving } from "./sieving.ts";
import { checkHydraulicConductivity } from "./starling.ts";

/** A barrier that filters plasma into a space drained by the filtrate alone. */
export interface FilledBehind extends MembraneSolute {
  /** L_p [m s^-1 Pa^-1]. */
  readonly hydraulicConductivity: Unit<"m s^-1 Pa^-1">;
  /** ΔP, plasma minus the space behind [Pa]. */
  readonly pressure: Unit<"Pa">;
  /** π_p [Pa]. */
  readonly plasmaColloid: Unit<"Pa">;
}

/** Steady filtration. */
export interface SteadyFiltration {
  /** J_v out of the plasma [m s^-1]. */
  readonly volumeFlux: Velocity;
  /** Pe of the protein in the barrier [1]. */
  readonly peclet: Unit<"1">;
  /** π_g, just behind the barrier [Pa]. */
  readonly colloidBehind: Unit<"Pa">;
}

/**
 * Steady J_v [m s^-1], Pe [1] and π_g [Pa].
 *
 * @throws DomainError if ΔP is negative (nothing would fill the space behind), or P, σ, L_p or π_p has no meaning.
 */
export function revisedStarling(barrier: FilledBehind): SteadyFiltration {
  const { hydraulicConductivity, permeability, reflection, pressure, plasmaColloid } = barrier;
  checkMembraneSolute(barrier);
  checkHydraulicConductivity(hydraulicConductivity);
  if (!(pressure >= 0 && pressure < Number.POSITIVE_INFINITY))
    throw new DomainError("pressure", pressure, "a space that only the filtrate fills needs a pressure outward [Pa]");
  if (!(plasmaColloid >= 0 && plasmaColloid < Number.POSITIVE_INFINITY))
    throw new DomainError("plasmaColloid", plasmaColloid, "a colloid osmotic pressure is not negative [Pa]");
  const opposed = reflection * reflection * plasmaColloid;
  const excess = (volumeFlux: number): number =>
    volumeFlux / hydraulicConductivity -
    pressure +
    (opposed * volumeFlux) / (volumeFlux + exchange(permeability, (1 - reflection) * volumeFlux));
  const highest = hydraulicConductivity * pressure;
  const volumeFlux =
    highest === 0 || opposed === 0
      ? highest
      : permeability === 0
        ? Math.max(0, hydraulicConductivity * (pressure - opposed))
        : rootIn(excess, 0, highest);
  const sieved = volumeFlux === 0 ? 1 : observedSieving({ permeability, reflection, volumeFlux });
  return {
    volumeFlux,
    peclet: membranePeclet({ permeability, reflection, volumeFlux }),
    colloidBehind: sieved * plasmaColloid,
  };
}
