/**
 * One step of Radau IIA: its stages by simplified Newton iteration, its error from the slope at its start.
 *
 *     h⁻¹ (Λ ⊗ M) w = T⁻¹ F(y_0 + z),  z = T w,    so that one real and one complex system are solved a turn
 *     (λ/h M - J) e = f(t_0, y_0) - M p'(t_0)
 *
 * The end of the step is y_0 + z_3: what f conserves, every turn of the iteration conserves, settled or not.
 *
 * @see E. Hairer and G. Wanner, Solving Ordinary Differential Equations II, section IV.8 (not opened)
 * @module
 */

import { pow } from "#numerics/elementary.ts";
import {
  COMPLEX,
  FROM_MODES as FROM,
  fillInterpolation,
  NODES,
  REAL,
  START_SLOPE as SLOPE,
  TO_MODES as TO,
} from "./coefficients.ts";
import type { Restore } from "./invariants.ts";
import { bandShape, makeComplexFactors, makeRealFactors } from "./sparse-lu.ts";
import type { StiffSystem } from "./stiff-system.ts";

/** Turns of Newton's iteration before the step is given up. */
export const MOST_NEWTON = 8;
/** Change, relative to each component, at which a step is solved to rounding [1]. */
const SHARP = 1e-14;

/** What came of a step tried: its error in units of the tolerance and turns of iteration, or that it did not settle. */
export type Tried =
  | { readonly kind: "found"; readonly error: number; readonly turns: number }
  | { readonly kind: "newton"; readonly change: number };

/** Tries steps from a state, and keeps the stages of the last one accepted as first guess for the next. */
export interface RadauStepper {
  /** The end of the step last tried. */
  readonly next: Float64Array;
  /** Evaluate f and its Jacobian at the start of steps to come. */
  begin(time: number, y: Float64Array): void;
  /**
   * `isTold`: the error is estimated a second time where it is too large, as after a rejection. `isAgain`: the step
   * starts where the one last kept did, and is solved to rounding.
   */
  attempt(time: number, y: Float64Array, step: number, how: { isTold?: boolean; isAgain?: boolean }): Tried;
  /** The step last tried is taken: its stages are the guess from now on. */
  keep(y: Float64Array, step: number): void;
  /** Values of the step last tried at the fraction s of it: the collocation polynomial. */
  fillDense(out: Float64Array, y: Float64Array, s: number): void;
}

/**
 * Room for steps of one system.
 *
 * @param relative tolerance of the error estimate, relative [1]
 * @param absolute tolerance of the error estimate, in the unit of each component
 * @param settled change at which Newton's iteration has settled, in units of the tolerance [1]
 */
export function makeRadauStepper(
  system: StiffSystem,
  relative: number,
  absolute: Float64Array,
  settled: number,
  restore: Restore,
): RadauStepper {
  const { size, mass } = system;
  const shape = bandShape(system);
  const real = makeRealFactors(shape);
  const complex = makeComplexFactors(shape);
  const room = (): Float64Array => new Float64Array(size);
  const three = (): [Float64Array, Float64Array, Float64Array] => [room(), room(), room()];
  const jacobian = new Float64Array(system.pattern.rows.length);
  const [rate, scale, sizes, state] = [room(), room(), room(), room()];
  const [next, error, slope] = three();
  const z = three();
  const w = three();
  const f = three();
  const kept = three();
  const weights = new Float64Array(4);
  let keptStep = 0;
  let factored = 0;
  let rateOfSettling = 1;

  const guess = (step: number, isAgain: boolean): void => {
    const from = isAgain ? 0 : 1;
    for (let j = 0; j < 3; j++) {
      if (keptStep === 0) {
        z[j].fill(0);
        continue;
      }
      fillInterpolation(weights, from + (NODES[j] * step) / keptStep);
      for (let i = 0; i < size; i++)
        z[j][i] = weights[1] * kept[0][i] + weights[2] * kept[1][i] + (weights[3] - from) * kept[2][i];
    }
    for (let j = 0; j < 3; j++)
      for (let i = 0; i < size; i++) w[j][i] = TO[j][0] * z[0][i] + TO[j][1] * z[1][i] + TO[j][2] * z[2][i];
  };

  /** One turn; the largest change in units of the tolerance. */
  const turn = (time: number, y: Float64Array, step: number): number => {
    for (let j = 0; j < 3; j++) {
      for (let i = 0; i < size; i++) state[i] = y[i] + z[j][i];
      system.fillRate(f[j], time + NODES[j] * step, state);
    }
    const [w1, w2, w3] = w;
    for (let i = 0; i < size; i++) {
      const [a, b, c] = [f[0][i], f[1][i], f[2][i]];
      const m = mass[i] / step;
      f[0][i] = TO[0][0] * a + TO[0][1] * b + TO[0][2] * c - m * REAL * w1[i];
      f[1][i] = TO[1][0] * a + TO[1][1] * b + TO[1][2] * c - m * (COMPLEX.re * w2[i] - COMPLEX.im * w3[i]);
      f[2][i] = TO[2][0] * a + TO[2][1] * b + TO[2][2] * c - m * (COMPLEX.re * w3[i] + COMPLEX.im * w2[i]);
    }
    real.solve(f[0]);
    complex.solve(f[1], f[2]);
    let change = 0;
    for (let i = 0; i < size; i++) {
      w1[i] += f[0][i];
      w2[i] += f[1][i];
      w3[i] += f[2][i];
      for (let j = 0; j < 3; j++) {
        const ratio = Math.abs(FROM[j][0] * f[0][i] + FROM[j][1] * f[1][i] + FROM[j][2] * f[2][i]) / scale[i];
        if (!(ratio <= change)) change = ratio;
        z[j][i] = FROM[j][0] * w1[i] + FROM[j][1] * w2[i] + FROM[j][2] * w3[i];
      }
    }
    return change;
  };

  /** Newton's iteration: turns taken, or less than 0 where it does not settle. */
  const settle = (time: number, y: Float64Array, step: number, small: number): { turns: number; change: number } => {
    let before = 0;
    // the first turn tells no rate: that of the step before, a little worse
    const first = pow(Math.max(rateOfSettling, Number.EPSILON), 0.8);
    rateOfSettling = first;
    for (let turns = 1; turns <= MOST_NEWTON; turns++) {
      const change = turn(time, y, step);
      if (!(change < Number.POSITIVE_INFINITY)) return { turns: -1, change };
      let ahead = first;
      if (turns > 1) {
        const ratio = change / before;
        if (ratio >= 1 && change > small) return { turns: -1, change };
        ahead = ratio < 1 ? ratio / (1 - ratio) : 1;
        rateOfSettling = ahead;
      }
      if (change === 0 || ahead * change <= small) return { turns, change };
      before = change;
    }
    return { turns: -1, change: before };
  };

  const largest = (): number => {
    let most = 0;
    for (let i = 0; i < size; i++) {
      const ratio = Math.abs(error[i]) / scale[i];
      if (!(ratio <= most)) most = ratio;
    }
    return most;
  };

  return {
    next,
    begin(time, y) {
      system.fillRate(rate, time, y);
      system.fillJacobian(jacobian, time, y);
      factored = 0;
      for (let i = 0; i < size; i++) {
        scale[i] = relative * Math.abs(y[i]) + absolute[i];
        sizes[i] = scale[i] / relative;
      }
    },
    attempt(time, y, step, { isTold = false, isAgain = false }) {
      const shift = REAL / step;
      if (factored !== step) {
        factored = 0;
        const complexShift = { re: COMPLEX.re / step, im: COMPLEX.im / step };
        if (!real.factor(shift, mass, jacobian, sizes) || !complex.factor(complexShift, mass, jacobian, sizes))
          return { kind: "newton", change: Number.NaN };
        factored = step;
      }
      guess(step, isAgain);
      const { turns, change } = settle(time, y, step, isAgain ? Math.min(settled, SHARP / relative) : settled);
      if (turns < 0) {
        rateOfSettling = 1;
        return { kind: "newton", change };
      }
      for (let i = 0; i < size; i++) next[i] = y[i] + z[2][i];
      restore(next, real);
      for (let i = 0; i < size; i++) {
        slope[i] = (-mass[i] * (SLOPE[0] * z[0][i] + SLOPE[1] * z[1][i] + SLOPE[2] * z[2][i])) / step;
        // algebraic rows hold at the start as well as Newton's method settles them, which is no matter of the step
        error[i] = mass[i] === 0 ? 0 : rate[i] + slope[i];
      }
      real.solve(error);
      let found = largest();
      if (isTold && found >= 1) {
        for (let i = 0; i < size; i++) state[i] = y[i] + error[i];
        system.fillRate(error, time, state);
        for (let i = 0; i < size; i++) error[i] = mass[i] === 0 ? 0 : error[i] + slope[i];
        real.solve(error);
        found = largest();
      }
      return { kind: "found", error: found, turns };
    },
    keep(y, step) {
      for (let j = 0; j < 3; j++) kept[j].set(z[j]);
      for (let i = 0; i < size; i++) kept[2][i] = next[i] - y[i];
      keptStep = step;
    },
    fillDense(out, y, s) {
      fillInterpolation(weights, s);
      for (let i = 0; i < size; i++)
        out[i] = y[i] + weights[1] * z[0][i] + weights[2] * z[1][i] + weights[3] * (next[i] - y[i]);
    },
  };
}
