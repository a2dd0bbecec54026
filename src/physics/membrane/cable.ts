/**
 * The passive cable: how far a steady voltage spreads along a nerve fibre before it has leaked away.
 *
 *     λ² V'' = V,    λ = sqrt(R_m d / 4 R_i)
 *     sealed at L:  V(x) / V(0) = cosh((L - x)/λ) / cosh(L/λ),    G_in = (π d λ / R_m) tanh(L/λ)
 *
 * @see A. L. Hodgkin and W. A. H. Rushton, Proc. R. Soc. B 133, 444 (1946) (not opened)
 * @see W. Rall, Handbook of Physiology, The Nervous System I, chapter 3 (1977) (not opened)
 * @module
 */

import { exp, tanh } from "#numerics/elementary.ts";
import { checkPositive } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Length, Unit } from "#units/flavour.ts";

/** A fibre. */
export interface Cable {
  /** R_m of the membrane [ohm m^2]. */
  readonly membraneResistance: Unit<"ohm m^2">;
  /** R_i of what is inside [ohm m]. */
  readonly axialResistivity: Unit<"ohm m">;
  /** d [m]. */
  readonly diameter: Length;
}

/**
 * Length constant λ [m].
 *
 * @throws DomainError unless R_m, R_i and d are positive.
 */
export function lengthConstant({ membraneResistance, axialResistivity, diameter }: Cable): Length {
  checkPositive("membraneResistance", membraneResistance, "a membrane resists [ohm m^2]");
  checkPositive("axialResistivity", axialResistivity, "what is inside resists [ohm m]");
  checkPositive("diameter", diameter, "a fibre has a diameter [m]");
  return 0.5 * Math.sqrt((membraneResistance * diameter) / axialResistivity);
}

/** A place on a fibre that is sealed at its end. */
export interface PlaceOnCable {
  /** x, from where the voltage is held [m]. */
  readonly distance: Length;
  /** L of the fibre [m]. */
  readonly length: Length;
  /** λ [m]. */
  readonly lengthConstant: Length;
}

/**
 * V(x) / V(0) at a distance x along a fibre of length L sealed at its end [1].
 *
 * @throws DomainError unless λ and L are positive and 0 <= x <= L.
 */
export function cableAttenuation({ distance, length, lengthConstant: lambda }: PlaceOnCable): Unit<"1"> {
  checkPositive("lengthConstant", lambda, "a fibre has a length constant [m]");
  checkPositive("length", length, "a fibre has a length [m]");
  if (!(distance >= 0 && distance <= length))
    throw new DomainError("distance", distance, `it is not on a fibre of ${length} [m]`);
  const x = distance / lambda;
  // a ratio of hyperbolic cosines, without their overflow
  return exp(-x) * ((1 + exp(2 * (x - length / lambda))) / (1 + exp((-2 * length) / lambda)));
}

/**
 * Conductance of the fibre seen from its end at 0 [S].
 *
 * @throws DomainError as {@link lengthConstant}, or unless L is positive.
 */
export function cableInputConductance({ length, ...cable }: Cable & { readonly length: Length }): Unit<"S"> {
  const lambda = lengthConstant(cable);
  checkPositive("length", length, "a fibre has a length [m]");
  return ((Math.PI * cable.diameter * lambda) / cable.membraneResistance) * tanh(length / lambda);
}
