/**
 * Raoult's law: the activity of the solvent of an ideal solution is its mole fraction.
 *
 *     a_w = x_w = 1 / (1 + m M_w),    Π = (RT/V_w) ln(1 + m M_w)
 *
 * At high dilution it is van 't Hoff's law with molality, RT ρ m; at 1 mol/kg in water 0.9 % below it.
 *
 * @see F.-M. Raoult, C. R. Acad. Sci. 104, 1430 (1887) (not opened)
 * @module
 */

import { log1p } from "#numerics/elementary.ts";
import { checkPositive } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Unit } from "#units/flavour.ts";

/** A solvent with so many particles dissolved in it. */
export interface IdealSolution {
  /** m of all particles [mol kg^-1]. */
  readonly osmolality: Unit<"mol kg^-1">;
  /** M_w [kg mol^-1]. */
  readonly molarMass: Unit<"kg mol^-1">;
}

/**
 * ln a_w of an ideal solution [1].
 *
 * @throws DomainError if m is negative or M_w is not positive.
 */
export function raoultLnActivity({ osmolality, molarMass }: IdealSolution): Unit<"1"> {
  checkPositive("molarMass", molarMass, "a solvent has a molar mass [kg mol^-1]");
  if (!(osmolality >= 0 && osmolality < Number.POSITIVE_INFINITY))
    throw new DomainError("osmolality", osmolality, "an osmolality is not negative [mol kg^-1]");
  return -log1p(osmolality * molarMass);
}
