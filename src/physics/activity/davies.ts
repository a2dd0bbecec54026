/**
 * The equation of Davies: Debye and Hückel with one size for all ions and a linear term.
 *
 *     ln γ = -3 A |z+ z-| [sqrt(I) / (1 + sqrt(I)) - 0.3 I]
 *
 * with I in mol/kg (or mol/L). Trusted up to I = 0.5 mol/kg, beyond which the linear term, the same for all salts, rules.
 *
 * @see C. W. Davies, Ion Association (1962), chapter 3 (not opened)
 * @module
 */

import type { Activity } from "./activity.ts";
import { NOT_NEGATIVE, requireWithin, usualFrame } from "./composition.ts";
import { type IonsInSolvent, ionCloudSigma, requireSlope, unitStrength, upToStrength } from "./debye-hueckel.ts";
import { ionNumbers } from "./electrolyte.ts";

const LINEAR = 0.3;

/**
 * Davies's law for the mean ions of a salt, by its molality [mol kg^-1] or concentration [mol m^-3].
 *
 * @throws DomainError unless the slope is positive.
 */
export function daviesActivity({ electrolyte, slope, scale = "molal" }: IonsInSolvent): Activity {
  const { ions, chargeProduct, ionicStrength } = ionNumbers(electrolyte);
  const unit = unitStrength(scale);
  const strength = requireSlope(slope) * Math.sqrt(unit) * chargeProduct;
  // sqrt(I) with I in mol/kg or mol/L
  const root = (s: number): number => Math.sqrt((ionicStrength * requireWithin(NOT_NEGATIVE, scale, s)) / unit);
  const factorLess1 = (x: number): number => -3 * strength * ((0.5 * x) / ((1 + x) * (1 + x)) - LINEAR * x * x);
  return {
    ...usualFrame(scale),
    domain: NOT_NEGATIVE,
    trusted: upToStrength(0.5, ionicStrength, scale),
    particles: ions,
    lnGamma: (s) => {
      const x = root(s);
      return -3 * strength * (x / (1 + x) - LINEAR * x * x);
    },
    dLnGamma: (s) => (s === 0 ? Number.NEGATIVE_INFINITY : factorLess1(root(s)) / s),
    thermodynamicFactor: (s) => 1 + factorLess1(root(s)),
    osmoticCoefficient: (s) => {
      const x = root(s);
      return 1 - strength * (x * ionCloudSigma(x) - 1.5 * LINEAR * x * x);
    },
  };
}
