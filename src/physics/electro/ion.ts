/**
 * An ion between two sides, and what must be true of a set of them before a law of electrodiffusion may be asked.
 *
 * One convention for all files of this folder: what comes first is the left side. Flux and current are positive from left
 * to right, and a voltage is V = phi_left - phi_right. For a cell the left side is the inside, so that the current is
 * positive outward and V is the membrane potential, inside minus outside.
 *
 *     neutral:  sum of z_i c_i + X = 0,    X the concentration of fixed charge in elementary charges
 *
 * @see K. S. Pitzer, Thermodynamics (3rd ed., 1995), for the condition of electroneutrality (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import type { Concentration, Diffusivity, Temperature, Unit } from "#units/flavour.ts";

/** An ion that diffuses. */
export interface Ion {
  /** Valence z: its charge in elementary charges, with its sign [1]. A fractional one is that of an average over forms. */
  readonly valence: Unit<"1">;
  readonly diffusivity: Diffusivity;
}

/** An ion that diffuses between two sides where its concentration is given. */
export interface IonBetween extends Ion {
  readonly left: Concentration;
  readonly right: Concentration;
}

/** What fraction of the charges on a side may be unbalanced by the rounding of what was typed [1]. */
const NEUTRAL = 1e-9;

/** @throws DomainError unless the absolute temperature [K] is positive and finite. */
export function checkTemperature(temperature: Temperature): void {
  if (!(temperature > 0 && temperature < Number.POSITIVE_INFINITY))
    throw new DomainError("temperature", temperature, "an absolute temperature is positive [K]");
}

/** @throws DomainError unless the quantity of this name is positive and finite; `what` says why, with its unit. */
export function checkPositive(name: string, value: number, what: string): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw new DomainError(name, value, what);
}

/** @throws DomainError unless the quantity of this name is finite and not negative; `what` says why, with its unit. */
export function checkNotNegative(name: string, value: number, what: string): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) throw new DomainError(name, value, what);
}

/** @throws DomainError unless the quantity of this name is a finite number; `what` says why, with its unit. */
export function checkFinite(name: string, value: number, what: string): void {
  if (!Number.isFinite(value)) throw new DomainError(name, value, what);
}

/** @throws DomainError unless this is the valence of an ion: finite, and not 0. */
export function checkValence(valence: Unit<"1">): void {
  if (!Number.isFinite(valence) || valence === 0)
    throw new DomainError("valence", valence, "an ion has a charge other than 0 [elementary charges]");
}

/** @throws DomainError unless the concentration of this name is finite and not negative [mol m^-3]. */
export function checkConcentration(name: string, concentration: Concentration): void {
  checkNotNegative(name, concentration, "a concentration is not negative [mol m^-3]");
}

/** @throws DomainError unless valence, diffusivity and both concentrations of every ion have a meaning. */
export function checkIonsBetween(ions: readonly IonBetween[]): void {
  if (ions.length === 0) throw new DomainError("ions", 0, "no ion was given");
  for (const { valence, diffusivity, left, right } of ions) {
    checkValence(valence);
    checkPositive("diffusivity", diffusivity, "a diffusion coefficient must be positive [m^2 s^-1]");
    checkConcentration("left", left);
    checkConcentration("right", right);
  }
}

/** @throws DomainError unless these are a cation and an anion that diffuse. */
export function checkSalt(cation: Ion, anion: Ion): void {
  if (!(cation.valence > 0 && cation.valence < Number.POSITIVE_INFINITY))
    throw new DomainError("valence", cation.valence, "a cation has a positive charge [elementary charges]");
  if (!(anion.valence < 0 && anion.valence > Number.NEGATIVE_INFINITY))
    throw new DomainError("valence", anion.valence, "an anion has a negative charge [elementary charges]");
  for (const { diffusivity } of [cation, anion])
    checkPositive("diffusivity", diffusivity, "a diffusion coefficient must be positive [m^2 s^-1]");
}

/**
 * The fixed charge X on the way from one side to the other is met by the ions on both sides, to 1e-9 of the charges there.
 *
 * @throws DomainError that gives the imbalance of the side where it is not.
 */
export function checkNeutral(ions: readonly IonBetween[], fixedCharge: Concentration = 0): void {
  for (const side of ["left", "right"] as const) {
    let sum = fixedCharge;
    let size = Math.abs(fixedCharge);
    for (const ion of ions) {
      sum += ion.valence * ion[side];
      size += Math.abs(ion.valence) * ion[side];
    }
    if (!(Math.abs(sum) <= NEUTRAL * size))
      throw new DomainError(
        `charge on the ${side}`,
        sum,
        `the ions${fixedCharge === 0 ? "" : " and the fixed charge"} must add to 0 on each side [mol m^-3]`,
      );
  }
}
