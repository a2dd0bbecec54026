/**
 * Viscosity of liquid water at 0.1 MPa.
 *
 *     η = 1 µPa s Σ a_i (T / 300 K)^{b_i}
 *
 * Holds from 253.15 K (supercooled) to 383.15 K.
 *
 * @see IAPWS SR6-08(2011), Revised Supplementary Release on Properties of Liquid Water at 0.1 MPa, equation for the
 * viscosity (not opened; the values at 20, 25, 37 and 40 °C are tested)
 * @module
 */

import { pow } from "#numerics/elementary.ts";
import { DomainError } from "#units/domain-error.ts";
import type { DynamicViscosity, Temperature } from "#units/flavour.ts";

/** The terms a_i [µPa s] and b_i [1]. */
export const WATER_VISCOSITY_TERMS: readonly { readonly coefficient: number; readonly exponent: number }[] = [
  { coefficient: 280.68, exponent: -1.9 },
  { coefficient: 511.45, exponent: -7.7 },
  { coefficient: 61.131, exponent: -19.6 },
  { coefficient: 0.45903, exponent: -40 },
];

/** Temperature by which T is divided [K]. */
export const WATER_REFERENCE_TEMPERATURE: Temperature = 300;

const COLDEST: Temperature = 253.15;
const HOTTEST: Temperature = 383.15;

/** Whether the formula holds at a temperature [K]. */
export function isLiquidWater(temperature: Temperature): boolean {
  return temperature >= COLDEST && temperature <= HOTTEST;
}

/**
 * The viscosity η of water [Pa s] at a temperature [K].
 *
 * @throws DomainError outside 253.15 K to 383.15 K.
 *
 * @example
 * ```ts
 * waterViscosity(298.15); // 8.89996773679e-4
 * ```
 */
export function waterViscosity(temperature: Temperature): DynamicViscosity {
  if (!isLiquidWater(temperature))
    throw new DomainError(
      "temperature",
      temperature,
      `the viscosity of water is known from ${COLDEST} to ${HOTTEST} K`,
    );
  let sum = 0;
  for (const { coefficient, exponent } of WATER_VISCOSITY_TERMS)
    sum += coefficient * pow(temperature / WATER_REFERENCE_TEMPERATURE, exponent);
  return 1e-6 * sum;
}
