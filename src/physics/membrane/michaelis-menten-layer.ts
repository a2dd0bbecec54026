/**
 * Saturable uptake behind unstirred water: limited by carriers, or by diffusion to them.
 *
 *     J = (D/δ) (c_b - c_s) = V_max c_s / (K_m + c_s)
 *     c_s² + (K_m + V_max δ/D - c_b) c_s - K_m c_b = 0
 *     apparent K_m = K_m + V_max δ / 2D,    Damköhler number V_max δ / (D K_m)
 *
 * The apparent K_m is the c_b at which J = V_max / 2, not that of a fit of the whole curve, which is no hyperbola.
 *
 * @see D. Winne, Biochim. Biophys. Acta 298, 27 (1973) (not opened)
 * @module
 */

import { checkConcentration, checkPositive } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Concentration, Diffusivity, Flux, Length } from "#units/flavour.ts";

/** Carriers in a wall, under a layer of water. */
export interface CarriersBehindLayer {
  readonly diffusivity: Diffusivity;
  /** δ; 0 without a layer [m]. */
  readonly thickness: Length;
  /** V_max [mol m^-2 s^-1]. */
  readonly capacity: Flux;
  /** K_m [mol m^-3]. */
  readonly halfSaturation: Concentration;
}

/** Uptake through a layer. */
export interface LayeredUptake {
  /** c_s at the carriers. */
  readonly surface: Concentration;
  readonly flux: Flux;
}

/**
 * c_s [mol m^-3] and J [mol m^-2 s^-1] under a bulk concentration c_b.
 *
 * @throws DomainError unless D and K_m are positive, and δ, V_max and c_b not negative.
 */
export function layeredUptake({
  bulk,
  ...layer
}: CarriersBehindLayer & { readonly bulk: Concentration }): LayeredUptake {
  checkConcentration("bulk", bulk);
  const drop = fullDrop(layer);
  const half = layer.halfSaturation;
  const b = half + drop - bulk;
  // the root without the difference of like numbers
  const root = Math.sqrt(b * b + 4 * half * bulk);
  const surface = b > 0 ? (2 * half * bulk) / (b + root) : 0.5 * (root - b);
  return { surface, flux: (layer.capacity * surface) / (half + surface) };
}

/** V_max δ / D, the drop of concentration that would bring V_max [mol m^-3]. */
function fullDrop({ diffusivity, thickness, capacity, halfSaturation }: CarriersBehindLayer): Concentration {
  checkPositive("diffusivity", diffusivity, "a diffusion coefficient must be positive [m^2 s^-1]");
  checkPositive("halfSaturation", halfSaturation, "a half-saturation is positive [mol m^-3]");
  if (!(thickness >= 0 && thickness < Number.POSITIVE_INFINITY))
    throw new DomainError("thickness", thickness, "a layer is not thinner than nothing [m]");
  if (!(capacity >= 0 && capacity < Number.POSITIVE_INFINITY))
    throw new DomainError("capacity", capacity, "carriers take up, not out [mol m^-2 s^-1]");
  return (capacity * thickness) / diffusivity;
}
