/**
 * Warburg's law: how deep a substance reaches into tissue that consumes it at a constant rate.
 *
 *     D c'' = Q  where c > 0,    c = c0 (1 - x/d)^2,    d = sqrt(2 D c0 / Q)
 *
 * Beyond d there is none (c = c' = 0 there). A tissue thinner than d is reached everywhere:
 * c = c0 - (Q/2D)(2 L x - x^2) up to a far side that lets nothing through.
 *
 * @see O. Warburg, Biochem. Z. 142, 317 (1923) (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import type { Concentration, Diffusivity, Length, Unit } from "#units/flavour.ts";

/** Tissue that consumes, supplied at its surface. */
export interface ConsumingTissue {
  /** D in the tissue [m^2 s^-1]. */
  readonly diffusivity: Diffusivity;
  /** Concentration c0 at the surface [mol m^-3]. */
  readonly concentration: Concentration;
  /** Consumption Q [mol m^-3 s^-1]. */
  readonly consumption: Unit<"mol m^-3 s^-1">;
}

/**
 * Depth d = sqrt(2 D c0 / Q) [m] beyond which nothing is left.
 *
 * @throws DomainError if D or Q is not positive, or c0 is negative.
 *
 * @example Oxygen at 45 mmHg in tissue that takes 0.02 mol m^-3 s^-1 reaches 110 µm deep:
 * ```ts
 * warburgDepth({ diffusivity: 2e-9, concentration: 0.06, consumption: 0.02 }); // 1.0954e-4
 * ```
 */
export function warburgDepth({ diffusivity, concentration, consumption }: ConsumingTissue): Length {
  if (!(diffusivity > 0))
    throw new DomainError("diffusivity", diffusivity, "a diffusion coefficient must be positive [m^2 s^-1]");
  if (!(consumption > 0))
    throw new DomainError("consumption", consumption, "a consumption must be positive [mol m^-3 s^-1]");
  if (!(concentration >= 0))
    throw new DomainError("concentration", concentration, "a concentration cannot be negative [mol m^-3]");
  return Math.sqrt((2 * diffusivity * concentration) / consumption);
}
