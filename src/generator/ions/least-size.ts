/**
 * What an equation of ions in time may lack where an ion is all but absent.
 *
 * @module
 */

/**
 * In time an ion may be absent from places, and what spreads there is soon below the rounding of what it comes from: an
 * equation is not asked for more digits than one with this share of the largest terms of its kind has [1].
 */
export const LEAST_SIZE = 1e-4;
