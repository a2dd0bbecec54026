/**
 * The scales of composition, each by its name, and the intervals in which a formula has meaning.
 *
 * A number such as 0.15 means nothing without its scale: the activity coefficient, the thermodynamic factor and the
 * osmotic coefficient of one solution differ from scale to scale.
 *
 * @see R. A. Robinson and R. H. Stokes, Electrolyte Solutions, 2nd ed. (1959), chapter 2 (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";

/**
 * How much solute there is: `molar` c [mol m^-3] of solution, `molal` m [mol kg^-1] of solvent, `mole-fraction` x [1],
 * `volume-fraction` of the solute [1].
 */
export type CompositionScale = "molar" | "molal" | "mole-fraction" | "volume-fraction";

/**
 * A scale, and what is held fixed while the composition changes: the `pressure` (Lewis and Randall; solutions that are
 * mixed in a beaker), or the chemical potential of the `solvent` (McMillan and Mayer; a solution behind a membrane that
 * holds its solute back). Only on the scale of volume fractions are both in use.
 */
export type CompositionFrame =
  | { readonly scale: "molar"; readonly heldFixed: "solvent" }
  | { readonly scale: "molal"; readonly heldFixed: "pressure" }
  | { readonly scale: "mole-fraction"; readonly heldFixed: "pressure" }
  | { readonly scale: "volume-fraction"; readonly heldFixed: "pressure" | "solvent" };

/** Compositions from the lowest to the highest, in the unit of their scale, both included. */
export interface CompositionInterval {
  readonly lowest: number;
  readonly highest: number;
}

/** An interval and the reason for its ends, as a phrase. */
export interface BoundedInterval extends CompositionInterval {
  readonly because: string;
}

/** All that a concentration or a molality can be. */
export const NOT_NEGATIVE: BoundedInterval = {
  lowest: 0,
  highest: Number.POSITIVE_INFINITY,
  because: "a concentration cannot be negative",
};

/** All that a fraction can be. */
export const FRACTION: BoundedInterval = { lowest: 0, highest: 1, because: "a fraction lies between 0 and 1" };

/** Unit of a composition, as it is printed. */
export function compositionUnit(scale: CompositionScale): string {
  switch (scale) {
    case "molar":
      return "mol m^-3";
    case "molal":
      return "mol kg^-1";
    case "mole-fraction":
    case "volume-fraction":
      return "1";
  }
}

/** Everything that a scale admits. */
export function scaleInterval(scale: CompositionScale): BoundedInterval {
  return scale === "molar" || scale === "molal" ? NOT_NEGATIVE : FRACTION;
}

/** What is held fixed on a scale, volume fractions behind a membrane. */
export function usualFrame(scale: CompositionScale): CompositionFrame {
  switch (scale) {
    case "molar":
      return { scale, heldFixed: "solvent" };
    case "molal":
      return { scale, heldFixed: "pressure" };
    case "mole-fraction":
      return { scale, heldFixed: "pressure" };
    case "volume-fraction":
      return { scale, heldFixed: "solvent" };
  }
}

/**
 * The composition itself, if it lies in the interval [unit of the scale].
 *
 * @throws DomainError if it does not, or is NaN.
 */
export function requireWithin(interval: BoundedInterval, scale: CompositionScale, composition: number): number {
  if (!(composition >= interval.lowest && composition <= interval.highest))
    throw new DomainError(scale, composition, `${interval.because} [${compositionUnit(scale)}]`);
  return composition;
}
