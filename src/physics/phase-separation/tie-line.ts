/**
 * Two phases that coexist: equal exchange potential, equal pressure of mixing, so one tangent to the free energy.
 *
 *     f'(low) = f'(high) = [f(high) - f(low)] / (high - low)
 *
 * Found as the crossing of two Legendre transforms: for a slope µ let x(µ) be where f - µ x is least on either convex
 * branch. The difference of those least values rises with µ, at the rate high - low, so that it has one root. An end of the
 * interval of compositions counts as a phase where the tangent would lie beyond it.
 *
 * @see J. W. Gibbs, Trans. Conn. Acad. 3, 108 (1876) (not opened)
 * @module
 */

import { exp, log, log1p } from "#numerics/elementary.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";
import { rootIn } from "#numerics/root.ts";
import type { CompositionInterval } from "#physics/activity/composition.ts";
import type { FreeEnergy } from "#physics/activity/free-energy.ts";
import { DomainError } from "#units/domain-error.ts";
import { regularSolutionSpinodal } from "./spinodal.ts";

/** Two coexisting phases; from `lowest` to `highest` a mixture splits into them (the binodal). */
export interface TieLine extends CompositionInterval {
  /** Exchange potential of both phases, the slope of the tangent [RT]. */
  readonly slope: number;
}

/**
 * Share of the mixture that is the phase of the higher composition [1], by the lever rule:
 * (x - low) / (high - low).
 *
 * @throws DomainError if the composition is outside the tie line, where there is one phase.
 */
export function leverFraction({ lowest, highest }: CompositionInterval, composition: number): number {
  if (!(composition >= lowest && composition <= highest))
    throw new DomainError("composition", composition, `two phases lie only between ${lowest} and ${highest}`);
  return (composition - lowest) / (highest - lowest);
}

/**
 * Binodal of a regular solution in mole fractions [1], the roots of ln(x/(1-x)) = A (2x - 1) beside x = 1/2; undefined
 * if A <= 2: one phase.
 */
export function regularSolutionBinodal(parameter: number): TieLine | undefined {
  const spinodal = regularSolutionSpinodal(parameter);
  if (spinodal === undefined) return undefined;
  // In t = ln(x/(1-x)) of the poor phase, t = -A tanh(-t/2) with x = 1/(1 + e^-t); below -A the left side is less.
  const poor = (t: number): number => 1 / (1 + exp(-t));
  const t = rootIn(
    (s) => s + parameter * (1 - 2 * poor(s)),
    -parameter - 1,
    log(spinodal.lowest / (1 - spinodal.lowest)),
  );
  return { lowest: poor(t), highest: 1 - poor(t), slope: 0 };
}

/**
 * Parameter A of the regular solution in which a phase of this mole fraction coexists with its mirror image [1]:
 * ln((1-x)/x) / (1-2x), which is 2 at the critical point x = 1/2.
 */
export function regularSolutionBinodalParameter(composition: number): number {
  const y = 1 - 2 * composition;
  if (y === 0) return 2;
  // near the middle in y, near the pure components in x: each keeps the digits of what is small
  return (Math.abs(y) < 0.5 ? log1p(y) - log1p(-y) : log1p(-composition) - log(composition)) / y;
}

/**
 * The common tangent of two convex branches of a free energy, the left one below the right one [unit of composition].
 *
 * @throws NumericalFailure if none is found.
 */
export function commonTangent(energy: FreeEnergy, left: CompositionInterval, right: CompositionInterval): TieLine {
  const touching = (slope: number) => {
    const lowest = leastOn(energy, left, slope);
    const highest = leastOn(energy, right, slope);
    return { lowest, highest, rise: energy.value(highest) - energy.value(lowest) };
  };
  // (f - µ x) on the left less that on the right
  const difference = (slope: number): number => {
    const { lowest, highest, rise } = touching(slope);
    return slope * (highest - lowest) - rise;
  };
  const middle = (energy.value(right.lowest) - energy.value(left.highest)) / (right.lowest - left.highest);
  let reach = Math.abs(energy.slope(left.highest) - energy.slope(right.lowest)) || 1e-12;
  for (let count = 0; count < 200; count++, reach *= 2) {
    if (difference(middle - reach) > 0 || difference(middle + reach) < 0) continue;
    const slope = rootIn(difference, middle - reach, middle + reach);
    const { lowest, highest } = touching(slope);
    return { lowest, highest, slope };
  }
  throw new NumericalFailure(
    `common tangent between ${left.highest} and ${right.lowest}`,
    "no slope touches both branches",
    "Narrow the interval of compositions to where the free energy is finite.",
  );
}

/** Where f - µ x is least on a branch on which f' rises. */
function leastOn({ slope }: FreeEnergy, { lowest, highest }: CompositionInterval, wanted: number): number {
  if (slope(lowest) >= wanted) return lowest;
  if (slope(highest) <= wanted) return highest;
  const width = highest - lowest;
  // Towards an end at which f' is infinite it goes as the logarithm of the distance, in which it is nearly straight.
  if (slope(lowest) === Number.NEGATIVE_INFINITY) return nearEnd((d) => lowest + d, width, slope, wanted);
  if (slope(highest) === Number.POSITIVE_INFINITY) return nearEnd((d) => highest - d, width, slope, wanted);
  return rootIn((x) => slope(x) - wanted, lowest, highest);
}

const LEAST_LOGARITHM = -700;

function nearEnd(
  at: (distance: number) => number,
  width: number,
  slope: (x: number) => number,
  wanted: number,
): number {
  const excess = (t: number): number => {
    const value = slope(at(exp(t))) - wanted;
    // At the end itself, which rounding may reach; a finite stand-in keeps the search going.
    return Math.max(Math.min(value, Number.MAX_VALUE), -Number.MAX_VALUE);
  };
  const far = log(width);
  if (excess(LEAST_LOGARITHM) < 0 === excess(far) < 0) return at(0);
  return at(exp(rootIn(excess, LEAST_LOGARITHM, far)));
}
