/**
 * The law of Goldman, Hodgkin and Katz: flux of one ion through a membrane in which the field is constant.
 *
 *     J = P u (c_left - c_right e^{-u}) / (1 - e^{-u}) = P [ B(-u) c_left - B(u) c_right ],    u = z F V / RT
 *     I = z F J,    B(x) = x / (e^x - 1)
 *
 * V = phi_left - phi_right; P = K D / L. The field is constant where the membrane is thin beside its Debye length, and
 * also, exactly, where the total concentration of monovalent ions is the same on both sides (planck). It is the limit of
 * a thin membrane, not a bound: see planck for the limit of a thick one.
 *
 * @see D. E. Goldman, J. Gen. Physiol. 27, 37 (1943), doi:10.1085/jgp.27.1.37 (not opened)
 * @see A. L. Hodgkin and B. Katz, J. Physiol. 108, 37 (1949), doi:10.1113/jphysiol.1949.sp004310 (not opened)
 * @module
 */

import { bernoulli } from "#numerics/bernoulli.ts";
import { bernoulliSlope } from "#numerics/bernoulli-slope.ts";
import { FARADAY } from "#units/constants.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Concentration, Flux, Temperature, Unit, Velocity } from "#units/flavour.ts";
import { checkConcentration, checkFinite, checkValence } from "./ion.ts";
import { thermalVoltage } from "./thermal-voltage.ts";

/** An ion that passes a membrane. */
export interface MembraneIon {
  /** Valence z [1]; may be fractional. */
  readonly valence: Unit<"1">;
  /** P = K D / L [m s^-1]. */
  readonly permeability: Velocity;
  readonly left: Concentration;
  readonly right: Concentration;
}

/** A membrane ion under a voltage. */
export interface DrivenMembraneIon extends MembraneIon {
  /** V = phi_left - phi_right [V]; for a cell inside minus outside. */
  readonly voltage: Unit<"V">;
  readonly temperature: Temperature;
}

/**
 * Flux J from left to right [mol m^-2 s^-1].
 *
 * @throws DomainError if P or a concentration is negative, z is 0, T is not positive, or V is not finite.
 */
export function goldmanFlux(ion: DrivenMembraneIon): Flux {
  const { valence, permeability, left, right, voltage, temperature } = ion;
  checkMembraneIon(ion);
  checkFinite("voltage", voltage, "a voltage is a number [V]");
  const u = (valence * voltage) / thermalVoltage(temperature);
  return permeability * (bernoulli(-u) * left - bernoulli(u) * right);
}

/**
 * Current density I = z F J from left to right [A m^-2].
 *
 * @throws DomainError as {@link goldmanFlux}.
 *
 * @example Potassium leaves a neuron that is held at -60 mV:
 * ```ts
 * goldmanCurrent({ valence: 1, permeability: 1e-8, left: 140, right: 4, voltage: -0.06, temperature: 310.15 }); // 0.02624
 * ```
 */
export function goldmanCurrent(ion: DrivenMembraneIon): Unit<"A m^-2"> {
  return ion.valence * FARADAY * goldmanFlux(ion);
}

/**
 * Slope conductance dI/dV [S m^-2] = -(z² F² P / RT) [ B'(-u) c_left + B'(u) c_right ]: that of the left side alone at large
 * positive z V, of the right alone at large negative, so that a membrane between unequal sides rectifies.
 *
 * @throws DomainError as {@link goldmanFlux}.
 */
export function goldmanConductance(ion: DrivenMembraneIon): Unit<"S m^-2"> {
  const { valence, permeability, left, right, voltage, temperature } = ion;
  checkMembraneIon(ion);
  checkFinite("voltage", voltage, "a voltage is a number [V]");
  const thermal = thermalVoltage(temperature);
  const u = (valence * voltage) / thermal;
  const slope = -(bernoulliSlope(-u) * left + bernoulliSlope(u) * right);
  return ((valence * valence * FARADAY * permeability) / thermal) * slope;
}

/** @throws DomainError unless z, P and both concentrations have a meaning. */
export function checkMembraneIon({ valence, permeability, left, right }: MembraneIon): void {
  checkValence(valence);
  if (!(permeability >= 0 && permeability < Number.POSITIVE_INFINITY))
    throw new DomainError("permeability", permeability, "a permeability cannot be negative [m s^-1]");
  checkConcentration("left", left);
  checkConcentration("right", right);
}
