/**
 * The constants that every expression may name: pi, R, F, kB and N_A.
 *
 * They are offered to whoever makes a scope; the language itself gives no meaning to any name.
 *
 * @module
 */

import { AVOGADRO, BOLTZMANN, FARADAY, GAS_CONSTANT } from "#units/constants.ts";
import { DIMENSIONLESS, type Dimension, dimension } from "#units/dimension.ts";

/** A constant of nature or of geometry, coherent SI. */
export interface Constant {
  readonly value: number;
  readonly dimension: Dimension;
}

/** pi [1], R [J mol^-1 K^-1], F [C mol^-1], kB [J K^-1], N_A [mol^-1]. */
export const CONSTANTS: ReadonlyMap<string, Constant> = new Map<string, Constant>([
  ["pi", { value: Math.PI, dimension: DIMENSIONLESS }],
  ["R", { value: GAS_CONSTANT, dimension: dimension("J mol^-1 K^-1") }],
  ["F", { value: FARADAY, dimension: dimension("C mol^-1") }],
  ["kB", { value: BOLTZMANN, dimension: dimension("J K^-1") }],
  ["N_A", { value: AVOGADRO, dimension: dimension("mol^-1") }],
]);
