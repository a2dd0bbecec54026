/**
 * Pitzer's equations for one salt in water, up to saturation.
 *
 *     φ - 1 = |z+ z-| f + m (2 ν+ ν- / ν) B + m^2 (2 (ν+ ν-)^{3/2} / ν) Cφ
 *     f = -A sqrt(I) / (1 + b sqrt(I)),    B = β0 + β1 exp(-α1 sqrt(I)) + β2 exp(-α2 sqrt(I))
 *     ln γ = |z+ z-| fγ + m (2 ν+ ν- / ν) Bγ + m^2 (2 (ν+ ν-)^{3/2} / ν) (3/2) Cφ
 *     fγ = -A [sqrt(I) / (1 + b sqrt(I)) + (2/b) ln(1 + b sqrt(I))]
 *     Bγ = 2 β0 + Σ β_i h(α_i sqrt(I)),    h(x) = (2/x^2) [1 - (1 + x - x^2/2) exp(-x)]
 *
 * b = 1.2 kg^1/2 mol^-1/2, α1 = 2 and no β2; for 2:2 salts, which pair, α1 = 1.4, α2 = 12 and β2 < 0. β and Cφ belong
 * to the A with which they were fitted. Γ = d(m φ)/dm.
 *
 * @see K. S. Pitzer, J. Phys. Chem. 77, 268 (1973), doi:10.1021/j100621a026 (not opened)
 * @see K. S. Pitzer and G. Mayorga, J. Phys. Chem. 77, 2300 (1973), doi:10.1021/j100638a009 (not opened)
 * @module
 */

import { exp, expm1, log1p } from "#numerics/elementary.ts";
import type { Unit } from "#units/flavour.ts";
import type { Activity } from "./activity.ts";
import { NOT_NEGATIVE, requireWithin } from "./composition.ts";
import { requireSlope } from "./debye-hueckel.ts";
import { type Electrolyte, ionNumbers } from "./electrolyte.ts";

/** The parameters of one salt. */
export interface PitzerParameters extends Electrolyte {
  /** β0 [kg mol^-1]. */
  readonly beta0: Unit<"kg mol^-1">;
  /** β1 [kg mol^-1]. */
  readonly beta1: Unit<"kg mol^-1">;
  /** β2 [kg mol^-1], of 2:2 salts; 0 unless given. */
  readonly beta2?: Unit<"kg mol^-1">;
  /** Cφ [kg^2 mol^-2]. */
  readonly cPhi: Unit<"kg^2 mol^-2">;
  /** α1 [kg^1/2 mol^-1/2]; 1.4 for 2:2 salts and 2 for others unless given. */
  readonly alpha1?: number;
  /** α2 [kg^1/2 mol^-1/2]; 12 unless given. */
  readonly alpha2?: number;
  /** b [kg^1/2 mol^-1/2]; 1.2 unless given. */
  readonly approach?: number;
  /** Slope A_φ [kg^1/2 mol^-1/2]; 0.3915 for water at 25 °C. */
  readonly slope: number;
  /** Highest molality that was fitted [mol kg^-1]; without bound unless given. */
  readonly highest?: Unit<"mol kg^-1">;
}

/**
 * The mean activity of the ions of a salt, by its molality [mol kg^-1].
 *
 * @throws DomainError if the charges are not those of a salt, or the slope is not positive.
 */
export function pitzerActivity(parameters: PitzerParameters): Activity {
  const { beta0, beta1, beta2 = 0, cPhi, alpha2 = 12, approach = 1.2, highest = Number.POSITIVE_INFINITY } = parameters;
  const { cations, anions, ions, chargeProduct, ionicStrength } = ionNumbers(parameters);
  const paired = parameters.cationCharge > 1 && parameters.anionCharge < -1;
  const alpha1 = parameters.alpha1 ?? (paired ? 1.4 : 2);
  const slope = requireSlope(parameters.slope) * chargeProduct;
  const pairs = (2 * cations * anions) / ions;
  const triples = pairs * Math.sqrt(cations * anions) * cPhi;

  const check = (m: number): number => requireWithin(NOT_NEGATIVE, "molal", m);
  const thermodynamicFactorLess1 = (m: number): number => {
    const x = Math.sqrt(ionicStrength * check(m));
    const near = 1 + approach * x;
    // d(x f)/dx... of the cloud, and m d(m Bγ)/dm of each pair, in which (2 - y/2) e^-y is d(m h)/dm
    const cloud = -slope * x * (0.5 / (near * near) + 1 / near);
    const first = alpha1 * x;
    const second = alpha2 * x;
    const pair = 2 * beta0 + beta1 * (2 - 0.5 * first) * exp(-first) + beta2 * (2 - 0.5 * second) * exp(-second);
    return cloud + m * (pairs * pair + 3 * m * triples);
  };
  return {
    scale: "molal",
    heldFixed: "pressure",
    domain: NOT_NEGATIVE,
    trusted: { lowest: 0, highest, because: "the parameters were fitted up to this molality" },
    particles: ions,
    lnGamma: (m) => {
      const x = Math.sqrt(ionicStrength * check(m));
      const cloud = -slope * (x / (1 + approach * x) + cloudLogarithm(approach, x));
      const pair = 2 * beta0 + beta1 * pairFunction(alpha1 * x) + beta2 * pairFunction(alpha2 * x);
      return cloud + m * (pairs * pair + 1.5 * m * triples);
    },
    dLnGamma: (m) => (check(m) > 0 ? thermodynamicFactorLess1(m) / m : Number.NEGATIVE_INFINITY),
    thermodynamicFactor: (m) => 1 + thermodynamicFactorLess1(m),
    osmoticCoefficient: (m) => {
      const x = Math.sqrt(ionicStrength * check(m));
      const pair = beta0 + beta1 * exp(-alpha1 * x) + beta2 * exp(-alpha2 * x);
      return 1 - (slope * x) / (1 + approach * x) + m * (pairs * pair + m * triples);
    },
  };
}

/** (2/b) ln(1 + b x), which is 2 x for ions without size. */
function cloudLogarithm(approach: number, x: number): number {
  return approach > 0 ? (2 * log1p(approach * x)) / approach : 2 * x;
}

/** h(x) of the formula, 2 at x = 0. Near 0 it keeps few digits, but is multiplied by m, which is x^2 there. */
function pairFunction(x: number): number {
  return x > 0 ? (-2 * (expm1(-x) + x * (1 - 0.5 * x) * exp(-x))) / (x * x) : 2;
}
