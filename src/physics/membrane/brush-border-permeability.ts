/**
 * Permeability of a brush border: microvilli whose walls, tips and base take up are a fin.
 *
 *     ε D c'' = a P_w c,    k = sqrt(ε D a P_w),    M = L sqrt(a P_w / (ε D)),    β = ε P_w / k
 *     P = P_w (1 - ε) + k (tanh M + β) / (1 + β tanh M)
 *
 * per projected area at the tips, so that a brush never takes up less than a flat membrane under the same water. With
 * carriers at the base alone the brush is one more layer in series, and this law does not hold. Microvilli of radius r in
 * hexagons at pitch p leave ε = 1 - (2π/√3)(r/p)² free and have a = 2πr / (√3/2 p²) of wall per volume.
 *
 * @see J. M. Diamond and J. M. Wright, Annu. Rev. Physiol. 31, 581 (1969), for unstirred layers (not opened)
 * @module
 */

import { tanh } from "#numerics/elementary.ts";
import { checkNotNegative, checkPositive } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Diffusivity, Length, Unit, Velocity } from "#units/flavour.ts";

/** A brush whose walls, tips and base take up. */
export interface AbsorbingBrush {
  /** P_w of the wall [m s^-1]. */
  readonly wallPermeability: Velocity;
  /** D between the microvilli [m^2 s^-1]. */
  readonly diffusivity: Diffusivity;
  /** ε, fraction of the cross-section between them [1]. */
  readonly freeArea: Unit<"1">;
  /** a, area of wall per volume of the brush [m^-1]. */
  readonly wallDensity: Unit<"m^-1">;
  /** L of the microvilli [m]. */
  readonly length: Length;
}

/**
 * P of a brush, per projected area at its tips [m s^-1].
 *
 * @throws DomainError unless D, L, ε and a are positive, ε is at most 1, and P_w not negative.
 */
export function brushBorderPermeability(brush: AbsorbingBrush): Velocity {
  const { diffusivity, length, freeArea, wallDensity, wallPermeability } = brush;
  checkPositive("diffusivity", diffusivity, "a diffusion coefficient must be positive [m^2 s^-1]");
  checkPositive("length", length, "microvilli have a length [m]");
  checkPositive("wallDensity", wallDensity, "microvilli have walls [m^-1]");
  if (!(freeArea > 0 && freeArea <= 1))
    throw new DomainError("freeArea", freeArea, "the fraction between microvilli is above 0 and at most 1");
  checkNotNegative("wallPermeability", wallPermeability, "a permeability cannot be negative [m s^-1]");
  if (wallPermeability === 0) return 0;
  const k = Math.sqrt(freeArea * diffusivity * wallDensity * wallPermeability);
  const beta = (freeArea * wallPermeability) / k;
  const t = tanh((k / (freeArea * diffusivity)) * length);
  return wallPermeability * (1 - freeArea) + (k * (t + beta)) / (1 + beta * t);
}
