/**
 * Gas through a wall between two partial pressures: Fick's law in the potential that is the same in air, water and blood.
 *
 *     V = A K (p_1 - p_2) / L,    K = D α  (Krogh's constant),    α = solubility
 *
 * Nothing is stored on the way; K and the flow may be per mole or per volume of gas, if alike.
 *
 * @see A. Krogh, J. Physiol. 52, 391 (1919) (not opened)
 * @see J. B. West, Respiratory Physiology (9th ed., 2012), chapter 3 (not opened)
 * @module
 */

import { checkPositive } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Area, Length, Unit } from "#units/flavour.ts";

/** A wall that gas crosses. */
export interface GasWall {
  readonly area: Area;
  /** L [m]. */
  readonly thickness: Length;
  /** K = D α [mol m^-1 s^-1 Pa^-1]. */
  readonly krogh: Unit<"mol m^-1 s^-1 Pa^-1">;
}

/**
 * Conductance A K / L of a wall [mol s^-1 Pa^-1]: what physicians call its diffusing capacity.
 *
 * @throws DomainError if K is negative, or A or L is not positive.
 */
export function diffusingCapacity({ area, thickness, krogh }: GasWall): Unit<"mol s^-1 Pa^-1"> {
  checkPositive("area", area, "a wall has an area [m^2]");
  checkPositive("thickness", thickness, "a wall has a thickness [m]");
  if (!(krogh >= 0 && krogh < Number.POSITIVE_INFINITY))
    throw new DomainError("krogh", krogh, "Krogh's constant cannot be negative [mol m^-1 s^-1 Pa^-1]");
  return (area * krogh) / thickness;
}
