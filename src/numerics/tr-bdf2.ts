/**
 * TR-BDF2: one step of an L-stable method of second order, with an estimate of its error, kept positive.
 *
 * A trapezium over the first part γ = 2 - √2 of the step, then the second backward difference over all of it:
 *
 *     n_γ = n + (γ Δt / 2) (f(n) + f(n_γ))
 *     n_1 = [n_γ - (1-γ)² n] / (γ (2-γ)) + (1-γ)/(2-γ) Δt f(n_1)
 *
 * Both stages share the matrix 1 - (γ/2) Δt L. Where the step would make a value negative it is mixed with the
 * backward Euler step, which cannot be negative: the mixture conserves what both conserve, nothing is clipped, and the
 * distance to the unmixed step counts as error.
 *
 * @see R. E. Bank et al., IEEE Trans. Electron Devices 32, 1992 (1985), doi:10.1109/T-ED.1985.22232 (not opened)
 * @see M. E. Hosea and L. F. Shampine, Appl. Numer. Math. 20, 21 (1996), doi:10.1016/0168-9274(95)00115-8 (not opened)
 * @module
 */

import type { ImplicitSystem } from "./implicit-system.ts";

/** Where in a step the middle is, γ, so that both stages share their matrix [1]. */
export const GAMMA = 2 - Math.SQRT2;
/** Weight of Δt f(n), of Δt f(n_γ) and, as {@link OF_RATE}, of Δt f(n_1): γ/2 [1]. */
export const STAGE = GAMMA / 2;
/** Weight of n_γ in the second stage, 1 / (γ (2-γ)) [1]. */
export const OF_MIDDLE = 1 / (GAMMA * (2 - GAMMA));
/** Weight of n, taken away in the second stage, (1-γ)² / (γ (2-γ)): {@link OF_MIDDLE} less 1 [1]. */
export const OF_START = ((1 - GAMMA) * (1 - GAMMA)) / (GAMMA * (2 - GAMMA));
/** Weight of Δt f(n_1) in the second stage, (1-γ)/(2-γ): {@link STAGE} but for rounding [1]. */
export const OF_RATE = (1 - GAMMA) / (2 - GAMMA);
/** What the right value exceeds n_1 by, in Δt times the second divided difference of the rates [1]. */
export const OF_ERROR = (-3 * GAMMA * GAMMA + 4 * GAMMA - 2) / (6 * (2 - GAMMA));

/** Second divided difference of the rates at the start, the middle and the end of a step: Δt² f''/2 [unit of the rate]. */
export function secondDifference(start: number, middle: number, end: number): number {
  return start / GAMMA - middle / (GAMMA * (1 - GAMMA)) + end / (1 - GAMMA);
}

/** Working arrays of a stepper, and what it found in the last step. */
export interface TrBdf2 {
  /** Value after the step. */
  readonly next: Float64Array;
  /** Estimated error of each component. */
  readonly error: Float64Array;
  /** Share of backward Euler in the last step, 0 if it was not needed [1]. */
  mixed: number;
  readonly rate: Float64Array;
  readonly middle: Float64Array;
  readonly middleRate: Float64Array;
  readonly euler: Float64Array;
}

/** Room for steps of a system of that size. */
export function makeTrBdf2(size: number): TrBdf2 {
  const make = () => new Float64Array(size);
  return {
    next: make(),
    error: make(),
    mixed: 0,
    rate: make(),
    middle: make(),
    middleRate: make(),
    euler: make(),
  };
}

/**
 * One step of length `step` from `n` into `work.next`. Allocates nothing.
 *
 * @param isPositive which components must not become negative
 */
export function stepTrBdf2(
  work: TrBdf2,
  system: ImplicitSystem,
  n: Float64Array,
  step: number,
  isPositive: Uint8Array,
): void {
  const { next, error, rate, middle, middleRate } = work;
  const size = n.length;
  system.fillRate(rate, n);
  system.prepare(STAGE * step);
  for (let i = 0; i < size; i++) middle[i] = n[i] + STAGE * step * rate[i];
  system.solve(middle);
  // OF_MIDDLE less OF_START is 1: written so, it is 1 to the last bit, and no amount is lost
  for (let i = 0; i < size; i++) next[i] = n[i] + OF_MIDDLE * (middle[i] - n[i]);
  system.solve(next);
  system.fillRate(middleRate, middle);
  system.fillRate(error, next);
  for (let i = 0; i < size; i++) error[i] = OF_ERROR * step * secondDifference(rate[i], middleRate[i], error[i]);
  // one more solve damps the estimate of the stiff components, which are already right
  dampError(work, system);
  keepPositive(work, system, n, step, isPositive);
}

/** (1 - s L)^-1 applied to the error alone: solve twice, the second time for nothing, and subtract. */
function dampError({ error, middle, euler }: TrBdf2, system: ImplicitSystem): void {
  middle.set(error);
  system.solve(middle);
  euler.fill(0);
  system.solve(euler);
  for (let i = 0; i < error.length; i++) error[i] = middle[i] - euler[i];
}

function keepPositive(
  work: TrBdf2,
  system: ImplicitSystem,
  n: Float64Array,
  step: number,
  isPositive: Uint8Array,
): void {
  const { next, error, euler } = work;
  work.mixed = 0;
  let lowest = 0;
  for (let i = 0; i < next.length; i++) if (isPositive[i] && next[i] < lowest) lowest = next[i];
  if (lowest === 0) return;
  euler.set(n);
  system.prepare(step);
  system.solve(euler);
  let share = 0;
  for (let i = 0; i < next.length; i++) {
    if (!isPositive[i] || next[i] >= 0) continue;
    share = Math.max(share, euler[i] > next[i] ? Math.min(1, next[i] / (next[i] - euler[i])) : 1);
  }
  // a touch more, so that rounding leaves nothing below zero
  share = Math.min(1, share * (1 + 1e-9));
  work.mixed = share;
  for (let i = 0; i < next.length; i++) {
    const move = share * (euler[i] - next[i]);
    error[i] = Math.abs(error[i]) + Math.abs(move);
    next[i] = share === 1 ? euler[i] : next[i] + move;
  }
}
