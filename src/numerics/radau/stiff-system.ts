/**
 * What a stiff integrator needs to know of a system M dy/dt = f(t, y), M diagonal with zeros allowed.
 *
 * A row with mass 0 is an algebraic equation 0 = f_i(t, y); the system must be of index 1, that is, the algebraic
 * equations can be solved for the algebraic unknowns. Units are the caller's: each component has its own.
 *
 * @module
 */

/** Entries of a sparse matrix, in the same order at every call. */
export interface StiffSystem {
  readonly size: number;
  /** Diagonal of M: 1 for a differential, 0 for an algebraic equation. */
  readonly mass: Float64Array;
  /** Where df/dy may be other than zero: row and column of each entry; entries at the same place add up. */
  readonly pattern: { readonly rows: Int32Array; readonly columns: Int32Array };
  /**
   * Weights l of sums Σ l_i y_i over differential components that f conserves, l·f = 0, where there are any; none may
   * follow from the others. Those named are kept to rounding always; others to about 1e-16 × rate × step, a step.
   */
  readonly invariants?: readonly Float64Array[];
  /** Write f(t, y) into `out`. */
  fillRate(out: Float64Array, time: number, y: Float64Array): void;
  /** Write df/dy, entry by entry of the pattern. */
  fillJacobian(entries: Float64Array, time: number, y: Float64Array): void;
}
