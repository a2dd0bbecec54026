/**
 * The equilibrium of Donnan: mobile ions between a solution and a phase that holds charge which cannot leave.
 *
 *     c_i = c_i,bath r^{z_i},    sum of z_i c_i + X = 0,    E = phi_phase - phi_bath = -(RT/F) ln r
 *     dPi = RT [ n + sum of (c_i - c_i,bath) ]                    excess of osmotic pressure over the bath
 *
 *     one 1:1 salt:  r = [ -X + sqrt(X² + 4c²) ] / 2c = e^{-asinh(X/2c)}
 *
 * X is the concentration of held charge in elementary charges, Z P for a protein, and n that of the held particles. For
 * ideal solutions, both sides neutral; r is the only root, since the charge of the mobile ions rises with it.
 *
 * @see F. G. Donnan, Z. Elektrochem. 17, 572 (1911) (not opened)
 * @module
 */

import { exp, expm1, log1p } from "#numerics/elementary.ts";
import { GAS_CONSTANT } from "#units/constants.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Concentration, Temperature, Unit } from "#units/flavour.ts";
import { checkConcentration, checkFinite, checkPositive, checkValence } from "./ion.ts";
import { risingRoot } from "./rising-root.ts";
import { thermalVoltage } from "./thermal-voltage.ts";

/** A mobile ion of the bath. */
export interface BathIon {
  /** Valence z [1]. */
  readonly valence: Unit<"1">;
  /** Concentration in the bath. */
  readonly concentration: Concentration;
}

/** A phase that holds charge, in a bath. */
export interface HeldCharge {
  readonly ions: readonly BathIon[];
  /** X, in elementary charges, with its sign [mol m^-3]. */
  readonly fixedCharge: Concentration;
  /** n, concentration of what holds the charge; 0 (a solid) unless given [mol m^-3]. */
  readonly heldParticles?: Concentration;
  readonly temperature: Temperature;
}

/** What a phase with held charge is like at equilibrium. */
export interface DonnanEquilibrium {
  /** r, the ratio c / c_bath of a monovalent cation [1]. */
  readonly ratio: Unit<"1">;
  /** E = phi_phase - phi_bath [V]. */
  readonly potential: Unit<"V">;
  /** Concentrations in the phase, in the order of the ions. */
  readonly concentrations: readonly Concentration[];
  /** dPi [Pa]. */
  readonly osmoticExcess: Unit<"Pa">;
}

/**
 * Equilibrium of a phase that holds charge with a bath of any ions.
 *
 * @throws DomainError if the bath is not neutral, no ion can balance X, or an argument has no meaning.
 *
 * @example Plasma protein, 1 mM of charge -18, against 150 mM NaCl:
 * ```ts
 * const ions = [{ valence: 1, concentration: 150 }, { valence: -1, concentration: 150 }];
 * donnanEquilibrium({ ions, fixedCharge: -18, heldParticles: 1, temperature: 310.15 }).ratio; // 1.06179838291
 * ```
 */
export function donnanEquilibrium(phase: HeldCharge): DonnanEquilibrium {
  const { ions, fixedCharge, heldParticles = 0, temperature } = phase;
  const thermal = thermalVoltage(temperature);
  checkConcentration("heldParticles", heldParticles);
  const logRatio = logDonnanRatio(ions, fixedCharge);
  const excess = ions.reduce(
    (sum, { valence, concentration }) => sum + concentration * expm1(valence * logRatio),
    heldParticles,
  );
  return {
    ratio: exp(logRatio),
    potential: -thermal * logRatio,
    concentrations: ions.map(({ valence, concentration }) => concentration * exp(valence * logRatio)),
    osmoticExcess: GAS_CONSTANT * temperature * excess,
  };
}

/**
 * r of one 1:1 salt [1], in closed form.
 *
 * @throws DomainError if the salt is not positive or X is not finite.
 */
export function donnanRatio({
  concentration,
  fixedCharge,
}: {
  readonly concentration: Concentration;
  readonly fixedCharge: Concentration;
}): Unit<"1"> {
  return exp(-logDonnanShift(fixedCharge, concentration));
}

/**
 * F E / RT = -ln r = asinh(X / 2c) of one 1:1 salt [1]; holds its digits where X is small.
 *
 * @throws DomainError if the salt is not positive or X is not finite.
 */
export function logDonnanShift(fixedCharge: Concentration, concentration: Concentration): Unit<"1"> {
  checkFinite("fixedCharge", fixedCharge, "a fixed charge is a number [mol m^-3]");
  checkPositive("concentration", concentration, "without salt no ion balances the charge [mol m^-3]");
  const x = Math.abs(fixedCharge / (2 * concentration));
  return Math.sign(fixedCharge) * log1p(x + (x * x) / (1 + Math.sqrt(1 + x * x)));
}

/** ln r, by the root of the charge of the phase; expm1 keeps what a small X moves. */
function logDonnanRatio(ions: readonly BathIon[], fixedCharge: Concentration): number {
  checkFinite("fixedCharge", fixedCharge, "a fixed charge is a number [mol m^-3]");
  let imbalance = 0;
  let cations = 0;
  let anions = 0;
  for (const { valence, concentration } of ions) {
    checkValence(valence);
    checkConcentration("concentration", concentration);
    imbalance += valence * concentration;
    if (valence > 0) cations += valence * concentration;
    else anions -= valence * concentration;
  }
  if (!(Math.abs(imbalance) <= 1e-9 * (cations + anions)))
    throw new DomainError("charge of the bath", imbalance, "its ions must add to 0 [mol m^-3]");
  if (fixedCharge === 0) return 0;
  checkPositive(
    "concentration",
    fixedCharge < 0 ? cations : anions,
    "no ion of the bath balances the charge [mol m^-3]",
  );
  const present = ions.filter(({ concentration }) => concentration > 0);
  const charge = (y: number): number =>
    present.reduce(
      (sum, { valence, concentration }) => sum + valence * concentration * expm1(valence * y),
      fixedCharge,
    );
  return risingRoot(charge, "Donnan ratio");
}
