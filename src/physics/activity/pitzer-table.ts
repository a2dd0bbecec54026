/**
 * Pitzer parameters of salts in water at 25 °C and 1 bar, each up to the molality that was fitted.
 *
 * Fits of May, Rowland, Hefter and Königsberger, as kept in the database of pyEQL. To be used with α1 = 2, for 2:2
 * salts α1 = 1.4 and α2 = 12, b = 1.2 kg^1/2 mol^-1/2, and the slope A_φ = 0.3915 kg^1/2 mol^-1/2 of water at 25 °C
 * (`pitzer.ts` has the equations).
 *
 * @see P. M. May, D. Rowland, G. Hefter and E. Königsberger, J. Chem. Eng. Data 56, 5066 (2011),
 * doi:10.1021/je2009329 (not opened)
 * @see github.com/KingsburyLab/pyEQL, commit f02cb4e589d2, src/pyEQL/database/pyeql_db.json (not opened)
 * @module
 */

import type { Activity } from "./activity.ts";
import { pitzerActivity } from "./pitzer.ts";

/** Slope A_φ of water at 25 °C and 1 bar [kg^1/2 mol^-1/2]. */
export const WATER_SLOPE_25C = 0.3915;

// z+, z-, β0, β1, β2 [kg mol^-1], Cφ [kg^2 mol^-2], highest molality [mol kg^-1]
const ROWS = {
  BaCl2: [2, -1, 0.2891, 1.217, 0, -0.02987, 1.8],
  CaCl2: [2, -1, 0.31, 1.618, 0, -0.00125, 5],
  CsCl: [1, -1, 0.03745, 0.02709, 0, -0.00103, 11],
  CsI: [1, -1, 0.02164, 0.04627, 0, -0.00287, 3],
  NH4Cl: [1, -1, 0.05094, 0.2068, 0, -0.00285, 7.405],
  HCl: [1, -1, 0.1876, 0.2501, 0, -0.00154, 10.5],
  K2SO4: [1, -2, 0.07424, 0.5188, 0, -0.01057, 2],
  KBr: [1, -1, 0.05517, 0.2361, 0, -0.00148, 5.5],
  KCl: [1, -1, 0.04874, 0.2215, 0, -0.00098, 5],
  LiCl: [1, -1, 0.1516, 0.2975, 0, 0.003227, 8.5],
  MgCl2: [2, -1, 0.3553, 1.644, 0, 0.005098, 5.925],
  MgSO4: [2, -2, 0.2153, 3.29, -40.15, 0.02794, 3.618],
  Na2SO4: [1, -2, 0.01959, 1.049, 0, 0.005416, 5],
  NaCl: [1, -1, 0.07831, 0.2677, 0, 0.000864, 6.148],
  NaHCO3: [1, -1, -0.05876, 0.5535, 0, 0.008285, 1.3],
  NaOH: [1, -1, 0.09226, 0.2424, 0, 0.003343, 11.5],
  NaH2PO4: [1, -1, -0.05135, 0.05496, 0, 0.007441, 6.5],
  RbCl: [1, -1, 0.04469, 0.1443, 0, -0.00135, 7.8],
} as const;

/** A salt whose parameters are known. */
export type PitzerSalt = keyof typeof ROWS;

/** The salts whose parameters are known. */
export const PITZER_SALTS = Object.keys(ROWS) as readonly PitzerSalt[];

/** Whether the parameters of a salt are known by this name. */
export function isPitzerSalt(name: string): name is PitzerSalt {
  return Object.hasOwn(ROWS, name);
}

/**
 * The mean activity of the ions of a salt in water at 25 °C, by its molality [mol kg^-1].
 *
 * @example
 * ```ts
 * pitzerSaltActivity("NaCl").osmoticCoefficient(1); // 0.93744871
 * ```
 */
export function pitzerSaltActivity(salt: PitzerSalt): Activity {
  const [cationCharge, anionCharge, beta0, beta1, beta2, cPhi, highest] = ROWS[salt];
  return pitzerActivity({
    cationCharge,
    anionCharge,
    beta0,
    beta1,
    beta2,
    cPhi,
    highest,
    slope: WATER_SLOPE_25C,
  });
}
