/**
 * The time for which a particle in a liquid keeps its velocity.
 *
 *     τ = m / ζ = m D / kB T
 *
 * Before it a particle flies, <r²> ~ t²; well after it, it diffuses, <r²> ~ t. D does not depend on the mass, τ does. The
 * drag is taken to follow the velocity at once: a real liquid is dragged along, which adds mass and a tail t^{-3/2} to the
 * memory.
 *
 * @see P. Langevin, C. R. Acad. Sci. 146, 530 (1908) (not opened)
 * @module
 */

import { DomainError } from "#units/domain-error.ts";
import type { Diffusivity, Mass, Temperature, Time } from "#units/flavour.ts";
import { dragOfDiffusivity } from "./einstein-relation.ts";

/**
 * τ = m D / kB T [s] of a particle of mass m [kg] that diffuses with D [m^2 s^-1].
 *
 * @throws DomainError unless mass, D and temperature [K] are positive.
 */
export function momentumRelaxationTime(mass: Mass, diffusivity: Diffusivity, temperature: Temperature): Time {
  if (!(mass > 0)) throw new DomainError("mass", mass, "a mass must be positive [kg]");
  return mass / dragOfDiffusivity(diffusivity, temperature);
}
