/**
 * A brush border: microvilli under unstirred water, with uptake at their base, or along their whole length.
 *
 * Carriers at the base alone see the spaces between as one more layer:
 *
 *     R = δ/D + L/D_eff,    loss = (L/D_eff) / R
 *
 * Uptake with a permeability P_w of every wall, tips and base included, makes the spaces a fin:
 *
 *     ε D c'' = a P_w c,    k = sqrt(ε D a P_w),    m = k / (ε D),    β = ε P_w / k
 *     P_eff = P_w (1 - ε) + k (tanh mL + β) / (1 + β tanh mL),    J = c / (δ/D + 1/P_eff)
 *
 * so that a brush with carriers on its walls never takes up less than a flat membrane under the same water.
 * Microvilli of radius r in hexagons at pitch p: free area ε = 1 - (2π/√3)(r/p)², wall per volume a = 2πr / (√3/2 p²).
 *
 * @see J. M. Diamond and J. M. Wright, Annu. Rev. Physiol. 31, 581 (1969), for unstirred layers (not opened)
 * @module
 */

import { tanh } from "#numerics/elementary.ts";
import { checkConcentration, checkPositive } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Concentration, Diffusivity, Flux, Length, Unit, Velocity } from "#units/flavour.ts";

/** Resistance [s m^-1] of water and brush in series, and what the brush takes of the flux [1]. */
export interface SeriesBrush {
  /** R = δ/D + L/D_eff [s m^-1]. */
  readonly resistance: Unit<"s m^-1">;
  /** Fraction of the resistance that is the brush: the loss of flux it brings [1]. */
  readonly loss: Unit<"1">;
}

/** Water over a brush. */
export interface WaterOverBrush {
  readonly diffusivity: Diffusivity;
  /** δ, from the bulk to the tips [m]. */
  readonly outer: Length;
  /** L of the microvilli [m]. */
  readonly length: Length;
}

/**
 * The brush as a layer of its own with carriers at its base; D_eff is per projected area, the free area counted once.
 *
 * @throws DomainError unless D, D_eff, δ and L are positive.
 */
export function seriesBrush({
  effectiveDiffusivity,
  ...brush
}: WaterOverBrush & { readonly effectiveDiffusivity: Diffusivity }): SeriesBrush {
  checkWater(brush);
  checkPositive("effectiveDiffusivity", effectiveDiffusivity, "a diffusion coefficient must be positive [m^2 s^-1]");
  const inner = brush.length / effectiveDiffusivity;
  const resistance = brush.outer / brush.diffusivity + inner;
  return { resistance, loss: inner / resistance };
}

/**
 * D_eff with which a brush costs a given loss of flux [m^2 s^-1].
 *
 * @throws DomainError unless D, δ and L are positive and the loss is between 0 and 1.
 */
export function brushDiffusivityOfLoss({ loss, ...brush }: WaterOverBrush & { readonly loss: Unit<"1"> }): Diffusivity {
  checkWater(brush);
  if (!(loss > 0 && loss < 1)) throw new DomainError("loss", loss, "a loss of flux lies between 0 and 1");
  return ((brush.diffusivity * brush.length) / brush.outer) * ((1 - loss) / loss);
}

/** Microvilli in hexagonal order. */
export interface Microvilli {
  /** r [m]. */
  readonly radius: Length;
  /** p, from axis to axis [m]. */
  readonly pitch: Length;
}

/** What microvilli leave free and what wall they have. */
export interface BrushGeometry {
  /** ε, fraction of the cross-section between them [1]. */
  readonly freeArea: Unit<"1">;
  /** a, area of wall per volume of the brush [m^-1]. */
  readonly wallDensity: Unit<"m^-1">;
}

/**
 * ε [1] and a [m^-1] of microvilli in hexagonal order; the area is a L + 1 times the projected one.
 *
 * @throws DomainError unless r is positive and below p / 2.
 */
export function hexagonalBrush({ radius, pitch }: Microvilli): BrushGeometry {
  checkPositive("radius", radius, "microvilli have a radius [m]");
  if (!(pitch > 2 * radius && pitch < Number.POSITIVE_INFINITY))
    throw new DomainError("pitch", pitch, "microvilli closer than twice their radius overlap [m]");
  const cell = 0.5 * Math.sqrt(3) * pitch * pitch;
  return {
    freeArea: 1 - (Math.PI * radius * radius) / cell,
    wallDensity: (2 * Math.PI * radius) / cell,
  };
}

/** A brush whose walls, tips and base take up. */
export interface AbsorbingBrush extends WaterOverBrush, BrushGeometry {
  /** P_w of the wall [m s^-1]. */
  readonly wallPermeability: Velocity;
}

/**
 * P_eff of a brush, per projected area at its tips [m s^-1].
 *
 * @throws DomainError unless D, δ, L, ε and a are positive, ε is at most 1, and P_w not negative.
 */
export function finPermeability(brush: AbsorbingBrush): Velocity {
  const { diffusivity, length, freeArea, wallDensity, wallPermeability } = brush;
  checkWater(brush);
  checkPositive("wallDensity", wallDensity, "microvilli have walls [m^-1]");
  if (!(freeArea > 0 && freeArea <= 1))
    throw new DomainError("freeArea", freeArea, "the fraction between microvilli is above 0 and at most 1");
  if (!(wallPermeability >= 0 && wallPermeability < Number.POSITIVE_INFINITY))
    throw new DomainError("wallPermeability", wallPermeability, "a permeability cannot be negative [m s^-1]");
  if (wallPermeability === 0) return 0;
  const k = Math.sqrt(freeArea * diffusivity * wallDensity * wallPermeability);
  const beta = (freeArea * wallPermeability) / k;
  const t = tanh((k / (freeArea * diffusivity)) * length);
  return wallPermeability * (1 - freeArea) + (k * (t + beta)) / (1 + beta * t);
}

/**
 * Flux into a brush, per projected area [mol m^-2 s^-1].
 *
 * @throws DomainError as {@link finPermeability}, or if c is negative.
 */
export function brushFlux({ bulk, ...brush }: AbsorbingBrush & { readonly bulk: Concentration }): Flux {
  checkConcentration("bulk", bulk);
  return bulk * underWater(finPermeability(brush), brush);
}

/**
 * Flux into a brush over that into a flat membrane under the same water [1]: at least 1.
 *
 * @throws DomainError as {@link finPermeability}, and unless P_w is positive.
 */
export function brushGain(brush: AbsorbingBrush): Unit<"1"> {
  checkPositive("wallPermeability", brush.wallPermeability, "a wall that takes up has a permeability [m s^-1]");
  return underWater(finPermeability(brush), brush) / underWater(brush.wallPermeability, brush);
}

/** P of a surface under the outer water [m s^-1]. */
function underWater(permeability: Velocity, { diffusivity, outer }: WaterOverBrush): Velocity {
  return permeability / (1 + (permeability * outer) / diffusivity);
}

function checkWater({ diffusivity, outer, length }: WaterOverBrush): void {
  checkPositive("diffusivity", diffusivity, "a diffusion coefficient must be positive [m^2 s^-1]");
  checkPositive("outer", outer, "a layer of water has a thickness [m]");
  checkPositive("length", length, "microvilli have a length [m]");
}
