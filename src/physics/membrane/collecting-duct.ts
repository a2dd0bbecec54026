/**
 * A collecting duct in an interstitium that grows exponentially more concentrated: urine gives up water as it flows.
 *
 *     c_i / c_0 = r^s,    dq/ds = -Da (r^s - 1/q),    q(0) = 1,    s from 0 to 1
 *     water at equilibrium, Da -> ∞:  q = r^{-s}
 *
 * q is the flow over what came in; its solutes stay inside. Da = P_f A V_w c_0 / Q_0 compares the wall with the flow. The
 * equation has no solution in known functions. A step of the implicit Euler method is a quadratic equation with one
 * positive root, however stiff, and steps of 1, 1/2, ... 1/7 of an interval are extrapolated to none.
 *
 * @see J. L. Stephenson, R. P. Tewarson and R. Mejia, Proc. Natl. Acad. Sci. USA 71, 1618 (1974), for such models (not opened)
 * @see P. Deuflhard, Numer. Math. 41, 399 (1983), for the extrapolation (not opened)
 * @module
 */

import { exp, log } from "#numerics/elementary.ts";
import { checkPositive } from "#physics/electro/ion.ts";
import { DomainError } from "#units/domain-error.ts";
import type { Unit } from "#units/flavour.ts";

/** A duct in a graded interstitium. */
export interface CollectingDuct {
  /** r, interstitium at the end over that at the start [1]. */
  readonly concentrationRatio: Unit<"1">;
  /** Da; infinite for equilibrium [1]. */
  readonly permeabilityNumber: Unit<"1">;
}

const INTERVALS = 64;
const LEVELS = 7;

/**
 * Fraction q(1) of the flow that is left at the end of the duct [1].
 *
 * @throws DomainError unless r is positive and Da not negative.
 */
export function urineFraction({ concentrationRatio, permeabilityNumber }: CollectingDuct): Unit<"1"> {
  checkPositive("concentrationRatio", concentrationRatio, "an interstitium has a concentration");
  if (!(permeabilityNumber >= 0))
    throw new DomainError("permeabilityNumber", permeabilityNumber, "a wall lets water through, or not");
  if (permeabilityNumber === Number.POSITIVE_INFINITY) return 1 / concentrationRatio;
  const growth = log(concentrationRatio);
  const table = new Float64Array(LEVELS);
  let q = 1;
  for (let i = 0; i < INTERVALS; i++) {
    for (let j = 0; j < LEVELS; j++) {
      const count = j + 1;
      const step = 1 / (INTERVALS * count);
      let reached = q;
      for (let n = 1; n <= count; n++) {
        const outside = exp(growth * (i / INTERVALS + n * step));
        reached = implicitStep(reached, step * permeabilityNumber, outside);
      }
      // Aitken-Neville: table[k] becomes the polynomial through steps of 1/(k + 1) to 1/count, at 0
      table[j] = reached;
      for (let k = j - 1; k >= 0; k--) table[k] = table[k + 1] + ((table[k + 1] - table[k]) * (k + 1)) / (j - k);
    }
    q = table[0];
  }
  return q;
}

/** The positive root of q² + (h c - q_0) q - h = 0, h the step times Da and c the osmolarity outside. */
function implicitStep(before: number, step: number, outside: number): number {
  const b = step * outside - before;
  const root = Math.sqrt(b * b + 4 * step);
  return b > 0 ? (2 * step) / (b + root) : 0.5 * (root - b);
}
