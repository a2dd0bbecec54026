/**
 * What laws of a neutral layer with ions of one |z| start from: the sums of the concentrations at its faces.
 *
 * @see M. Planck, Ann. Phys. 275, 561 (1890), doi:10.1002/andp.18902760802 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import type { Concentration } from "#units/flavour.ts";
import { checkIonsBetween, checkNeutral, checkPositive, type IonBetween } from "./ion.ts";

/** One |z| [1], and the sums of the concentrations at the left and right face [mol m^-3]. */
export interface IonTotals {
  readonly size: number;
  readonly left: Concentration;
  readonly right: Concentration;
}

/**
 * The sums of checked ions, which neutralise a fixed charge [mol m^-3] at both faces.
 *
 * @throws DomainError if a number has no meaning, the layer is not neutral, |z| differs, or a face has no ions.
 */
export function ionTotals(ions: readonly IonBetween[], fixedCharge: Concentration = 0): IonTotals {
  checkIonsBetween(ions);
  checkNeutral(ions, fixedCharge);
  const size = Math.abs(ions[0]?.valence ?? 1);
  let left = 0;
  let right = 0;
  for (const ion of ions) {
    if (Math.abs(ion.valence) !== size)
      throw new DomainError("valence", ion.valence, `this law needs one |z| for all ions, and another has ${size}`);
    left += ion.left;
    right += ion.right;
  }
  checkPositive("left", left, "without ions on a side there is no neutral layer [mol m^-3]");
  checkPositive("right", right, "without ions on a side there is no neutral layer [mol m^-3]");
  return { size, left, right };
}
