/**
 * The reversal potential of Goldman, Hodgkin and Katz: the voltage at which the ions together carry no current.
 *
 *     V = (RT/F) ln [ (sum of P c_right of cations + sum of P c_left of anions)
 *                   / (sum of P c_left of cations + sum of P c_right of anions) ]          if every |z| = 1
 *
 * and RT/|z|F in front if every ion has the same |z|. Ions of different |z| have no such formula: then V is the only root
 * of the sum of their currents, each of which rises with V. For a cell, inside at the left, this is the resting potential
 * [inside minus outside].
 *
 * @see A. L. Hodgkin and B. Katz, J. Physiol. 108, 37 (1949), doi:10.1113/jphysiol.1949.sp004310 (not opened)
 * @module
 */

import { bernoulli } from "#numerics/bernoulli.ts";
import { log } from "#numerics/elementary.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Temperature, Unit } from "#units/flavour.ts";
import { checkMembraneIon, type MembraneIon } from "./goldman-hodgkin-katz.ts";
import { risingRoot } from "./rising-root.ts";
import { thermalVoltage } from "./thermal-voltage.ts";

/** Ions that pass a membrane by themselves. */
export interface MembraneIons {
  readonly ions: readonly MembraneIon[];
  readonly temperature: Temperature;
}

/**
 * V = phi_left - phi_right [V] at which no current flows.
 *
 * @throws DomainError if what drives the current is missing in one direction, or P, c, z or T has no meaning.
 *
 * @example A neuron at rest:
 * ```ts
 * const ions = [
 *   { valence: 1, permeability: 1, left: 140, right: 4 },
 *   { valence: 1, permeability: 0.04, left: 12, right: 145 },
 *   { valence: -1, permeability: 0.45, left: 10, right: 116 },
 * ];
 * goldmanPotential({ ions, temperature: 310.15 }); // -0.0695099264814
 * ```
 */
export function goldmanPotential({ ions, temperature }: MembraneIons): Unit<"V"> {
  for (const ion of ions) checkMembraneIon(ion);
  const thermal = thermalVoltage(temperature);
  // what is pushed to the right as V grows, and to the left as it falls
  let outward = 0;
  let inward = 0;
  let first: number | undefined;
  let sameSize = true;
  for (const { valence, permeability, left, right } of ions) {
    const [fromLeft, fromRight] = [permeability * left, permeability * right];
    outward += valence > 0 ? fromLeft : fromRight;
    inward += valence > 0 ? fromRight : fromLeft;
    first ??= Math.abs(valence);
    sameSize &&= Math.abs(valence) === first;
  }
  if (!(outward > 0)) throw new DomainError("P c", outward, "nothing carries a current to the right [mol m^-2 s^-1]");
  if (!(inward > 0)) throw new DomainError("P c", inward, "nothing carries a current to the left [mol m^-2 s^-1]");
  if (sameSize && first !== undefined) return (thermal / first) * log(inward / outward);
  const current = (v: number): number => {
    let sum = 0;
    for (const { valence, permeability, left, right } of ions)
      sum += valence * permeability * (bernoulli(-valence * v) * left - bernoulli(valence * v) * right);
    return sum;
  };
  return thermal * risingRoot(current, "reversal potential");
}
