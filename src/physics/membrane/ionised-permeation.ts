/**
 * Permeation of a weak acid or base of which only the uncharged form passes the membrane, behind unstirred water.
 *
 *     acid  f = 1 / (1 + 10^{pH - pKa})        base  f = 1 / (1 + 10^{pKa - pH})        fraction uncharged
 *     P_m = P_0 f,    1/P_e = 1/P_u + 1/P_m,    P_u = D / δ in series of both sides
 *     pKa_flux = pKa ± log10(P_0/P_u - 1),      + for an acid: the pH at which P_e = P_u / 2
 *
 * In a well buffered layer both forms carry, as P_u has it: J = c / (δ/D + 1/P_0 f). If only the uncharged one did, it would be
 * J = f c / (δ/D + 1/P_0), too little by up to 1/f.
 *
 * @see A. Avdeef, Absorption and Drug Development (2nd ed., 2012), chapter 7 (not opened)
 * @see J. Gutknecht and D. C. Tosteson, Science 182, 1258 (1973) (not opened)
 * @module
 */

import { log10, pow } from "#numerics/elementary.ts";
import { checkFinite, checkPositive } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Unit, Velocity } from "#units/flavour.ts";

/** A weak acid or base at a pH. */
export interface Ionisable {
  readonly kind: "acid" | "base";
  /** pKa [1]. */
  readonly pKa: Unit<"1">;
  /** pH [1]. */
  readonly pH: Unit<"1">;
}

/** A weak acid or base at a membrane. */
export interface IonisablePermeant extends Ionisable {
  /** P_0 of the uncharged form [m s^-1]. */
  readonly intrinsic: Velocity;
}

/**
 * Fraction f that bears no charge [1].
 *
 * @throws DomainError unless pH and pKa are numbers.
 *
 * @example A weak acid three units above its pKa:
 * ```ts
 * unchargedFraction({ kind: "acid", pKa: 4.4, pH: 7.4 }); // 9.99000999e-4
 * ```
 */
export function unchargedFraction({ kind, pKa, pH }: Ionisable): Unit<"1"> {
  checkFinite("pKa", pKa, "a pKa is a number");
  checkFinite("pH", pH, "a pH is a number");
  return 1 / (1 + pow(10, kind === "acid" ? pH - pKa : pKa - pH));
}

/**
 * P_m = P_0 f of the membrane alone [m s^-1].
 *
 * @throws DomainError unless P_0 is positive and pH and pKa are numbers.
 */
export function ionisedPermeability(permeant: IonisablePermeant): Velocity {
  checkPositive("intrinsic", permeant.intrinsic, "a permeability is positive [m s^-1]");
  return permeant.intrinsic * unchargedFraction(permeant);
}

/**
 * P_e of membrane and unstirred water in series [m s^-1].
 *
 * @throws DomainError unless P_0 and P_u are positive and pH and pKa are numbers.
 */
export function effectivePermeability({
  unstirred,
  ...permeant
}: IonisablePermeant & { readonly unstirred: Velocity }): Velocity {
  checkPositive("unstirred", unstirred, "a permeability is positive [m s^-1]");
  const membrane = ionisedPermeability(permeant);
  return (unstirred * membrane) / (unstirred + membrane);
}

/**
 * P_0 of the uncharged form, from the P_e that was measured [m s^-1].
 *
 * @throws DomainError unless P_e is positive and below P_u, and pH and pKa are numbers.
 */
export function intrinsicPermeability({
  effective,
  unstirred,
  ...permeant
}: Ionisable & { readonly effective: Velocity; readonly unstirred: Velocity }): Velocity {
  checkPositive("unstirred", unstirred, "a permeability is positive [m s^-1]");
  if (!(effective > 0 && effective < unstirred))
    throw new DomainError("effective", effective, "it is positive and below that of the unstirred water [m s^-1]");
  return (effective * unstirred) / (unstirred - effective) / unchargedFraction(permeant);
}

/**
 * pKa_flux, the pH at which membrane and unstirred water resist alike [1].
 *
 * @throws DomainError unless P_0 is above P_u: otherwise the membrane resists more at every pH.
 */
export function fluxPKa({
  kind,
  pKa,
  intrinsic,
  unstirred,
}: Omit<IonisablePermeant, "pH"> & { readonly unstirred: Velocity }): Unit<"1"> {
  checkFinite("pKa", pKa, "a pKa is a number");
  checkPositive("unstirred", unstirred, "a permeability is positive [m s^-1]");
  if (!(intrinsic > unstirred && intrinsic < Number.POSITIVE_INFINITY))
    throw new DomainError("intrinsic", intrinsic, `the unstirred water, ${unstirred}, never resists most [m s^-1]`);
  const shift = log10((intrinsic - unstirred) / unstirred);
  return kind === "acid" ? pKa + shift : pKa - shift;
}
