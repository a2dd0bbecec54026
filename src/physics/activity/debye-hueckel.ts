/**
 * The laws of Debye and Hückel: ions in dilute solution, each in a cloud of the others.
 *
 *     ln γ = -3 A |z+ z-| sqrt(I) / (1 + b sqrt(I))
 *     φ - 1 = -A |z+ z-| sqrt(I) σ(b sqrt(I)),    σ(y) = (3/y^3) [1 + y - 2 ln(1+y) - 1/(1+y)]
 *     Γ - 1 = -(3/2) A |z+ z-| sqrt(I) / (1 + b sqrt(I))^2
 *
 * A is the slope A_φ of the osmotic coefficient, b the closest approach of ions divided by the Debye length at I = 1;
 * b = 0 is the limiting law. Trusted up to I = 0.01 mol/kg (limiting) and 0.1 mol/kg (extended).
 *
 * @see P. Debye and E. Hückel, Phys. Z. 24, 185 (1923) (not opened)
 * @see R. A. Robinson and R. H. Stokes, Electrolyte Solutions, 2nd ed. (1959), chapter 9 (not opened)
 * @module
 */

import { log1p } from "#numerics/elementary.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Activity } from "./activity.ts";
import { type BoundedInterval, NOT_NEGATIVE, requireWithin, usualFrame } from "./composition.ts";
import { type Electrolyte, ionNumbers } from "./electrolyte.ts";

/** The scales on which ionic strength is counted. */
export type StrengthScale = "molal" | "molar";

/** A salt in a solvent. */
export interface IonsInSolvent {
  readonly electrolyte: Electrolyte;
  /** Slope A_φ [kg^1/2 mol^-1/2] (molal) or [m^3/2 mol^-1/2] (molar); 0.3915 kg^1/2 mol^-1/2 for water at 25 °C. */
  readonly slope: number;
  /** The scale of the salt's composition; molal unless given. */
  readonly scale?: StrengthScale;
}

/** A salt whose ions have a size. */
export interface SizedIonsInSolvent extends IonsInSolvent {
  /** b [kg^1/2 mol^-1/2] (molal) or [m^3/2 mol^-1/2] (molar); 0 is the limiting law. */
  readonly approach: number;
}

/** The ionic strength that is 1 mol/kg, or 1 mol/L [mol kg^-1 or mol m^-3]. */
export function unitStrength(scale: StrengthScale): number {
  return scale === "molal" ? 1 : 1000;
}

/**
 * The limiting (b = 0) or extended law for the mean ions of a salt, by its molality [mol kg^-1] or concentration
 * [mol m^-3].
 *
 * @throws DomainError unless the slope is positive and b not negative.
 */
export function debyeHueckelActivity({ electrolyte, slope, scale = "molal", approach }: SizedIonsInSolvent): Activity {
  if (!(approach >= 0)) throw new DomainError("approach", approach, "a closest approach of ions is not negative");
  const { ions, chargeProduct, ionicStrength } = ionNumbers(electrolyte);
  const strength = requireSlope(slope) * chargeProduct;
  const root = (s: number): number => Math.sqrt(ionicStrength * requireWithin(NOT_NEGATIVE, scale, s));
  const highestStrength = approach === 0 ? 0.01 : 0.1;
  const factorLess1 = (x: number): number => (-1.5 * strength * x) / ((1 + approach * x) * (1 + approach * x));
  return {
    ...usualFrame(scale),
    domain: NOT_NEGATIVE,
    trusted: upToStrength(highestStrength, ionicStrength, scale),
    particles: ions,
    lnGamma: (s) => (-3 * strength * root(s)) / (1 + approach * root(s)),
    dLnGamma: (s) => (s === 0 ? Number.NEGATIVE_INFINITY : factorLess1(root(s)) / s),
    thermodynamicFactor: (s) => 1 + factorLess1(root(s)),
    osmoticCoefficient: (s) => 1 - strength * root(s) * ionCloudSigma(approach * root(s)),
  };
}

/**
 * σ(y) = (3/y^3) [1 + y - 2 ln(1+y) - 1/(1+y)] [1] of y = b sqrt(I) [1], 1 at y = 0.
 */
export function ionCloudSigma(y: number): number {
  // As it stands it loses digits as 1/y²; the series 3 Σ (-y)^k (k+1)/(k+3) needs 27 terms at 0.25.
  if (y > 0.25) return (3 * (y + y / (1 + y) - 2 * log1p(y))) / (y * y * y);
  let sum = 0;
  for (let k = 28; k >= 0; k--) sum = (3 * (k + 1)) / (k + 3) - y * sum;
  return sum;
}

/** The compositions of a salt up to an ionic strength [mol kg^-1 or mol L^-1], in the unit of the scale. */
export function upToStrength(highest: number, ionicStrength: number, scale: StrengthScale): BoundedInterval {
  return {
    lowest: 0,
    highest: (highest * unitStrength(scale)) / ionicStrength,
    because: `trusted up to an ionic strength of ${highest} ${scale === "molal" ? "mol/kg" : "mol/L"}`,
  };
}

/**
 * The slope A_φ itself [kg^1/2 mol^-1/2 or m^3/2 mol^-1/2].
 *
 * @throws DomainError unless it is positive.
 */
export function requireSlope(slope: number): number {
  if (!(slope > 0)) throw new DomainError("slope", slope, "the Debye-Hückel slope A_φ is positive");
  return slope;
}
