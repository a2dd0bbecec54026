/**
 * The step of the electric potential into a medium with fixed charge: what keeps both sides neutral at equal activities.
 *
 *     sum of z_k c_k e^(-z_k δ) + X = 0
 *
 * @module
 */

import { exp, log } from "#numerics/elementary.ts";
import { NumericalFailure } from "#numerics/numerical-failure.ts";

/**
 * δ = φ inside less φ outside [RT/F], for the concentrations c_k that the ions would have inside without it.
 *
 * The sum falls with δ wherever there are ions, so there is one root at most: Newton's method, held in a bracket.
 *
 * @throws NumericalFailure if no ion of the sign that is needed is there.
 */
export function donnanShift(valence: ArrayLike<number>, concentration: ArrayLike<number>, fixedCharge: number): number {
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [positive, negative, size] = [0, 0, 0];
  for (let k = 0; k < valence.length; k++) {
    const charge = valence[k] * concentration[k];
    if (charge > 0) positive += charge;
    else negative -= charge;
    size += valence[k] * charge;
  }
  const sum = positive - negative + fixedCharge;
  // ions of one sign alone are no medium: what is left of an ion where there is none
  if (sum === 0 || (fixedCharge === 0 && (positive === 0 || negative === 0))) return 0;
  if ((fixedCharge > 0 && negative === 0) || (fixedCharge < 0 && positive === 0))
    throw new NumericalFailure(
      "Donnan equilibrium at an interface",
      `no ion balances the fixed charge of ${fixedCharge} mol m^-3`,
      "Give an ion of the other sign a concentration above zero.",
    );
  // where one sign prevails by far, the logarithm of the ratio is a good start
  const excess =
    fixedCharge < 0 ? log((-fixedCharge + negative) / positive) : -log((fixedCharge + positive) / negative);
  let shift = size > 0 && Math.abs(sum) < 0.1 * size ? sum / size : -excess || 0;
  for (let round = 0; round < 200; round++) {
    let [f, slope] = [fixedCharge, 0];
    for (let k = 0; k < valence.length; k++) {
      if (valence[k] === 0) continue;
      const charge = valence[k] * concentration[k] * exp(-valence[k] * shift);
      f += charge;
      slope -= valence[k] * charge;
    }
    if (f > 0) low = shift;
    else high = shift;
    const step = -f / slope;
    if (Math.abs(step) <= 4e-16 * Math.max(1, Math.abs(shift))) return shift + step;
    let next = shift + step;
    if (!(next > low && next < high)) next = bisected(low, high, shift);
    shift = next;
  }
  return shift;
}

function bisected(low: number, high: number, at: number): number {
  if (low === Number.NEGATIVE_INFINITY) return at - 2;
  if (high === Number.POSITIVE_INFINITY) return at + 2;
  return 0.5 * (low + high);
}
