/**
 * The steady state of a nonlinear system by Newton's method in pseudo-time.
 *
 *     (1/τ - f'(n)) δ = f(n),    n + δ
 *
 * A step of backward Euler from a small τ, which grows as the residual falls; at large τ it is Newton's method, and
 * converges quadratically. What f conserves each step conserves. A step that leaves the range of values, or raises the
 * residual much, is taken again with a smaller τ. Settled is what has a residual at the size of rounding and moves no more:
 * a stagnant iteration is never called converged.
 *
 * @see C. T. Kelley and D. E. Keyes, SIAM J. Numer. Anal. 35, 508 (1998), doi:10.1137/S0036142996304796 (not opened)
 * @module
 */

import type { NonlinearSystem } from "./nonlinear-system.ts";
import { NumericalFailure } from "./numerical-failure.ts";

export interface SteadyOptions {
  /** Words for where it happens, such as "steady state of drug". */
  readonly where: string;
  /** The first τ, and the largest [s]. */
  readonly first: number;
  readonly longest: number;
  /** Components that are solved for; the others, ledgers of what has passed, change without end. */
  readonly isLiving: Uint8Array;
  /** Puts values back into a range in which the solution is known to be, where nothing is conserved. */
  confine?(n: Float64Array): void;
  /** Whether all values are in the range in which they have a meaning. */
  holds(n: Float64Array): boolean;
  /** What enters and leaves each component per time, against which its residual counts. */
  fillTraffic(out: Float64Array, n: Float64Array): void;
  /** Size of each component, against which its change counts. */
  fillScale(out: Float64Array, n: Float64Array): void;
  /** What to change first, for the failure. */
  readonly advice: string;
}

/** What the iteration did. */
export interface SteadyLog {
  readonly iterations: number;
  /** Largest residual, relative to the traffic through its component [1]. */
  readonly residual: number;
  /** Largest last change, relative to the size of its component [1]. */
  readonly update: number;
}

/** Residual in units of the traffic, and last change in units of the size, that count as none [1]. */
const SMALL_RESIDUAL = 1e-12;
const SMALL_UPDATE = 1e-10;
/** Where rates are so steep that n has no digits left that could lower the residual: a Newton step below its last digit [1]. */
const STEEP_RESIDUAL = 1e-8;
const ROUNDING = 1e-15;
const MOST_ITERATIONS = 1000;
/** Rise of the residual in one step that is let pass [1]. */
const MOST_RISE = 4;

/**
 * Moves n to the steady state, in place.
 *
 * @throws NumericalFailure if it does not settle.
 */
export function settle(n: Float64Array, system: NonlinearSystem, options: SteadyOptions): SteadyLog {
  const { size } = system;
  const { isLiving, holds, first, longest } = options;
  const [rate, delta, trial, traffic, scale] = [0, 1, 2, 3, 4].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const residualAt = (at: Float64Array): number => {
    system.fillRate(rate, at);
    options.fillTraffic(traffic, at);
    let worst = 0;
    for (let i = 0; i < size; i++) {
      if (!isLiving[i] || rate[i] === 0) continue;
      const relative = Math.abs(rate[i]) / traffic[i];
      if (!(relative <= worst)) worst = relative;
    }
    return worst;
  };
  let tau = Math.min(first, longest);
  let residual = residualAt(n);
  let update = Number.POSITIVE_INFINITY;
  for (let iteration = 1; iteration <= MOST_ITERATIONS; iteration++) {
    if (residual === 0) return { iterations: iteration, residual, update: 0 };
    system.linearise();
    for (let i = 0; i < size; i++) delta[i] = isLiving[i] ? rate[i] : 0;
    // written as a step of length 1 in units of 1/τ
    system.solve(delta, 1 / tau, 1);
    update = 0;
    options.fillScale(scale, n);
    for (let i = 0; i < size; i++) {
      trial[i] = isLiving[i] ? n[i] + delta[i] : 0;
      if (isLiving[i]) update = Math.max(update, Math.abs(delta[i]) / scale[i]);
    }
    options.confine?.(trial);
    const isInside = holds(trial);
    const next = isInside ? residualAt(trial) : Number.POSITIVE_INFINITY;
    const isAtRounding =
      (next <= SMALL_RESIDUAL && update <= SMALL_UPDATE) ||
      (next <= STEEP_RESIDUAL && update <= ROUNDING && tau >= 0.999 * longest);
    if (isAtRounding && tau >= 0.999 * longest) {
      n.set(trial);
      return { iterations: iteration, residual: next, update };
    }
    if (isInside && (next <= MOST_RISE * residual || isAtRounding)) {
      const ratio = residual / next;
      tau = isAtRounding
        ? longest
        : Math.min(longest, tau * (ratio > 1 ? Math.min(1e3, 2 * ratio) : Math.max(0.3, ratio)));
      n.set(trial);
      residual = next;
    } else {
      tau *= 0.2;
      if (tau < 1e-9 * first) break;
      residual = residualAt(n);
    }
  }
  throw new NumericalFailure(
    options.where,
    `Newton's method has not settled: the last residual is ${residual.toPrecision(3)} of what passes through a cell, the last change ${update.toPrecision(3)} of the concentration`,
    options.advice,
  );
}
