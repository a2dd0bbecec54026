/**
 * Steady diffusion through a slab of a solution that is not ideal: the profile is bent by the thermodynamic factor.
 *
 *     J = -D Γ(s) c_1 ds/dx,    J L = D c_1 Ψ(s1) - D c_1 Ψ(s2),    Ψ(s) = ∫ Γ ds
 *
 * with D constant and c_1 the concentration of one unit of s (1 on the molar scale, the total concentration for mole
 * fractions). Ψ is linear in x. Holds for Γ > 0 between the faces; across a spinodal there is no steady state without
 * a gradient energy.
 *
 * @see E. L. Cussler, Diffusion, 3rd ed. (2009), chapter 7 (not opened)
 * @module
 */

import { integrate } from "#numerics/quadrature.ts";
import { rootIn } from "#numerics/root.ts";
import type { Activity } from "#physics/activity/activity.ts";
import { spinodals } from "#physics/phase-separation/spinodal.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Concentration, Diffusivity, Flux, Length } from "#units/flavour.ts";

/** A slab between faces of fixed composition. */
export interface NonIdealSlab {
  readonly activity: Activity;
  /** D of the ideal solution [m^2 s^-1]. */
  readonly diffusivity: Diffusivity;
  /** Thickness L [m]. */
  readonly thickness: Length;
  /** s at the left face [unit of the scale]. */
  readonly left: number;
  /** s at the right face [unit of the scale]. */
  readonly right: number;
  /** Concentration c_1 of one unit of s [mol m^-3]; 1 unless given. */
  readonly perUnit?: Concentration;
}

/**
 * Ψ(to) - Ψ(from) = ∫ Γ ds [unit of the scale].
 *
 * @throws NumericalFailure if Γ cannot be integrated.
 */
export function thermodynamicFactorIntegral(activity: Activity, from: number, to: number): number {
  // s = t² takes the root out of the Γ of salts.
  return integrate((t) => 2 * t * activity.thermodynamicFactor(t * t), Math.sqrt(from), Math.sqrt(to));
}

/**
 * The steady flux [mol m^-2 s^-1], positive to the right.
 *
 * @throws DomainError if the thickness is not positive, or the compositions of the faces enclose unstable ones.
 */
export function steadyNonIdealFlux(slab: NonIdealSlab): Flux {
  const { activity, diffusivity, thickness, left, right, perUnit = 1 } = slab;
  if (!(thickness > 0)) throw new DomainError("thickness", thickness, "a slab has a positive thickness [m]");
  requireStable(slab);
  return (diffusivity * perUnit * thermodynamicFactorIntegral(activity, right, left)) / thickness;
}

/**
 * The steady composition [unit of the scale] at a distance from the left face [m].
 *
 * @throws DomainError as {@link steadyNonIdealFlux}, or if the distance is outside the slab.
 */
export function steadyNonIdealComposition(slab: NonIdealSlab, distance: Length): number {
  const { activity, thickness, left, right } = slab;
  if (!(distance >= 0 && distance <= thickness))
    throw new DomainError("distance", distance, `the slab reaches from 0 to ${thickness} [m]`);
  requireStable(slab);
  if (left === right) return left;
  const passed = (thermodynamicFactorIntegral(activity, left, right) * distance) / thickness;
  return rootIn((s) => thermodynamicFactorIntegral(activity, left, s) - passed, left, right);
}

function requireStable({ activity, left, right }: NonIdealSlab): void {
  const between = { lowest: Math.min(left, right), highest: Math.max(left, right) };
  const [unstable] = spinodals(activity, between);
  if (unstable !== undefined)
    throw new DomainError(
      "thermodynamicFactor",
      activity.thermodynamicFactor(0.5 * (unstable.lowest + unstable.highest)),
      `it is negative from ${unstable.lowest} to ${unstable.highest} (spinodal): without a gradient energy there is no steady state`,
    );
}
