/**
 * The thermal voltage RT/F: the electric potential that is worth one RT to a mole of monovalent ions.
 *
 *     RT/F = kB T / e,    25.69 mV at 25 °C
 *
 * Potentials in units of it are the u, or the phi, of the formulas of this folder: u = F V / RT.
 *
 * @see W. Nernst, Z. Phys. Chem. 4, 129 (1889) (not opened)
 * @module
 */

import { FARADAY, GAS_CONSTANT } from "#units/constants.ts";
import type { Temperature, Unit } from "#units/flavour.ts";
import { checkTemperature } from "./ion.ts";

/**
 * RT/F [V].
 *
 * @throws DomainError unless the temperature [K] is positive.
 *
 * @example At the temperature of the body:
 * ```ts
 * thermalVoltage(310.15); // 0.0267266591125
 * ```
 */
export function thermalVoltage(temperature: Temperature): Unit<"V"> {
  checkTemperature(temperature);
  return (GAS_CONSTANT * temperature) / FARADAY;
}
