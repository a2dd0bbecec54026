/**
 * The law of Stokes and Einstein: a sphere in a viscous liquid.
 *
 *     ζ = 6 π η a  (the liquid sticks),   ζ = 4 π η a  (it slips),   D = kB T / ζ
 *
 * Holds for spheres much larger than the molecules of the liquid, far from walls, at low Reynolds number. Below about
 * 0.5 nm the radius is a number that makes the law hold, and no radius.
 *
 * @see A. Einstein, Ann. Phys. 322, 549 (1905), doi:10.1002/andp.19053220806 (not opened)
 * @module
 */

import { BOLTZMANN } from "#units/constants.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Diffusivity, DynamicViscosity, Length, Temperature, Unit } from "#units/flavour.ts";

/** Coefficient ζ of drag, force per velocity. */
export type DragCoefficient = Unit<"kg s^-1">;

/** What the liquid does at the surface of the sphere. */
export type Surface = "stick" | "slip";

/**
 * The drag coefficient ζ = 6 π η a of a sphere [kg s^-1], 4 π η a if the liquid slips.
 *
 * @throws DomainError unless viscosity η [Pa s] and radius a [m] are positive.
 */
export function stokesDrag(viscosity: DynamicViscosity, radius: Length, surface: Surface = "stick"): DragCoefficient {
  if (!(viscosity > 0)) throw new DomainError("viscosity", viscosity, "a viscosity must be positive [Pa s]");
  if (!(radius > 0)) throw new DomainError("radius", radius, "a hydrodynamic radius must be positive [m]");
  return coefficient(surface) * viscosity * radius;
}

/**
 * The diffusion coefficient D = kB T / ζ of a sphere [m^2 s^-1].
 *
 * @throws DomainError unless temperature T [K], viscosity [Pa s] and radius [m] are positive.
 *
 * @example
 * ```ts
 * stokesEinstein(290, 1.1e-3, 0.52e-6); // 3.71350599e-13, a grain of mastic in water
 * ```
 */
export function stokesEinstein(
  temperature: Temperature,
  viscosity: DynamicViscosity,
  radius: Length,
  surface: Surface = "stick",
): Diffusivity {
  if (!(temperature > 0)) throw new DomainError("temperature", temperature, "an absolute temperature is positive [K]");
  return (BOLTZMANN * temperature) / stokesDrag(viscosity, radius, surface);
}

/**
 * The radius a = kB T / (6 π η D) of the sphere that diffuses as observed [m].
 *
 * @throws DomainError unless diffusivity [m^2 s^-1], temperature [K] and viscosity [Pa s] are positive.
 */
export function hydrodynamicRadius(
  diffusivity: Diffusivity,
  temperature: Temperature,
  viscosity: DynamicViscosity,
  surface: Surface = "stick",
): Length {
  if (!(diffusivity > 0)) throw new DomainError("diffusivity", diffusivity, "a radius needs D above zero [m^2 s^-1]");
  // D a is the same for every sphere.
  return stokesEinstein(temperature, viscosity, 1, surface) / diffusivity;
}

function coefficient(surface: Surface): number {
  return (surface === "stick" ? 6 : 4) * Math.PI;
}
