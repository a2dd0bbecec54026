/**
 * A salt and the ions it gives.
 *
 *     ν+ z+ = ν- |z-|,    ν = ν+ + ν-,    I = s (ν+ z+^2 + ν- z-^2) / 2
 *
 * @see R. A. Robinson and R. H. Stokes, Electrolyte Solutions, 2nd ed. (1959), chapter 2 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";

/** A fully dissociated salt of one cation and one anion. */
export interface Electrolyte {
  /** Charge z+ of the cation [1], positive. */
  readonly cationCharge: number;
  /** Charge z- of the anion [1], negative. */
  readonly anionCharge: number;
}

/** What the charges of a salt entail. */
export interface IonNumbers {
  /** Cations ν+ of one unit of salt [1]. */
  readonly cations: number;
  /** Anions ν- of one unit of salt [1]. */
  readonly anions: number;
  /** Ions ν of one unit of salt [1]. */
  readonly ions: number;
  /** |z+ z-| [1]. */
  readonly chargeProduct: number;
  /** Ionic strength I per composition s of the salt [1]. */
  readonly ionicStrength: number;
}

/**
 * The smallest whole numbers of ions that make a neutral salt, and its ionic strength [all 1].
 *
 * @throws DomainError unless z+ is a positive and z- a negative whole number.
 *
 * @example
 * ```ts
 * ionNumbers({ cationCharge: 2, anionCharge: -1 }).ionicStrength; // 3
 * ```
 */
export function ionNumbers({ cationCharge, anionCharge }: Electrolyte): IonNumbers {
  if (!(Number.isInteger(cationCharge) && cationCharge > 0))
    throw new DomainError("cationCharge", cationCharge, "the charge of a cation is a positive whole number [1]");
  if (!(Number.isInteger(anionCharge) && anionCharge < 0))
    throw new DomainError("anionCharge", anionCharge, "the charge of an anion is a negative whole number [1]");
  const shared = greatestCommonDivisor(cationCharge, -anionCharge);
  const cations = -anionCharge / shared;
  const anions = cationCharge / shared;
  return {
    cations,
    anions,
    ions: cations + anions,
    chargeProduct: -cationCharge * anionCharge,
    ionicStrength: 0.5 * (cations * cationCharge * cationCharge + anions * anionCharge * anionCharge),
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
