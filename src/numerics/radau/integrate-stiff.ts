/**
 * A stiff system, or one with algebraic equations, in time: Radau IIA of order 5, with record times and an event.
 *
 * Steps land on the record times, so that what is recorded is the end of a step and has its invariants. A change of
 * sign of the event ends the run: it is located on the collocation polynomial, then by steps that end there, to
 * rounding of the time.
 *
 * @see E. Hairer and G. Wanner, Solving Ordinary Differential Equations II, section IV.8 (not opened)
 * @module
 */

import { rootIn } from "#numerics/root.ts";
import { type MarchOptions, makeStiffMarch, type StiffMarch } from "./stiff-march.ts";
import type { StiffSystem } from "./stiff-system.ts";

/** Tolerances of a march, with the times to record and an event that ends it. */
export interface StiffOptions extends MarchOptions {
  /** Where y stands at the start [s]; 0 if absent. */
  readonly from?: number;
  /** Record times, increasing [s]. */
  readonly times: readonly number[];
  /**
   * A change of its sign ends the run; a run may start at 0. It is looked at at the ends of steps and at two points
   * between.
   */
  event?(time: number, y: Float64Array): number;
  /** Called after each accepted step. */
  onStep(y: Float64Array, time: number): void;
}

/** What the integration did, and what ended it. */
export interface StiffLog {
  readonly accepted: number;
  readonly rejected: number;
  readonly ended: "end" | { readonly event: number };
}

/** Turns to find the step that ends at the event. */
const MOST_TURNS = 60;
/** Fractions of a step at which the event is looked at besides its end. */
const LOOKS = [1 / 3, 2 / 3] as const;

/**
 * Integrate y, in place, through the record times. Yields the index of each record time when y holds its value.
 *
 * At an event y holds the state there, at the event or past it by rounding.
 *
 * @throws NumericalFailure if the step shrinks to nothing, or if the algebraic equations cannot be solved at the start.
 */
export function* integrateStiff(
  system: StiffSystem,
  y: Float64Array,
  options: StiffOptions,
): Generator<number | "working", StiffLog> {
  const { times, event, onStep } = options;
  const march = makeStiffMarch(system, y, options.from ?? 0, options);
  const log = (ended: StiffLog["ended"]): StiffLog => ({ accepted: march.accepted, rejected: march.rejected, ended });
  let sign = event === undefined ? 0 : Math.sign(event(march.time, y));
  for (let record = 0; record < times.length; record++) {
    while (march.time < times[record]) {
      march.advance(times[record]);
      if (event !== undefined) {
        const located = locate(march, event, sign);
        if (located !== undefined) {
          onStep(y, located);
          return log({ event: located });
        }
        sign = Math.sign(event(march.time, y));
      }
      onStep(y, march.time);
      if (march.accepted % 64 === 0) yield "working";
    }
    yield record;
  }
  return log("end");
}

/** The time of the first change of sign seen in the last step, y being moved there; undefined if there is none. */
function locate(march: StiffMarch, event: (time: number, y: Float64Array) => number, sign: number): number | undefined {
  const { stepper, before, y, taken } = march;
  const start = march.time - taken;
  const dense = new Float64Array(y.length);
  const onDense = (s: number): number => {
    stepper.fillDense(dense, before, s);
    return event(start + s * taken, dense);
  };
  /** Past the event: on the other side, or on it. */
  const isPast = (value: number): boolean => sign !== 0 && Math.sign(value) !== sign;
  const atEnd = event(march.time, y);
  const found = LOOKS.find((s) => isPast(onDense(s))) ?? (isPast(atEnd) ? 1 : undefined);
  if (found === undefined) return undefined;
  const near = found === 1 && atEnd === 0 ? 1 : rootIn(onDense, 0, found);
  // bracket the length of the step that ends at the event: low is before it, high past it
  const end = y.slice();
  const past = end.slice();
  let low = 0;
  let high = found * taken;
  let atLow = sign * Math.abs(onDense(0));
  let atHigh: number | undefined = found === 1 ? atEnd : undefined;
  let length = near * taken;
  const resolution = 4 * Number.EPSILON * Math.max(Math.abs(march.time), taken);
  let side = 0;
  for (let turn = 0; turn < MOST_TURNS && high - low > resolution && atHigh !== 0; turn++) {
    if (!march.retake(length)) break;
    const value = event(start + length, y);
    if (isPast(value)) {
      high = length;
      atHigh = value;
      past.set(y);
      if (side === 1) atLow /= 2;
      side = 1;
    } else {
      low = length;
      atLow = value;
      if (side === -1 && atHigh !== undefined) atHigh /= 2;
      side = -1;
    }
    const cut = atHigh === undefined ? high : low + ((high - low) * atLow) / (atLow - atHigh);
    length = Math.max(low + 0.5 * resolution, Math.min(high - 0.5 * resolution, cut));
  }
  y.set(past);
  if (atHigh === undefined) march.retake(high);
  return start + high;
}
