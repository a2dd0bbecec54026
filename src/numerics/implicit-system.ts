/**
 * What an implicit time stepper needs to know of a system dn/dt = f(n).
 *
 * @module
 */

export interface ImplicitSystem {
  readonly size: number;
  /** Write f(n) into `out`. */
  fillRate(out: Float64Array, n: Float64Array): void;
  /** Replace the right side x by the n that solves n - s f(n) = x, for the step s last given to `prepare`. */
  solve(x: Float64Array): void;
  /** Make ready to solve for the step s [s]. */
  prepare(step: number): void;
}
