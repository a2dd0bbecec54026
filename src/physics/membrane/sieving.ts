/**
 * What a membrane lets into its filtrate: the sieving coefficient that is observed where the filtrate is carried away.
 *
 *     S = c_filtrate / c_feed = (1 - σ) / (1 - σ e^{-Pe}),    c_filtrate = J / J_v,    Pe = (1 - σ) J_v / P
 *
 * From 1 in slow filtration to 1 - σ in fast: 1 - σ itself is only the limit. With Patlak's flux
 * S = (w + P B) / (J_v + P B), w = (1 - σ) J_v, B = B(Pe), which also holds for σ = 1, S = P / (P + J_v), and for P = 0.
 *
 * @see K. S. Spiegler and O. Kedem, Desalination 1, 311 (1966) (not opened)
 * @module
 */

import { expm1 } from "#numerics/elementary.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Unit, Velocity } from "#units/flavour.ts";
import { checkMembraneSolute, exchange, type MembraneSolute } from "./patlak.ts";

/**
 * S of a reflection coefficient and a Péclet number [1]. For σ = 1 the Péclet number is 0 whatever the flow, and says
 * nothing: see {@link observedSieving}.
 *
 * @throws DomainError if Pe is negative, or unless σ is below 1.
 *
 * @example Of a solute that is half held back, in slow and in fast filtration:
 * ```ts
 * [0.01, 100].map((Pe) => sievingCoefficient(0.5, Pe)); // 0.990148, 0.5
 * ```
 */
export function sievingCoefficient(reflection: Unit<"1">, peclet: Unit<"1">): Unit<"1"> {
  if (!(reflection < 1 && reflection > Number.NEGATIVE_INFINITY))
    throw new DomainError("reflection", reflection, "the Péclet number decides only where a coefficient is below 1");
  if (!(peclet >= 0)) throw new DomainError("peclet", peclet, "a filtrate leaves with the flow");
  return (1 - reflection) / (1 - reflection - reflection * expm1(-peclet));
}

/**
 * S of a membrane that is filtered through [1].
 *
 * @throws DomainError if J_v or P is negative, σ is above 1, or P and J_v are both 0.
 */
export function observedSieving({
  volumeFlux,
  ...solute
}: MembraneSolute & { readonly volumeFlux: Velocity }): Unit<"1"> {
  checkMembraneSolute(solute);
  if (!(volumeFlux >= 0 && volumeFlux < Number.POSITIVE_INFINITY))
    throw new DomainError("volumeFlux", volumeFlux, "a filtrate leaves with the flow [m s^-1]");
  if (volumeFlux === 0 && solute.permeability === 0)
    throw new DomainError("permeability", 0, "without flow nothing passes [m s^-1]");
  const drag = (1 - solute.reflection) * volumeFlux;
  const mixed = exchange(solute.permeability, drag);
  return (drag + mixed) / (volumeFlux + mixed);
}
