/**
 * Molality and molarity: moles in a kilogram of solvent, or in a cubic metre of solution.
 *
 *     c = m / (1/ρ + m V_φ(c)),    m = (c/ρ) / (1 - c V_φ(c))
 *     V_φ = V° + S sqrt(c)          Masson's rule for a salt
 *
 * ρ is the density of the solvent and V_φ the apparent molar volume of the solute.
 *
 * @see D. O. Masson, Phil. Mag. 8, 218 (1929) (not opened)
 * @see F. J. Millero, Chem. Rev. 71, 147 (1971), for V° and S of salts (not opened)
 * @module
 */

import { rootIn } from "#numerics/root.ts";
import { checkConcentration, checkFinite, checkPositive } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Concentration, Unit } from "#units/flavour.ts";

/** A solute, as far as it takes room. */
export interface SoluteVolume {
  /** V° [m^3 mol^-1], negative for some salts. */
  readonly infiniteDilution: Unit<"m^3 mol^-1">;
  /** S; 0 unless given [m^3 mol^-1 per (mol m^-3)^1/2]. */
  readonly slope?: number;
  /** ρ of the solvent [kg m^-3]. */
  readonly solventDensity: Unit<"kg m^-3">;
}

/**
 * V_φ = V° + S sqrt(c) [m^3 mol^-1].
 *
 * @throws DomainError if c is negative or V° or S is not finite.
 */
export function apparentMolarVolume(
  concentration: Concentration,
  { infiniteDilution, slope = 0 }: Pick<SoluteVolume, "infiniteDilution" | "slope">,
): Unit<"m^3 mol^-1"> {
  checkConcentration("concentration", concentration);
  checkFinite("infiniteDilution", infiniteDilution, "a molar volume is a number [m^3 mol^-1]");
  checkFinite("slope", slope, "the slope of a molar volume is a number");
  return infiniteDilution + slope * Math.sqrt(concentration);
}

/**
 * Molality m of a molarity c [mol kg^-1].
 *
 * @throws DomainError if c is negative or its solute would fill the solution, or ρ is not positive.
 */
export function molality(concentration: Concentration, solute: SoluteVolume): Unit<"mol kg^-1"> {
  checkPositive("solventDensity", solute.solventDensity, "a solvent has a density [kg m^-3]");
  const left = 1 - concentration * apparentMolarVolume(concentration, solute);
  if (!(left > 0)) throw new DomainError("concentration", concentration, "it leaves no room for solvent [mol m^-3]");
  return concentration / solute.solventDensity / left;
}

/**
 * Molarity c of a molality m [mol m^-3].
 *
 * @throws DomainError if m is negative, ρ is not positive, or no c goes with m.
 */
export function molarity(molal: Unit<"mol kg^-1">, solute: SoluteVolume): Concentration {
  checkPositive("solventDensity", solute.solventDensity, "a solvent has a density [kg m^-3]");
  if (!(molal >= 0 && molal < Number.POSITIVE_INFINITY))
    throw new DomainError("molality", molal, "a molality is not negative [mol kg^-1]");
  if (molal === 0) return 0;
  // c grows with m as long as the solute leaves room, so the root is the first one
  const excess = (c: number): number =>
    c * (1 / solute.solventDensity + molal * apparentMolarVolume(c, solute)) - molal;
  let high = molal * solute.solventDensity;
  for (let i = 0; i < 8 && excess(high) < 0; i++) high *= 2;
  if (excess(high) < 0) throw new DomainError("molality", molal, "the solute shrinks the solution beyond meaning");
  return rootIn(excess, 0, high);
}
