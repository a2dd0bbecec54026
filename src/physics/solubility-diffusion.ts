/**
 * The solubility-diffusion law of a membrane, and resistances in series.
 *
 *     P = K D / L,    1 / P_total = sum of 1 / P_i
 *
 * K is the partition coefficient between the membrane and the reference phase, so P refers to concentrations in that
 * phase on both sides. Holds for a homogeneous layer; for K(x) and D(x) the resistance is int dx / (K D).
 *
 * @see E. Overton, Vierteljahrsschr. Naturforsch. Ges. Zürich 44, 88 (1899) (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import type { Diffusivity, Length, Unit, Velocity } from "#units/flavour.ts";

/** A homogeneous membrane. */
export interface HomogeneousMembrane {
  /** K = c_membrane / c_reference at equilibrium [1]. */
  readonly partitionCoefficient: Unit<"1">;
  /** D in the membrane [m^2 s^-1]. */
  readonly diffusivity: Diffusivity;
  /** Thickness L [m]. */
  readonly thickness: Length;
}

/**
 * Permeability P = K D / L [m s^-1].
 *
 * @throws DomainError if K, D or L is not positive.
 *
 * @example Oxygen through 4 nm of lipid passes at 1.5 m/s:
 * ```ts
 * membranePermeability({ partitionCoefficient: 4.1, diffusivity: 1.5e-9, thickness: 4e-9 }); // 1.5375
 * ```
 */
export function membranePermeability({ partitionCoefficient, diffusivity, thickness }: HomogeneousMembrane): Velocity {
  if (!(partitionCoefficient > 0))
    throw new DomainError("partitionCoefficient", partitionCoefficient, "a partition coefficient must be positive [1]");
  if (!(diffusivity > 0))
    throw new DomainError("diffusivity", diffusivity, "a diffusion coefficient must be positive [m^2 s^-1]");
  if (!(thickness > 0)) throw new DomainError("thickness", thickness, "a thickness must be positive [m]");
  return (partitionCoefficient * diffusivity) / thickness;
}

/**
 * Permeability [m s^-1] of barriers in series; infinite for none.
 *
 * @throws DomainError if a permeability is negative.
 */
export function seriesPermeability(permeabilities: readonly Velocity[]): Velocity {
  let resistance = 0;
  for (const permeability of permeabilities) {
    if (!(permeability >= 0))
      throw new DomainError("permeability", permeability, "a permeability cannot be negative [m s^-1]");
    resistance += 1 / permeability;
  }
  return 1 / resistance;
}
