/**
 * Dimensions that the rows of several lists of laws take and give.
 *
 * @module
 */

import { DIMENSIONLESS, dimension } from "#units/dimension.ts";

/** A pure number [1]. */
export const ONE = DIMENSIONLESS;
/** [m] */
export const LENGTH = dimension("m");
/** [m s^-1], of a permeability too. */
export const VELOCITY = dimension("m s^-1");
/** Mass per volume [kg m^-3]. */
export const DENSITY = dimension("kg m^-3");
/** [Pa] */
export const PRESSURE = dimension("Pa");
