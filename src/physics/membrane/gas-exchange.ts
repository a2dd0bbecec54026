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

import { checkFinite, checkPositive } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Area, Diffusivity, Length, Unit } from "#units/flavour.ts";

/** A wall that gas crosses. */
export interface GasWall {
  readonly area: Area;
  /** L [m]. */
  readonly thickness: Length;
  /** K = D α [mol m^-1 s^-1 Pa^-1]. */
  readonly krogh: Unit<"mol m^-1 s^-1 Pa^-1">;
}

/**
 * Krogh's constant K = D α [mol m^-1 s^-1 Pa^-1].
 *
 * @throws DomainError if D or α is negative.
 */
export function kroghConstant({
  diffusivity,
  solubility,
}: {
  readonly diffusivity: Diffusivity;
  /** α [mol m^-3 Pa^-1]. */
  readonly solubility: Unit<"mol m^-3 Pa^-1">;
}): Unit<"mol m^-1 s^-1 Pa^-1"> {
  for (const [name, value] of [
    ["diffusivity", diffusivity],
    ["solubility", solubility],
  ] as const)
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
      throw new DomainError(name, value, "it cannot be negative [m^2 s^-1], [mol m^-3 Pa^-1]");
  return diffusivity * solubility;
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

/**
 * Flow of gas under a difference of partial pressures p_1 - p_2 [mol s^-1].
 *
 * @throws DomainError as {@link diffusingCapacity}, or if the difference is not finite.
 */
export function gasFlow({ difference, ...wall }: GasWall & { readonly difference: Unit<"Pa"> }): Unit<"mol s^-1"> {
  checkFinite("difference", difference, "a difference of pressures is a number [Pa]");
  return diffusingCapacity(wall) * difference;
}
