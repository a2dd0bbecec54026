/**
 * The law of Nernst and Hartley: a dissolved salt diffuses as one, because its ions hold each other back.
 *
 *     D0 = (z+ + |z-|) D+ D- / (z+ D+ + |z-| D-),    D = D0 Γ
 *
 * D0 holds at infinite dilution. D0 Γ takes the mobilities as constant, and is a model: for NaCl in water it is 0.4 %
 * low at 0.1 mol/kg and 16 % high at 2 mol/kg (compared in test/exact/nernst-hartley.test.ts).
 *
 * @see W. Nernst, Z. Phys. Chem. 2, 613 (1888), doi:10.1515/zpch-1888-0274 (not opened)
 * @see G. S. Hartley, Philos. Mag. 12, 473 (1931), doi:10.1080/14786443109461824 (not opened)
 * @module
 */

import { type Electrolyte, ionNumbers } from "#physics/activity/electrolyte.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Diffusivity } from "#units/flavour.ts";

/** A salt and the diffusion coefficients of its ions. */
export interface DiffusingSalt extends Electrolyte {
  /** D+ of the cation [m^2 s^-1]. */
  readonly cationDiffusivity: Diffusivity;
  /** D- of the anion [m^2 s^-1]. */
  readonly anionDiffusivity: Diffusivity;
}

/**
 * Diffusion coefficient D0 of a salt at infinite dilution [m^2 s^-1].
 *
 * @throws DomainError unless the charges are whole numbers, z+ > 0 > z-, and D+ and D- are positive.
 *
 * @example NaCl in water at 25 °C:
 * ```ts
 * nernstHartley({ cationCharge: 1, anionCharge: -1, cationDiffusivity: 1.334e-9, anionDiffusivity: 2.032e-9 }); // 1.6106e-9
 * ```
 */
export function nernstHartley(salt: DiffusingSalt): Diffusivity {
  ionNumbers(salt);
  const { cationCharge, anionCharge, cationDiffusivity, anionDiffusivity } = salt;
  for (const [name, value] of [
    ["cationDiffusivity", cationDiffusivity],
    ["anionDiffusivity", anionDiffusivity],
  ] as const)
    if (!(value > 0)) throw new DomainError(name, value, "a diffusion coefficient must be positive [m^2 s^-1]");
  const drag = cationCharge * cationDiffusivity - anionCharge * anionDiffusivity;
  return ((cationCharge - anionCharge) * cationDiffusivity * anionDiffusivity) / drag;
}
