/**
 * The version of the program, which every result names.
 *
 * @module
 */

/** Version, the same as in package.json. */
export const VERSION = "0.1.0";
