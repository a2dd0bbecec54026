/**
 * Exchange of a solute between a capillary and its tissue while the blood flows past: Crone and Renkin.
 *
 *     E = 1 - e^{-PS/Q},    CL = Q E,    PS = -Q ln(1 - E)
 *     half-time of uptake ln 2 · V_T / CL,    K_p,uu = PS / (PS + CL_efflux)
 *
 * Plug flow Q along a wall of permeability P and area S, into a tissue that holds nothing yet. What passes is the
 * permeability where PS << Q and the flow where PS >> Q, so that opening the barrier hardly helps the latter. PS, Q, CL
 * per mass of tissue or in all, as long as they are alike; K_p,uu is unbound tissue over plasma in the steady state.
 *
 * @see C. Crone, Acta Physiol. Scand. 58, 292 (1963) (not opened)
 * @see E. M. Renkin, Am. J. Physiol. 197, 1205 (1959) (not opened)
 * @module
 */

import { expm1, log1p } from "#numerics/elementary.ts";
import { checkNotNegative, checkPositive } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Time, Unit, Volume } from "#units/flavour.ts";

/** Blood past a wall. */
export interface CapillaryWall {
  /** PS [m^3 s^-1]. */
  readonly permeabilitySurface: Unit<"m^3 s^-1">;
  /** Flow Q [m^3 s^-1]. */
  readonly flow: Unit<"m^3 s^-1">;
}

/**
 * Extraction E in one passage [1].
 *
 * @throws DomainError if PS is negative or Q is not positive.
 *
 * @example A drug that the flow limits:
 * ```ts
 * croneRenkin({ permeabilitySurface: 2, flow: 0.5 }); // 0.981684361111
 * ```
 */
export function croneRenkin({ permeabilitySurface, flow }: CapillaryWall): Unit<"1"> {
  checkPositive("flow", flow, "blood flows [m^3 s^-1]");
  checkNotNegative("permeabilitySurface", permeabilitySurface, "a clearance cannot be negative [m^3 s^-1]");
  return -expm1(-permeabilitySurface / flow);
}

/**
 * Clearance CL = Q E [m^3 s^-1] of blood.
 *
 * @throws DomainError as {@link croneRenkin}.
 */
export function capillaryClearance(wall: CapillaryWall): Unit<"m^3 s^-1"> {
  return wall.flow * croneRenkin(wall);
}

/**
 * PS of a wall that extracts E [m^3 s^-1].
 *
 * @throws DomainError unless E is at least 0 and below 1 and Q positive.
 */
export function permeabilitySurfaceOf({
  extraction,
  flow,
}: {
  readonly extraction: Unit<"1">;
  readonly flow: Unit<"m^3 s^-1">;
}): Unit<"m^3 s^-1"> {
  checkPositive("flow", flow, "blood flows [m^3 s^-1]");
  if (!(extraction >= 0 && extraction < 1))
    throw new DomainError("extraction", extraction, "a fraction extracted is at least 0 and below 1");
  return -flow * log1p(-extraction);
}

/**
 * Half-time [s] in which a tissue of distribution volume V_T comes to equilibrium with the blood.
 *
 * @throws DomainError unless PS, Q and V_T are positive.
 */
export function uptakeHalfTime({ distribution, ...wall }: CapillaryWall & { readonly distribution: Volume }): Time {
  checkPositive("permeabilitySurface", wall.permeabilitySurface, "a tissue is reached through its wall [m^3 s^-1]");
  checkPositive("distribution", distribution, "a tissue has a volume [m^3]");
  return (Math.LN2 * distribution) / capillaryClearance(wall);
}

/**
 * K_p,uu, unbound in tissue over unbound in plasma, under a pump that clears CL_efflux out of the tissue [1].
 *
 * @throws DomainError unless PS is positive and CL_efflux not negative.
 */
export function unboundPartition({
  permeabilitySurface,
  efflux,
}: {
  readonly permeabilitySurface: Unit<"m^3 s^-1">;
  readonly efflux: Unit<"m^3 s^-1">;
}): Unit<"1"> {
  checkPositive("permeabilitySurface", permeabilitySurface, "a tissue is reached through its wall [m^3 s^-1]");
  checkNotNegative("efflux", efflux, "a clearance cannot be negative [m^3 s^-1]");
  return permeabilitySurface / (permeabilitySurface + efflux);
}
