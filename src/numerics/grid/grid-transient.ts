/**
 * A field on a grid in time: L-stable with multigrid solves (TR-BDF2), or explicit and stabilised (Runge-Kutta-Chebyshev).
 *
 * @module
 */

import { type AdaptiveLog, integrateAdaptively } from "#numerics/adaptive-integration.ts";
import { integrateStabilised } from "#numerics/runge-kutta-chebyshev.ts";
import type { GridSystem } from "./grid-system.ts";

export type GridMethod = "tr-bdf2" | "runge-kutta-chebyshev";

export interface GridTransientOptions {
  readonly method?: GridMethod;
  /** Largest error of a step relative to the largest concentration [1]. */
  readonly tolerance: number;
  /** Called after each accepted step. */
  onStep?(step: number, state: Float64Array, time: number): void;
}

/**
 * Integrate a state (grid-system.ts) through increasing record times; yields the index of each when `state` holds its value.
 * Concentrations stay at or above zero. Errors of concentrations count against the largest anywhere, errors of port amounts
 * against what the cells would hold at it.
 *
 * @throws NumericalFailure as the integrators do
 */
export function integrateGrid(
  system: GridSystem,
  state: Float64Array,
  times: readonly number[],
  { method = "tr-bdf2", tolerance, onStep }: GridTransientOptions,
): Generator<number | "working", AdaptiveLog> {
  const { operator, fastestRate } = system;
  const { size, leak, supply, volume } = operator;
  let supplied = 0;
  for (let i = 0; i < size; i++) if (leak[i] > 0) supplied = Math.max(supplied, supply[i] / leak[i]);
  const whole = volume.reduce((sum, v) => sum + v, 0);
  let floor = Number.MIN_VALUE;
  const largestIn = (n: Float64Array): number => {
    let largest = 0;
    for (let i = 0; i < size; i++) if (n[i] > largest) largest = n[i];
    return largest;
  };
  // a decay is not followed for ever: what is 1e-30 of the start is as good as nothing
  floor = Math.max(floor, 1e-30 * Math.max(supplied, largestIn(state)));
  const isPositive = new Uint8Array(system.size).fill(1, 0, size);
  const options = {
    tolerance,
    isPositive,
    fastestRate,
    largestRate: 2 * fastestRate,
    fillScale(scale: Float64Array, n: Float64Array, next: Float64Array) {
      const largest = Math.max(floor, supplied, largestIn(n), largestIn(next));
      scale.fill(largest, 0, size);
      for (let p = size; p < scale.length; p++) scale[p] = whole * largest + Math.abs(next[p]);
    },
    ...(onStep && { onStep }),
  };
  return method === "tr-bdf2"
    ? integrateAdaptively(system, state, times, options)
    : integrateStabilised(system, state, times, options);
}
