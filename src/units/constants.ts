/**
 * Physical constants, CODATA 2018 (exact by definition of the SI where marked), and standard reference points.
 *
 * @see E. Tiesinga et al., Rev. Mod. Phys. 93, 025010 (2021), doi:10.1103/RevModPhys.93.025010 (not opened)
 * @module
 */

import type { Unit } from "./flavour.ts";

/** Boltzmann constant k_B [J K^-1], exact. */
export const BOLTZMANN: Unit<"J K^-1"> = 1.380649e-23;
/** Avogadro constant N_A [mol^-1], exact. */
export const AVOGADRO: Unit<"mol^-1"> = 6.02214076e23;
/** Gas constant R = k_B N_A [J mol^-1 K^-1], exact. */
export const GAS_CONSTANT: Unit<"J mol^-1 K^-1"> = 8.31446261815324;
/** Elementary charge e [C], exact. */
export const ELEMENTARY_CHARGE: Unit<"C"> = 1.602176634e-19;
/** Faraday constant F = e N_A [C mol^-1], exact to the digits given. */
export const FARADAY: Unit<"C mol^-1"> = 96485.33212331;
/** Permittivity of the vacuum ε₀ [F m^-1], CODATA 2018; its relative error is 1.5e-10. */
export const VACUUM_PERMITTIVITY: Unit<"F m^-1"> = 8.8541878128e-12;
/** Zero of the Celsius scale [K], exact. */
export const ZERO_CELSIUS: Unit<"K"> = 273.15;
