/**
 * The volume a cell comes to in another osmolarity: Boyle's law with van 't Hoff's pressure.
 *
 *     V / V_0 = b + (1 - b) π_0 / π_ext
 *
 * b is the part of the volume that is no solvent. All solutes stay inside, and the wall bears no pressure.
 *
 * @see B. Lucké and M. McCutcheon, Physiol. Rev. 12, 68 (1932) (not opened)
 * @module
 */

import { checkPositive } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Unit } from "#units/flavour.ts";

/** A cell in another medium. */
export interface OsmometerCell {
  /** b [1]. */
  readonly inactive: Unit<"1">;
  /** π_ext / π_0, osmolarities or osmotic pressures [1]. */
  readonly tonicity: Unit<"1">;
}

/**
 * V / V_0 at equilibrium [1].
 *
 * @throws DomainError unless 0 <= b < 1 and the tonicity is positive.
 */
export function boyleVantHoffVolume({ inactive, tonicity }: OsmometerCell): Unit<"1"> {
  checkPositive("tonicity", tonicity, "in pure solvent a cell swells for ever");
  if (!(inactive >= 0 && inactive < 1))
    throw new DomainError("inactive", inactive, "a part of the volume is at least 0 and below 1");
  return inactive + (1 - inactive) / tonicity;
}
