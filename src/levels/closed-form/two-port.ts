/**
 * A part of a stack as a two-port: the currents through its two sides, linear in the activities there.
 *
 *     I_left  = forward a_left - backward a_right + leakLeft  a_left  + fixedLeft
 *     I_right = forward a_left - backward a_right - leakRight a_right + fixedRight
 *
 * Written so that nothing cancels: where nothing is lost or stored, the leaks are exactly 0. The same record serves
 * the steady state and the Laplace transform of the transient.
 *
 * @module
 */

import { type Complex, minus, ONE, over, plus, scaled, times, ZERO } from "./complex.ts";

/** What drives a stack: the Laplace variable, and what becomes of constants and of the initial content. */
export interface Drive {
  /** s [s^-1]; 0 at the steady state. */
  readonly s: Complex;
  /** Transform of a constant 1: 1/s, or 1 at the steady state. */
  readonly constant: Complex;
  /** Whether the initial content counts: 1 in a transient, 0 at the steady state. */
  readonly content: 0 | 1;
}

/** The steady state. */
export const STEADY: Drive = { s: ZERO, constant: ONE, content: 0 };

/** The Laplace transform at s. */
export function transientDrive(s: Complex): Drive {
  return { s, constant: over(ONE, s), content: 1 };
}

export interface TwoPort {
  readonly forward: Complex;
  readonly backward: Complex;
  readonly leakLeft: Complex;
  readonly leakRight: Complex;
  readonly fixedLeft: Complex;
  readonly fixedRight: Complex;
}

/** Activities at the two sides. */
export interface Sides {
  readonly left: Complex;
  readonly right: Complex;
}

/** Concentration and current (flux times area, along +x) at a point. */
export interface Local {
  readonly concentration: Complex;
  readonly current: Complex;
}

/** The exact solution inside one element of a stack. */
export interface ElementLaw {
  twoPort(drive: Drive): TwoPort;
  at(x: number, drive: Drive, sides: Sides): Local;
  amount(drive: Drive, sides: Sides): Complex;
}

/**
 * How a part carries what deviates from a particular solution, in concentrations:
 * I_left = (ahead + lossLeft) c_left - back c_right, I_right = ahead c_left - (back + lossRight) c_right.
 */
export interface Carrying {
  readonly ahead: Complex;
  readonly back: Complex;
  readonly lossLeft: Complex;
  readonly lossRight: Complex;
}

/** The two-port around a particular solution, given at both sides, of a part with the weights W = c / a at its sides. */
export function twoPortAround(
  { ahead, back, lossLeft, lossRight }: Carrying,
  [left, right]: readonly [Local, Local],
  [weightLeft, weightRight]: readonly [number, number],
): TwoPort {
  const through = minus(times(ahead, left.concentration), times(back, right.concentration));
  return {
    forward: scaled(ahead, weightLeft),
    backward: scaled(back, weightRight),
    leakLeft: scaled(lossLeft, weightLeft),
    leakRight: scaled(lossRight, weightRight),
    fixedLeft: minus(minus(left.current, through), times(lossLeft, left.concentration)),
    fixedRight: plus(minus(right.current, through), times(lossRight, right.concentration)),
  };
}
