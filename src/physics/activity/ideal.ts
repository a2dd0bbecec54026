/**
 * The ideal solution: the activity is the composition.
 *
 *     ln γ = 0,    Γ = 1
 *
 * Ideal on one scale is not ideal on another: Raoult's law, ideal in mole fractions, has the osmotic coefficient
 * -(1 - x) ln(1 - x) / x, which is 1 only in dilute solution.
 *
 * @see R. A. Robinson and R. H. Stokes, Electrolyte Solutions, 2nd ed. (1959), chapter 2 (not opened)
 * @module
 */

import { log, log1p } from "#numerics/elementary.ts";
import type { Activity } from "./activity.ts";
import { type CompositionScale, FRACTION, requireWithin, scaleInterval, usualFrame } from "./composition.ts";
import { entropyTerm, type FreeEnergy } from "./free-energy.ts";

/** A solution that is ideal on the named scale, of so many particles [1] to a unit of solute. */
export function idealActivity(scale: CompositionScale, particles = 1): Activity {
  const domain = scaleInterval(scale);
  const constant = (value: number) => (s: number) => {
    requireWithin(domain, scale, s);
    return value;
  };
  const raoult = scale === "mole-fraction";
  return {
    ...usualFrame(scale),
    domain,
    trusted: domain,
    particles,
    lnGamma: constant(0),
    dLnGamma: constant(0),
    thermodynamicFactor: constant(1),
    osmoticCoefficient: raoult ? (x) => raoultOsmoticCoefficient(requireWithin(domain, scale, x)) : constant(1),
    freeEnergy: raoult ? IDEAL_MIXTURE : idealGas(domain.highest),
  };
}

/** φ = -(1 - x) ln(1 - x) / x of Raoult's law [1], at the mole fraction x [1]. */
export function raoultOsmoticCoefficient(x: number): number {
  if (x === 0) return 1;
  return x === 1 ? 0 : (-(1 - x) * log1p(-x)) / x;
}

/** f = x ln x + (1 - x) ln(1 - x) [RT], of mole fractions x [1]. */
export const IDEAL_MIXTURE: FreeEnergy = {
  lowest: FRACTION.lowest,
  highest: FRACTION.highest,
  value: (x) => entropyTerm(x) + entropyTerm(1 - x),
  slope: (x) => log(x) - log1p(-x),
  curvature: (x) => 1 / (x * (1 - x)),
};

function idealGas(highest: number): FreeEnergy {
  return {
    lowest: 0,
    highest,
    value: (s) => entropyTerm(s) - s,
    slope: log,
    curvature: (s) => 1 / s,
  };
}
