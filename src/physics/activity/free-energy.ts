/**
 * A free energy of mixing as a function of one composition, with its slope and curvature.
 *
 * f is divided by RT, and counted per mole of mixture (mole fractions), per site (volume fractions), or per volume
 * (concentrations). Terms linear in the composition do not matter: they shift µ by a constant. Where f'' < 0 a
 * homogeneous mixture is unstable.
 *
 * @see J. W. Cahn and J. E. Hilliard, J. Chem. Phys. 28, 258 (1958), doi:10.1063/1.1744102 (not opened)
 * @module
 */

import { log } from "#numerics/elementary.ts";
import type { CompositionInterval } from "./composition.ts";

/** f, f' and f'' over an interval of compositions. f is finite on all of it; f' may be infinite at its ends. */
export interface FreeEnergy extends CompositionInterval {
  /** f(x) [RT]. */
  readonly value: (composition: number) => number;
  /** Exchange potential f'(x) [RT]. */
  readonly slope: (composition: number) => number;
  /** f''(x) [RT]. */
  readonly curvature: (composition: number) => number;
}

/** x ln x [1], which is 0 at x = 0. */
export function entropyTerm(x: number): number {
  return x > 0 ? x * log(x) : 0;
}

/**
 * The polynomial f = a_0 + a_1 x + a_2 x^2 + ... with coefficients [RT], on an interval of compositions.
 */
export function polynomialFreeEnergy(
  coefficients: readonly number[],
  { lowest, highest }: CompositionInterval = { lowest: 0, highest: 1 },
): FreeEnergy {
  const value = polynomial(coefficients);
  const slope = polynomial(differentiated(coefficients));
  const curvature = polynomial(differentiated(differentiated(coefficients)));
  return { lowest, highest, value, slope, curvature };
}

/**
 * The double well f = h (x - low)^2 (high - x)^2 with phases at `low` and `high` [1] and height h (high - low)^4 / 16 [RT]
 * of its barrier, on an interval of compositions.
 *
 * @example The phase-field benchmark has h = 5 between 0.3 and 0.7:
 * ```ts
 * doubleWell(5, 0.3, 0.7).curvature(0.5); // -0.8
 * ```
 */
export function doubleWell(
  steepness: number,
  low: number,
  high: number,
  { lowest, highest }: CompositionInterval = { lowest: 0, highest: 1 },
): FreeEnergy {
  // with y = x - (low + high)/2 and w = (high - low)/2: f = h (y² - w²)²
  const middle = 0.5 * (low + high);
  const square = 0.25 * (high - low) * (high - low);
  const well = (x: number): number => (x - middle) * (x - middle) - square;
  return {
    lowest,
    highest,
    value: (x) => steepness * well(x) * well(x),
    slope: (x) => 4 * steepness * well(x) * (x - middle),
    curvature: (x) => 4 * steepness * (3 * (x - middle) * (x - middle) - square),
  };
}

function polynomial(coefficients: readonly number[]): (x: number) => number {
  const kept = Float64Array.from(coefficients);
  return (x) => {
    let sum = 0;
    for (let k = kept.length - 1; k >= 0; k--) sum = sum * x + kept[k];
    return sum;
  };
}

function differentiated(coefficients: readonly number[]): readonly number[] {
  return coefficients.slice(1).map((a, k) => (k + 1) * a);
}
