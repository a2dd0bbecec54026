/**
 * The equations of Margules for a mixture of two liquids or metals, x the mole fraction of the solute.
 *
 *     g_E / RT = x (1-x) [A2 (1-x) + A1 x]
 *     ln γ2 = (1-x)^2 [A2 + 2 (A1 - A2) x]        solute
 *     ln γ1 = x^2 [A1 + 2 (A2 - A1) (1-x)]        solvent
 *
 * A2 = ln γ2 of the solute in pure solvent, A1 = ln γ1 of the solvent in pure solute; γ = 1 for the pure substance.
 * With A1 = A2 = A this is the regular solution: ln γ = A (1-x)^2, Γ = 1 - 2 A x (1-x), one phase if A <= 2. In
 * general Γ = x (1-x) f''.
 *
 * @see J. H. Hildebrand, J. Am. Chem. Soc. 51, 66 (1929), doi:10.1021/ja01376a009 (not opened)
 * @module
 */

import { log1p } from "#numerics/elementary.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Activity } from "./activity.ts";
import { FRACTION, requireWithin } from "./composition.ts";
import { IDEAL_MIXTURE } from "./ideal.ts";

/** The two parameters, equal for a regular solution. */
export interface MargulesParameters {
  /** A2, ln γ of the solute in pure solvent [1]. */
  readonly solute: number;
  /** A1, ln γ of the solvent in pure solute [1]. */
  readonly solvent: number;
}

/**
 * The activity of the solute, of mole fraction x [1], by two parameters [1] or by one for a regular solution.
 *
 * @throws DomainError if a parameter is not a finite number.
 *
 * @example
 * ```ts
 * margulesActivity(1.5).thermodynamicFactor(0.5); // 0.25
 * ```
 */
export function margulesActivity(parameters: number | MargulesParameters): Activity {
  const { solute, solvent } = typeof parameters === "number" ? { solute: parameters, solvent: parameters } : parameters;
  for (const a of [solute, solvent])
    if (!Number.isFinite(a)) throw new DomainError("parameter", a, "a Margules parameter is a finite number [1]");
  const skew = solvent - solute;
  const check = (x: number): number => requireWithin(FRACTION, "mole-fraction", x);
  const dLnGamma = (x: number): number => 2 * (1 - x) * (skew * (1 - x) - solute - 2 * skew * x);
  return {
    scale: "mole-fraction",
    heldFixed: "pressure",
    domain: FRACTION,
    trusted: FRACTION,
    particles: 1,
    lnGamma: (x) => (1 - check(x)) * (1 - x) * (solute + 2 * skew * x),
    dLnGamma: (x) => dLnGamma(check(x)),
    thermodynamicFactor: (x) => 1 + check(x) * dLnGamma(x),
    // -(1-x)/x [ln(1-x) + ln γ1]
    osmoticCoefficient: (x) => {
      if (check(x) === 0) return 1;
      if (x === 1) return 0;
      return (x - 1) * (log1p(-x) / x + x * (solvent - 2 * skew * (1 - x)));
    },
    freeEnergy: {
      lowest: 0,
      highest: 1,
      value: (x) => IDEAL_MIXTURE.value(x) + x * (1 - x) * (solute + skew * x),
      slope: (x) => IDEAL_MIXTURE.slope(x) + (1 - 2 * x) * solute + skew * x * (2 - 3 * x),
      curvature: (x) => IDEAL_MIXTURE.curvature(x) - 2 * solute + skew * (2 - 6 * x),
    },
  };
}
