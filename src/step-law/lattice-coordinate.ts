/**
 * Coordinates of lattice sites, rounded to 15 decimal digits.
 *
 * 450 steps of 1 nm must be the same number as the 450 nm that a user writes in a condition, or `x >= 450 nm` would
 * depend on the last bit of a product. Decimals of up to 15 digits survive the way into a double and back.
 *
 * @module
 */

import type { Length } from "#units/flavour.ts";

/** A number rounded to 15 decimal digits. */
export function rounded15(value: number): number {
  return Number(value.toPrecision(15));
}

/** Coordinate of the site that lies `sites` spacings from the start [m]. */
export function latticeCoordinate(start: Length, spacing: Length, sites: number): Length {
  return rounded15(start + sites * spacing);
}
