/**
 * What Newton's method in time needs to know of a system dn/dt = f(n) = Q(n) n + g(n).
 *
 * @module
 */

export interface NonlinearSystem {
  readonly size: number;
  /** Write f(n) into `out`. */
  fillRate(out: Float64Array, n: Float64Array): void;
  /** Calculate the Jacobian f'(n) at the n last given to `fillRate`. */
  linearise(): void;
  /** Replace x by the y that solves (unit - step f') y = x, with the Jacobian last calculated. */
  solve(x: Float64Array, unit: number, step: number): void;
  /**
   * Replace x by the y that solves y - step (Q(n) y + g(n)) = x, the rates frozen at n: it conserves what f conserves,
   * and is nowhere negative if x is not.
   */
  solveFrozen(x: Float64Array, n: Float64Array, step: number): void;
}
