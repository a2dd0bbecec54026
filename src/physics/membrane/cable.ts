/**
 * The passive cable: voltage spreads along a nerve fibre as by diffusion with a leak.
 *
 *     λ² V_xx = V + τ V_t,    λ = sqrt(R_m d / 4 R_i),    τ = R_m C_m
 *     sealed at L:  V(x) / V(0) = cosh((L - x)/λ) / cosh(L/λ),    G_in = (π d λ / R_m) tanh(L/λ)
 *
 * Its coefficient of diffusion is λ²/τ, its rate of decay 1/τ.
 *
 * @see A. L. Hodgkin and W. A. H. Rushton, Proc. R. Soc. B 133, 444 (1946) (not opened)
 * @see W. Rall, Handbook of Physiology, The Nervous System I, chapter 3 (1977) (not opened)
 * @module
 */

import { exp, tanh } from "#numerics/elementary.ts";
import { checkPositive } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Diffusivity, Length, Time, Unit } from "#units/flavour.ts";

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

/** A membrane that stores charge. */
export interface MembraneCapacitor {
  /** R_m [ohm m^2]. */
  readonly membraneResistance: Unit<"ohm m^2">;
  /** C_m [F m^-2]. */
  readonly capacitance: Unit<"F m^-2">;
}

/**
 * Time constant τ of the membrane [s].
 *
 * @throws DomainError unless R_m and C_m are positive.
 */
export function membraneTimeConstant({ membraneResistance, capacitance }: MembraneCapacitor): Time {
  checkPositive("membraneResistance", membraneResistance, "a membrane resists [ohm m^2]");
  checkPositive("capacitance", capacitance, "a membrane stores charge [F m^-2]");
  return membraneResistance * capacitance;
}

/**
 * λ²/τ = d / 4 R_i C_m, with which a voltage diffuses [m^2 s^-1].
 *
 * @throws DomainError as {@link lengthConstant} and {@link membraneTimeConstant}.
 */
export function cableDiffusivity(cable: Cable & MembraneCapacitor): Diffusivity {
  const length = lengthConstant(cable);
  return (length * length) / membraneTimeConstant(cable);
}

/**
 * V(x) / V(0) at a distance x along a fibre of length L sealed at its end [1]; e^{-x/λ} for an infinite L.
 *
 * @throws DomainError as {@link lengthConstant}, or unless 0 <= x <= L and L is positive.
 */
export function cableAttenuation({
  distance,
  length,
  ...cable
}: Cable & { readonly distance: Length; readonly length: Length }): Unit<"1"> {
  const lambda = lengthConstant(cable);
  checkLength(length);
  if (!(distance >= 0 && distance <= length && distance < Number.POSITIVE_INFINITY))
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
  checkLength(length);
  return ((Math.PI * cable.diameter * lambda) / cable.membraneResistance) * tanh(length / lambda);
}

function checkLength(length: Length): void {
  if (!(length > 0)) throw new DomainError("length", length, "a fibre has a length [m]");
}
