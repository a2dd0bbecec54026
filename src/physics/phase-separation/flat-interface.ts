/**
 * The flat interface between two coexisting phases: its tension and its width.
 *
 *     σ / (c_t RT) = ∫ sqrt(2 κ Δf) dx  from the low to the high composition,    dx/dz = sqrt(2 Δf / κ)
 *
 * Δf(x) is the height of f over the common tangent, κ the coefficient of the gradient energy (κ/2)(dx/dz)^2. The width
 * is (high - low) over the steepest slope, where Δf is greatest.
 *
 * @see J. W. Cahn and J. E. Hilliard, J. Chem. Phys. 28, 258 (1958), doi:10.1063/1.1744102 (not opened)
 * @module
 */

import { integrate } from "#numerics/quadrature.ts";
import { rootIn } from "#numerics/root.ts";
import type { FreeEnergy } from "#physics/activity/free-energy.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Area, Length } from "#units/flavour.ts";
import { concaveIntervals } from "./spinodal.ts";
import type { TieLine } from "./tie-line.ts";

/** Two phases and the gradient energy between them. */
export interface FlatInterface {
  readonly energy: FreeEnergy;
  readonly tieLine: TieLine;
  /** κ [m^2]. */
  readonly gradientEnergy: Area;
}

/** Height Δf [RT] of a free energy over a tangent, at a composition: what a homogeneous mixture gains by splitting. */
export function heightOverTangent(energy: FreeEnergy, { lowest, slope }: TieLine, composition: number): number {
  return energy.value(composition) - energy.value(lowest) - slope * (composition - lowest);
}

/**
 * Interfacial tension divided by c_t RT [m].
 *
 * @throws DomainError if κ is negative.
 */
export function interfacialTension({ energy, tieLine, gradientEnergy }: FlatInterface): Length {
  requireGradientEnergy(gradientEnergy);
  const { lowest, highest } = tieLine;
  // Rounding may take Δf below zero at the very ends, where it vanishes.
  const integrand = (x: number): number => Math.sqrt(Math.max(2 * heightOverTangent(energy, tieLine, x), 0));
  return Math.sqrt(gradientEnergy) * integrate(integrand, lowest, highest, { relative: 1e-11 });
}

/**
 * Width of the interface [m]: the difference of the phases over the steepest slope between them.
 *
 * @throws DomainError if κ is negative.
 */
export function interfaceWidth({ energy, tieLine, gradientEnergy }: FlatInterface): Length {
  requireGradientEnergy(gradientEnergy);
  const { lowest, highest, slope } = tieLine;
  // Δf is greatest where f' is that of the tangent again: on each concave part once.
  let greatest = 0;
  for (const part of concaveIntervals(energy)) {
    if (part.lowest < lowest || part.highest > highest) continue;
    const top = rootIn((x) => energy.slope(x) - slope, part.lowest, part.highest);
    greatest = Math.max(greatest, heightOverTangent(energy, tieLine, top));
  }
  return ((highest - lowest) * Math.sqrt(gradientEnergy)) / Math.sqrt(2 * greatest);
}

function requireGradientEnergy(gradientEnergy: Area): void {
  if (!(gradientEnergy >= 0))
    throw new DomainError("gradientEnergy", gradientEnergy, "a gradient energy cannot be negative [m^2]");
}
