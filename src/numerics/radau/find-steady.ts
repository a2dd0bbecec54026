/**
 * The steady state that a stiff system reaches from a given state, or that it reaches none.
 *
 *     dy/dt = f(y) with loose error control until nothing moves,  then  (M/τ - J) δ = f(y),  y + δ,  τ growing
 *
 * The way there is followed in time, since what is conserved, and which of several steady states is reached, depends on
 * the start; the last digits come from steps of backward Euler that grow into Newton's method. Those digits count only
 * where they stay near the state that time led to: a steady state that the system runs away from is not returned,
 * unless it is started there. Growth without bound is an answer. Sums that are conserved hold to rounding if the system
 * names them as invariants; others as long as rate × time, rounded, is below what is asked of them.
 *
 * @see C. T. Kelley and D. E. Keyes, SIAM J. Numer. Anal. 35, 508 (1998), doi:10.1137/S0036142996304796 (not opened)
 * @module
 */

import { makeRestore } from "./invariants.ts";
import { bandShape, makeRealFactors } from "./sparse-lu.ts";
import { makeStiffMarch, type WhyNot } from "./stiff-march.ts";
import type { StiffSystem } from "./stiff-system.ts";

/** Where to look for a steady state, and what counts as one. */
export interface SteadyStateOptions {
  /** Words for where it happens, such as "steady state of compartments". */
  readonly where: string;
  /** What to change first, for a failure. */
  readonly advice: string;
  /** Of each component, in its unit, what counts as nothing; positive. */
  readonly absolute: Float64Array;
  /**
   * Of each component, in its unit, a size that is usual; 1e9 of it, or of the start if that is more, is without bound.
   */
  readonly sizes: Float64Array;
  /** The first step to try [s]. */
  readonly first: number;
  /** Time at which f is taken, and held [s]; 0 if absent. */
  readonly at?: number;
  /** Time after which it has not settled [s]; 1e15 if absent. */
  readonly longest?: number;
  /** Whether all values are in the range in which they have a meaning. */
  holds(y: Float64Array): boolean;
  /** Why a step on the way cannot hold, in words for a failure. */
  explain?(time: number, before: Float64Array, next: Float64Array): WhyNot | undefined;
}

/** What a search for a steady state came to. */
export type SteadyState =
  | { readonly kind: "steady"; readonly y: Float64Array }
  /** A component grows without bound; it was seen to at that time [s]. */
  | { readonly kind: "diverges"; readonly component: number; readonly time: number }
  | { readonly kind: "none" };

/** Error of the steps that lead there, relative [1]. */
const LOOSE = 1e-3;
const UNBOUNDED = 1e9;
const MOST_STEPS = 20_000;
const MOST_TURNS = 40;
/** How far the last digits may be from where time led, relative [1]. */
const NEAR = 1e-2;
/** Residual relative to gross rates, and change relative to size, that count as none [1]. */
const SMALL_RESIDUAL = 1e-12;
const SMALL_CHANGE = 1e-9;
/** Where rates are so steep that y has no digits left that could lower the residual. */
const STEEP_RESIDUAL = 1e-8;
const ROUNDING = 1e-14;
/** Growth faster than this power of time has no bound [1]. */
const SLOWEST_POWER = 0.1;

/**
 * Moves y, in place, towards the steady state that it reaches, and returns it.
 *
 * @throws NumericalFailure if a step on the way shrinks to nothing, or if algebraic equations cannot be solved.
 */
export function findSteady(system: StiffSystem, y: Float64Array, options: SteadyStateOptions): SteadyState {
  const { absolute, at = 0, longest = 1e15, sizes, holds } = options;
  const { size, pattern } = system;
  const held: StiffSystem = {
    ...system,
    fillRate: (out, _, state) => system.fillRate(out, at, state),
    fillJacobian: (entries, _, state) => system.fillJacobian(entries, at, state),
  };
  const march = makeStiffMarch(held, y, 0, { ...options, relative: LOOSE });
  const bounds = Float64Array.from(y, (value, i) => UNBOUNDED * Math.max(Math.abs(value), sizes[i]));
  const restore = makeRestore(held, y);
  const factors = makeRealFactors(bandShape(held));
  const jacobian = new Float64Array(pattern.rows.length);
  const room = (): Float64Array => new Float64Array(size);
  const [rate, gross, change, polished, magnitude] = [room(), room(), room(), room(), room()];

  /** Rates at y, and against what they count: Σ |df_i/dy_j| |y_j|, one-way rates where each has its own entry. */
  const measure = (state: Float64Array): number => {
    held.fillRate(rate, at, state);
    held.fillJacobian(jacobian, at, state);
    for (let i = 0; i < size; i++) magnitude[i] = Math.max(Math.abs(state[i]), absolute[i]);
    gross.fill(0);
    for (let e = 0; e < jacobian.length; e++)
      gross[pattern.rows[e]] += Math.abs(jacobian[e]) * magnitude[pattern.columns[e]];
    let residual = 0;
    for (let i = 0; i < size; i++) {
      if (rate[i] === 0) continue;
      const ratio = Math.abs(rate[i]) / gross[i];
      if (!(ratio <= residual)) residual = ratio;
    }
    return residual;
  };

  /** Whether the last digits were found near y; they are in `polished` then. */
  const polish = (): boolean => {
    polished.set(y);
    let longer = 10 * march.step;
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      measure(polished);
      change.set(rate);
      if (!factors.factor(1 / longer, system.mass, jacobian, magnitude)) return false;
      factors.solve(change);
      let moved = 0;
      for (let i = 0; i < size; i++) {
        moved = Math.max(moved, Math.abs(change[i]) / magnitude[i]);
        polished[i] += change[i];
      }
      restore(polished, factors);
      for (let i = 0; i < size; i++)
        if (!(Math.abs(polished[i] - y[i]) <= NEAR * Math.abs(y[i]) + absolute[i])) return false;
      if (!holds(polished)) return false;
      const residual = measure(polished);
      if (residual <= SMALL_RESIDUAL && moved <= SMALL_CHANGE) return true;
      if (residual <= STEEP_RESIDUAL && moved <= ROUNDING) return true;
      longer = Math.min(10 * longer, Math.max(longest, longer));
    }
    return false;
  };

  let tryAt = 0;
  if (measure(y) === 0) return { kind: "steady", y };
  while (march.time < longest && march.accepted < MOST_STEPS) {
    march.advance(longest);
    const component = y.findIndex((value, i) => Math.abs(value) > bounds[i]);
    if (component >= 0) return { kind: "diverges", component, time: march.time };
    if (march.time < tryAt || !y.every((v, i) => Math.abs(v - march.before[i]) <= NEAR * Math.abs(v) + absolute[i]))
      continue;
    if (polish()) {
      y.set(polished);
      return { kind: "steady", y };
    }
    tryAt = 3 * march.time;
  }
  if (march.time < longest) return { kind: "none" };
  measure(y);
  let fastest = SLOWEST_POWER;
  let component = -1;
  for (let i = 0; i < size; i++) {
    const power = (rate[i] * march.time) / y[i];
    if (system.mass[i] === 0 || !(power > fastest)) continue;
    fastest = power;
    component = i;
  }
  return component < 0 ? { kind: "none" } : { kind: "diverges", component, time: march.time };
}
